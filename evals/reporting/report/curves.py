"""What the plots show, as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from evals.judging.reliability import Bin
from evals.reporting.compare import said_outcome
from evals.reporting.runs import Run

Curve = list[tuple[float, float]]


def risk_points(run: Run) -> tuple[Curve, Curve]:
    """Return (share answered, share of those wrong) by falling confidence, and in ideal order.

    A partly right answer counts as not wrong. Both are empty where nothing graded was answered.
    """
    graded = [name for name, each in run.scored.items() if each.outcome != "ungraded"]
    answers = [
        (reply.confidence, said_outcome(run.scored[name]) in ("wrong", "hallucinated"))
        for name in graded
        if (reply := run.items[name].reply) is not None and reply.answered
    ]
    answers.sort(key=lambda pair: -pair[0])
    right_first = sorted(wrong for _, wrong in answers)
    ideal = [(-float(rank), wrong) for rank, wrong in enumerate(right_first)]
    return _curve(answers, len(graded)), _curve(ideal, len(graded))


def _curve(answers: Sequence[tuple[float, bool]], total: int) -> Curve:
    """Equal confidence can't be told apart by a threshold: one point for all of it."""
    points: Curve = []
    wrong = 0
    for count, (confidence, is_wrong) in enumerate(answers, start=1):
        wrong += is_wrong
        if count == len(answers) or answers[count][0] != confidence:
            points.append((count / total, wrong / count))
    return points


def reliability_bins(card: Mapping[str, Any]) -> list[Bin]:
    """Return the bins of a judge's card by rising score, if it has any."""
    found = card.get("reliability") or ()
    return [Bin(**{field.name: each[field.name] for field in fields(Bin)}) for each in found]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]
