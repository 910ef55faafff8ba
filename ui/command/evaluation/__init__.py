"""``fundstelle eval``: the evals; each of its commands is one file."""

from typing import TYPE_CHECKING

from ui.command.arguments import add_command
from ui.command.evaluation import (
    compare,
    draft,
    gate,
    judge,
    refuse,
    report,
    retrieval,
    run,
    score,
    selftest,
    validate,
)

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command and what it is divided into."""
    parser = add_command(commands, "eval", "measure how faithful the answers are")
    parts: Commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="eval_command", required=True
    )
    for command in (
        run,
        score,
        report,
        compare,
        gate,
        validate,
        draft,
        judge,
        retrieval,
        refuse,
        selftest,
    ):
        command.declare(parts)
