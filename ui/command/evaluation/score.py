"""``fundstelle eval score``: judge and score a run again, without asking again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json
from ui.command.failures import DONE
from ui.command.output import say, say_json

if TYPE_CHECKING:
    from evals.running.folder import RunFolder
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "score", "judge and score the answers of a run again")
    parser.add_argument("folder", metavar="RUN", help="what `fundstelle eval run` made")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Score and say where it is."""
    from evals.running.folder import RunFolder

    folder = RunFolder.open(Path(arguments.folder))
    rates = score_run(folder, settings, shown=not arguments.json)
    if arguments.json:
        say_json({"schema": SCHEMA, "run": str(folder.path), "rates": rates})
    else:
        say(f"{len(folder.scores())} answers are scored: {folder.path / 'metrics.json'}")
    return DONE


def score_run(folder: "RunFolder", settings: Settings, *, shown: bool) -> list[dict[str, object]]:
    """Judge what is not judged yet, score everything, and return the overall rates."""
    raise NotImplementedError


def report_run(folder: "RunFolder") -> Path:
    """Write the report and return its path."""
    raise NotImplementedError
