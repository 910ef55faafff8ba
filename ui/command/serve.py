"""``fundstelle serve``: the chat page."""

import argparse
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import add_command, port_number
from ui.command.failures import DONE
from ui.command.output import BOLD, painted, say

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "serve", "open the chat page")
    parser.add_argument(
        "--host", default="127.0.0.1", help="127.0.0.1: this machine alone (default)"
    )
    parser.add_argument("--port", type=port_number, default=7860, help="default 7860")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until interrupted."""
    from ui.page.app import run_page

    run_page(settings, host=arguments.host, port=arguments.port, on_ready=_ready)
    return DONE


def _ready(address: str) -> None:
    say(f"Fundstelle is at {painted(address, BOLD)}  (Ctrl-C ends it)")
