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
    parser.add_argument(
        "--without-password",
        action="store_true",
        help="let everybody in who reaches the address; else another one than 127.0.0.1 needs a "
        "user (`fundstelle users add NAME`)",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="no articles are added or removed in the page"
    )
    parser.add_argument("--port", type=port_number, default=7860, help="default 7860")
    parser.add_argument(
        "--mcp", action="store_true", help="serve ask, search and articles as MCP tools, too"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until interrupted."""
    from ui.page.app import run_page
    from ui.page.logs import plain_terminal
    from ui.page.serving import Serving

    def ready(address: str) -> None:
        say(f"Fundstelle is at {painted(address, BOLD)}  (Ctrl-C ends it)")
        if arguments.mcp:
            say(f"MCP clients find its tools at {address}/gradio_api/mcp/")

    serving = Serving(
        arguments.host,
        arguments.port,
        arguments.read_only,
        arguments.without_password,
        arguments.mcp,
    )
    with plain_terminal():
        run_page(settings, serving, on_ready=ready)
    return DONE
