"""``fundstelle eval report``: a scored run as a page, a summary and JUnit's XML."""

import argparse
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import add_command, given_paths
from ui.command.failures import DONE
from ui.command.output import say

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    told = "write report.html, summary.md, answers.md and junit.xml of a run"
    parser = add_command(commands, "report", told)
    parser.add_argument("folder", metavar="RUN", help="folder of a scored run")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the files and print where they are."""
    from evals.reporting.known import known_metrics
    from evals.reporting.report.write import write_report
    from evals.reporting.runs import read_run

    del settings
    (folder,) = given_paths([arguments.folder])
    for path in write_report(read_run(folder), known_metrics()):
        say(str(path))
    return DONE
