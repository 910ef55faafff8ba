"""``fundstelle users``: who may use a page that is served to other machines."""

import argparse
import sys
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json
from ui.command.failures import DONE
from ui.command.output import plain, say, say_json

if TYPE_CHECKING:
    from ui.command.arguments import Commands

_LONGEST_LINE = 4_096


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "users", "list, add or remove those whom the chat page asks for a password"
    )
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "add", "remove"),
        default="list",
        metavar="list | add NAME | remove NAME",
        help="add: the password is asked for, or read as one line from standard input",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help=argparse.SUPPRESS)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List users, add one, or remove one."""
    from ui.page.access.users import Users

    users, name = Users(settings.data), arguments.name
    if (name is None) != (arguments.action == "list"):
        raise UsageError(
            "`fundstelle users list` takes no name."
            if name is not None
            else f"Whom? Type `fundstelle users {arguments.action} NAME`."
        )
    if arguments.action == "list":
        _print_list(users.names(), as_json=arguments.json)
        return DONE
    if arguments.action == "add":
        done = "added" if users.add(name, _password()) else "has a new password"
    else:
        users.remove(name)
        done = "removed"
    if arguments.json:
        say_json({"schema": 1, "users": users.names()})
    else:
        say(plain(f"{name}: {done}."))
    return DONE


def _print_list(names: list[str], *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "users": names})
        return
    for name in names:
        say(plain(name))
    say(f"{len(names)} users." if names else "No users. Type `fundstelle users add NAME`.")


def _password() -> str:
    """Return what is typed twice without being shown, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST_LINE).rstrip("\r\n")
    from getpass import getpass

    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise UsageError("The two passwords differ. Type the command again.")
    return password
