"""``fundstelle remove``: take a root, a file or an article out."""

import argparse
from typing import TYPE_CHECKING

from rag.as_json import index_json
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json
from ui.command.failures import DONE
from ui.command.output import plain, say, say_json

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "remove", "take roots, files or articles out; they stay out until indexed by name"
    )
    parser.add_argument("names", nargs="+", metavar="PATH|ID")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Remove what the names stand for; nothing is removed if one of them stands for nothing."""
    from rag.assemble import open_store, remove_from_index

    if any(not name.strip() or "\0" in name for name in arguments.names):
        raise UsageError("An empty word is no PATH or ID. `fundstelle articles` lists them.")
    # Without an index this says so, where removing would begin one.
    open_store(settings).close()
    report = remove_from_index(settings, arguments.names)
    if arguments.json:
        say_json(index_json(report))
        return DONE
    for name in report.details.get("removed", ()):
        say(plain(f"removed  {name}"))
    say(f"{report.removed} removed; the index holds {report.passages:,} passages.")
    return DONE
