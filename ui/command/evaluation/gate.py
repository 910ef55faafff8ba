"""``fundstelle eval gate``: exit code 1, with reasons, where a run is not good enough."""

import argparse
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import add_command, given_paths
from ui.command.failures import DONE, FAILED
from ui.command.output import plain, say, tell

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "gate", "exit with 1 where a run misses its thresholds")
    parser.add_argument("folder", metavar="RUN", help="folder of a scored run")
    parser.add_argument("--baseline", metavar="RUN", help="run that it may not be worse than")
    parser.add_argument("--thresholds", metavar="FILE", help="TOML; none: the built-in file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line for each reason; 1 if there is any."""
    from evals.reporting.gate import gate
    from evals.reporting.known import known_metrics
    from evals.reporting.runs import read_run
    from evals.reporting.thresholds import DEFAULT, read_thresholds

    del settings
    (folder,) = given_paths([arguments.folder])
    (file,) = given_paths([arguments.thresholds or str(DEFAULT)])
    thresholds = read_thresholds(file, known_metrics())
    baseline = read_run(given_paths([arguments.baseline])[0]) if arguments.baseline else None
    gated = gate(read_run(folder), thresholds, baseline)
    for reason in gated.reasons:
        say(plain(reason))
    if gated.unchecked:
        tell(f"Margins that are not checked without --baseline RUN: {gated.unchecked}")
    if gated.reasons:
        say(f"Not passed: {gated.held} thresholds of {file.name} hold, the rest is above.")
    else:
        say(f"Passed: {gated.held} thresholds of {file.name} hold.")
    return FAILED if gated.reasons else DONE
