"""``fundstelle eval compare``: what two runs differ in beyond noise."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json, given_paths
from ui.command.failures import DONE
from ui.command.output import plain, say, say_json, tell

if TYPE_CHECKING:
    from evals.reporting.compare import Changed, Compared, Comparison
    from ui.command.arguments import Commands

_MOST_CHANGES = 20


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "compare", "say what two runs differ in beyond noise")
    parser.add_argument("before", metavar="A", help="folder of a scored run")
    parser.add_argument("after", metavar="B", help="folder of a scored run of the same questions")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line a metric, the questions that changed sides, and one plain sentence."""
    from evals.reporting.compare import as_json, compare
    from evals.reporting.known import known_metrics
    from evals.reporting.runs import read_run

    del settings
    before, after = (read_run(path) for path in given_paths([arguments.before, arguments.after]))
    comparison = compare(before, after, known_metrics())
    if arguments.json:
        say_json({"schema": SCHEMA, **as_json(comparison)})
    else:
        _print(comparison)
    return DONE


def _print(comparison: "Comparison") -> None:
    for warning in comparison.warnings:
        tell(plain(warning))
    say(
        f"{'metric':<34} {'n':>5} {'A':>9} {'B':>9} {'B - A':>9}  "
        f"{'95% interval':<20} {'p (Holm)':>8} {'visible':>8}"
    )
    for compared in comparison.metrics:
        say(_row(compared))
    _print_changes("Fixed", comparison.fixed)
    _print_changes("Broken", comparison.broken)
    say()
    say("`visible` is the smallest true difference that is seen with 80% power.")
    say(plain(comparison.sentence))


def _row(compared: "Compared") -> str:
    found = compared.difference
    p = "" if compared.p is None else f"{compared.p:.4f}"
    visible = "" if found.visible is None else f"{found.visible:.3f}"
    between = f"[{found.low:+.3f}, {found.high:+.3f}]"
    verdict = f"  {compared.verdict}" if compared.verdict in ("better", "worse") else ""
    return (
        f"{plain(compared.metric.title)[:34]:<34} {compared.n:>5} {found.before:>9.3f} "
        f"{found.after:>9.3f} {found.value:>+9.3f}  {between:<20} {p:>8} {visible:>8}{verdict}"
    )


def _print_changes(title: str, changes: "Sequence[Changed]") -> None:
    say()
    say(f"{title}: {len(changes)}")
    for change in changes[:_MOST_CHANGES]:
        sides = f"{change.before} -> {change.after}"
        say(plain(f"  {change.name}  {sides}  {' '.join(change.question.split())}"))
    if len(changes) > _MOST_CHANGES:
        say(f"  and {len(changes) - _MOST_CHANGES} more; --json has them all.")
