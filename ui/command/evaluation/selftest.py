"""``fundstelle eval selftest``: whether the metrics see the damage that they are meant to see."""

import argparse
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json
from ui.command.failures import DONE, FAILED
from ui.command.output import say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.records import Item, Judgement
    from evals.reporting.selftest import Row
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "selftest", "damage gold answers and check that the metrics meant fall"
    )
    parser.add_argument(
        "--judge", action="store_true", help="with the offline judge, too (a minute or two)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the matrix of damage and metrics; 1 if a metric is blind or sees what is not there."""
    from evals.reporting.selftest import selftest

    del settings
    rows = selftest(_judged if arguments.judge else None)
    if arguments.json:
        say_json({"schema": SCHEMA, "ok": all(row.ok for row in rows), "rows": _json(rows)})
    else:
        _print(rows)
    return DONE if all(row.ok for row in rows) else FAILED


def _judged(items: "Sequence[Item]") -> "Sequence[Judgement]":
    from evals.judging.judge import judge_items
    from evals.judging.support import SupportJudge

    return list(judge_items(items, (), SupportJudge()))


def _json(rows: "Sequence[Row]") -> list[dict[str, object]]:
    return [
        {
            "damage": row.damage.name,
            "items": row.damaged,
            "ok": row.ok,
            "moved": {name: round(change, 4) for name, change in row.moved.items()},
            "missed": list(row.missed),
            "stray": list(row.stray),
            "blind": row.damage.blind,
        }
        for row in rows
    ]


def _print(rows: "Sequence[Row]") -> None:
    for row in rows:
        say(f"{'ok ' if row.ok else 'NOT'} {row.damage.name} ({row.damaged} answers)")
        for name, change in row.moved.items():
            meant = "" if name in row.damage.lowers else "  (follows)"
            say(f"      {name:<30} {change:+.3f}{meant}")
        if row.damage.blind:
            say(f"      {row.damage.blind}")
        for name in row.missed:
            say(f"      {name} did not fall")
        for name in row.stray:
            say(f"      {name} should not have moved")
    wrong = sum(not row.ok for row in rows)
    say(f"{len(rows) - wrong} of {len(rows)} kinds of damage are seen as they should be.")
