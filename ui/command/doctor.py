"""``fundstelle doctor``: every part checked, and what to type for what is wrong."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import add_command, add_json
from ui.command.failures import DONE, FAILED
from ui.command.output import GREEN, RED, YELLOW, Status, painted, plain, say, say_json

if TYPE_CHECKING:
    from ui.command.arguments import Commands
    from ui.command.health.check import Check
    from ui.hosts import Host

_SIGNS = {"ok": ("ok", GREEN), "note": ("note", YELLOW), "problem": ("PROBLEM", RED)}


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "doctor",
        "check every part, ask one real question, name every host text can reach",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check all parts; 1 if something that is needed fails."""
    from ui.hosts import hosts

    found: list[Check] = []
    status = Status(shown=not arguments.json)
    for check in _checks(settings, status):
        found.append(check)
        status.clear()
        if not arguments.json:
            _print_check(check)
    usable = all(check.state != "problem" for check in found)
    reached = hosts(settings)
    if arguments.json:
        say_json(_json(usable=usable, checks=found, hosts=reached))
    else:
        _print_end(usable=usable, hosts=reached)
    return DONE if usable else FAILED


def _checks(settings: Settings, status: Status) -> "Iterator[Check]":
    status.show("checking the machine ...")
    from ui.command.health.machine import check_machine

    yield from check_machine(settings)
    status.show("checking the index ...")
    from ui.command.health.index import check_index

    yield from check_index(settings)
    status.show("asking a question ...")
    from ui.command.health.model import check_models

    yield from check_models(settings)


def _print_check(check: "Check") -> None:
    sign, colour = _SIGNS[check.state]
    say(f"{painted(f'{sign:<8}', colour)}{check.part:<15} {plain(check.message)}")


def _print_end(*, usable: bool, hosts: "list[Host]") -> None:
    say()
    say("Text can reach these hosts and no others:" if hosts else "Text can reach no host.")
    for host in hosts:
        where = "this machine" if host.loopback else painted("NOT THIS MACHINE", RED)
        say(f"  {host.url}  ({where})  {host.purpose}")
    say()
    say("All that is needed works." if usable else "Something that is needed does not work: above.")


def _json(*, usable: bool, checks: "list[Check]", hosts: "list[Host]") -> dict[str, object]:
    return {
        "schema": 1,
        "usable": usable,
        "checks": [
            {"part": check.part, "state": check.state, "message": check.message} for check in checks
        ],
        "hosts": [
            {"url": host.url, "purpose": host.purpose, "loopback": host.loopback} for host in hosts
        ],
    }
