"""How far a run is the same when the same questions are asked again.

Only questions that have a reply from every time are looked at. The model writes without chance
(temperature 0): what differs is the engine's doing (threads, caches, the machine's load).
"""

from collections.abc import Mapping, Sequence
from statistics import stdev
from typing import Any

from evals.metrics.rates import rates_of
from evals.metrics.scoring import score_items
from evals.records import Item, Judgement, ScoredItem

_CHANGED = 50
"""Questions that are listed by name."""


def repeats_of(items: Sequence[Item], judgements: Sequence[Judgement]) -> dict[str, Any] | None:
    """Return what JSON can hold of the repeats; None where no question was asked twice.

    ``items`` are those of all times. ``same_text``, ``same_kind`` and ``same_outcome`` are shares
    of ``questions``; ``spread`` has a row a metric with its value each time, the greatest less the
    least of them, and their standard deviation.
    """
    times: dict[int, dict[str, Item]] = {}
    for item in items:
        if item.reply is not None:
            times.setdefault(item.repeat, {})[item.question.name] = item
    # A time that a stop cut short before its first reply is no time.
    passes = [times[number] for number in sorted(times)]
    names = [name for name in passes[0] if all(name in each for each in passes)] if passes else []
    if len(passes) < 2 or not names:
        return None
    asked = [[each[name] for name in names] for each in passes]
    scored = [score_items(each, judgements) for each in asked]
    outcomes = {name: [each[at].outcome for each in scored] for at, name in enumerate(names)}
    changed = [name for name in names if len(set(outcomes[name])) > 1]
    return {
        "times": len(passes),
        "questions": len(names),
        "same_text": _same(asked, "text"),
        "same_kind": _same(asked, "kind"),
        "same_outcome": 1 - len(changed) / len(names),
        "changed": [
            {
                "name": name,
                "question": passes[0][name].question.question,
                "outcomes": outcomes[name],
            }
            for name in changed[:_CHANGED]
        ],
        "spread": _spread([_overall(each) for each in scored]),
    }


def _overall(scored: Sequence[ScoredItem]) -> dict[str, float | None]:
    # The intervals are not looked at here, so one resampling is enough.
    return {r.metric: r.value for r in rates_of(scored, resamples=1) if r.slice == "all"}


def _same(asked: Sequence[Sequence[Item]], field: str) -> float:
    """Return the share of questions whose replies have one value of this field."""
    rows = list(zip(*asked, strict=True))
    same = sum(len({getattr(item.reply, field) for item in row}) == 1 for row in rows)
    return same / len(rows)


def _spread(rates: Sequence[Mapping[str, float | None]]) -> list[dict[str, Any]]:
    rows = []
    for metric in rates[0]:
        values = [each.get(metric) for each in rates]
        told = [value for value in values if value is not None]
        if len(told) == len(values):
            spread = max(told) - min(told)
            rows.append(
                {"metric": metric, "values": told, "spread": spread, "deviation": stdev(told)}
            )
    return rows
