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
    parser.add_argument("--all", action="store_true", help="metrics without any difference, too")
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
        _print(comparison, everything=arguments.all)
    return DONE


def _print(comparison: "Comparison", *, everything: bool) -> None:
    for warning in comparison.warnings:
        tell(plain(warning))
    say(
        f"{'metric':<34} {'n':>5} {'A':>9} {'B':>9} {'B - A':>9}  "
        f"{'95% interval':<20} {'p (Holm)':>8} {'visible':>8}"
    )
    same = [
        each
        for each in comparison.metrics
        if each.difference.visible is None and each.difference.value == 0
    ]
    for compared in comparison.metrics:
        if everything or compared not in same:
            say(_row(compared))
    if same and not everything:
        say(f"No question differs in the {len(same)} other metrics; --all lists them.")
    _print_changes("Fixed", comparison.fixed)
    _print_changes("Broken", comparison.broken)
    say()
    say("`visible` is the smallest true difference that is seen with 80% power.")
    if any(_leaves_out_zero(each) for each in comparison.metrics):
        tested = sum(each.p is not None for each in comparison.metrics)
        say(
            f"* The interval leaves 0 out, but of {tested} metrics looked at together some do by "
            "chance: p (Holm) allows for that. Ask again, or more questions, to be sure."
        )
    say(plain(comparison.sentence))


def _row(compared: "Compared") -> str:
    found = compared.difference
    p = "" if compared.p is None else f"{compared.p:.4f}"
    visible = "" if found.visible is None else f"{found.visible:.3f}"
    between = f"[{found.low:+.3f}, {found.high:+.3f}]"
    verdict = f"  {compared.verdict}" if compared.verdict in ("better", "worse") else ""
    verdict = "  *" if _leaves_out_zero(compared) else verdict
    return (
        f"{plain(compared.metric.title)[:34]:<34} {compared.n:>5} {found.before:>9.3f} "
        f"{found.after:>9.3f} {found.value:>+9.3f}  {between:<20} {p:>8} {visible:>8}{verdict}"
    )


def _leaves_out_zero(compared: "Compared") -> bool:
    """Whether the interval alone would call it a difference, and the corrected test does not."""
    found = compared.difference
    alone = found.low > 0 or found.high < 0
    return alone and compared.p is not None and compared.verdict not in ("better", "worse")


def _print_changes(title: str, changes: "Sequence[Changed]") -> None:
    say()
    say(f"{title}: {len(changes)}")
    for change in changes[:_MOST_CHANGES]:
        sides = f"{change.before} -> {change.after}"
        say(plain(f"  {change.name}  {sides}  {' '.join(change.question.split())}"))
    if len(changes) > _MOST_CHANGES:
        say(f"  and {len(changes) - _MOST_CHANGES} more; --json has them all.")
