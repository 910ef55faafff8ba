"""Two runs beside each other: what differs beyond noise, and which questions changed sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from evals.records import Better, Metric, ScoredItem
from evals.reporting.runs import Run, is_good, with_unregistered
from evals.reporting.slices import belongs
from evals.reporting.statistics import Difference, Pairing, holm, mcnemar, paired_difference
from index.errors import FundstelleError

_LEVEL = 0.05

Verdict = Literal["better", "worse", "noise", "described"]


class CompareError(FundstelleError):
    """Two runs that have nothing in common."""

    code = "compare"


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric in both runs, over the items that have a value in both."""

    metric: Metric
    n: int
    groups: int
    difference: Difference
    test: Literal["McNemar", "bootstrap", "none"]
    p: float | None
    """Adjusted by Holm over all metrics with a direction; None for the others."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that was answered as wanted in one run and not in the other."""

    name: str
    language: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What :func:`compare` finds."""

    before: str
    after: str
    common: int
    groups: int
    metrics: Sequence[Compared]
    fixed: Sequence[Changed]
    broken: Sequence[Changed]
    warnings: Sequence[str]

    @property
    def sentence(self) -> str:
        """The result in one plain sentence."""
        return "; ".join(self._parts()) + "."

    def _parts(self) -> list[str]:
        tested = [each for each in self.metrics if each.verdict != "described"]
        said = [
            f"{verdict}: " + ", ".join(each.metric.title for each in found)
            for verdict in ("better", "worse")
            if (found := [each for each in tested if each.verdict == verdict])
        ]
        if not tested:
            return ["No metric with a direction has a value in both runs"]
        if not said:
            return [f"No metric differs beyond noise ({len(tested)} metrics, {self.groups} groups)"]
        return [f"Beyond noise {said[0]}", *said[1:]]


def compare(before: Run, after: Run, registry: Mapping[str, Metric]) -> Comparison:
    """Compare what both runs were asked alike; CompareError where that is nothing."""
    names, warnings = _common(before, after)
    metrics = with_unregistered(registry, before, after)
    if _judges(before) != _judges(after) and any(each.judged for each in metrics.values()):
        warnings.append("The runs were judged by different judges: judged metrics are left out.")
        metrics = {name: each for name, each in metrics.items() if not each.judged}
    compared = [
        found
        for metric in metrics.values()
        if not is_percentile(metric)
        and (found := _compare_metric(before, after, metric, names)) is not None
    ]
    changes = [change for name in names if (change := _change(before, after, name)) is not None]
    return Comparison(
        *(str(before.path), str(after.path)),
        common=len(names),
        groups=len({after.scored[name].group for name in names}),
        metrics=_adjusted(compared),
        fixed=[change for was_good, change in changes if not was_good],
        broken=[change for was_good, change in changes if was_good],
        warnings=warnings,
    )


def paired(before: Run, after: Run, metric: str, names: Sequence[str], of: str) -> list[Pairing]:
    """Return a metric's values where both runs have one, over a slice of the named items."""
    found = []
    for name in names:
        first, second = before.scored[name], after.scored[name]
        a, b = first.scores.get(metric), second.scores.get(metric)
        if not belongs(second, of) or a is None or b is None:
            continue
        if a.value is not None and b.value is not None:
            found.append(Pairing(second.group, a.value, b.value, a.weight, b.weight))
    return found


def is_percentile(metric: Metric) -> bool:
    """Whether it is a percentile, of which the difference of means says nothing."""
    return metric.name.endswith(("-p50", "-p95"))


def common_names(before: Run, after: Run) -> list[str]:
    """Return the names of the questions that both runs were asked with the same gold."""
    return [
        name
        for name, item in before.items.items()
        if name in after.items and after.items[name].question == item.question
    ]


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return what ``--json`` prints."""
    return {
        "before": comparison.before,
        "after": comparison.after,
        "common": comparison.common,
        "groups": comparison.groups,
        "sentence": comparison.sentence,
        "warnings": list(comparison.warnings),
        "metrics": [_metric_json(each) for each in comparison.metrics],
        "fixed": [_change_json(each) for each in comparison.fixed],
        "broken": [_change_json(each) for each in comparison.broken],
    }


def _common(before: Run, after: Run) -> tuple[list[str], list[str]]:
    names = common_names(before, after)
    if not names:
        raise CompareError(
            f"{before.path} and {after.path} were asked different questions: no question is in "
            "both with the same gold. Name two runs of one question set."
        )
    left_out = len(before.items.keys() | after.items.keys()) - len(names)
    if not left_out:
        return names, []
    return names, [
        f"The question sets differ: what is in both alike is compared ({len(names)}), the rest "
        f"is left out ({left_out})."
    ]


def _judges(run: Run) -> list[str]:
    """Who judged, as far as it is told: two digests are two judges."""
    return sorted(
        f"{card.get('judge', card.get('name', ''))} {card.get('digest', '')}" for card in run.cards
    )


def _compare_metric(
    before: Run, after: Run, metric: Metric, names: Sequence[str]
) -> Compared | None:
    pairs = paired(before, after, metric.name, names, "all")
    if not any(pair.weight_before for pair in pairs) or not any(p.weight_after for p in pairs):
        return None
    difference = paired_difference(pairs)
    sizes = (len(pairs), len({pair.group for pair in pairs}))
    if metric.better is Better.NEITHER:
        return Compared(metric, *sizes, difference, "none", None, "described")
    if not _is_binary(pairs):
        return Compared(metric, *sizes, difference, "bootstrap", difference.p, "noise")
    fell = sum(pair.before > pair.after for pair in pairs)
    rose = sum(pair.after > pair.before for pair in pairs)
    # McNemar takes the languages of a question for independent and is too sure of itself where
    # they are not; the bootstrap over groups is too sure where groups are few. Both must agree.
    p = max(mcnemar(fell, rose), difference.p)
    return Compared(metric, *sizes, difference, "McNemar", p, "noise")


def _is_binary(pairs: Sequence[Pairing]) -> bool:
    return all(
        {pair.before, pair.after} <= {0.0, 1.0} and pair.weight_before == pair.weight_after == 1.0
        for pair in pairs
    )


def _adjusted(compared: Sequence[Compared]) -> list[Compared]:
    tested = [each for each in compared if each.p is not None]
    adjusted = dict(
        zip(
            (each.metric.name for each in tested),
            holm([each.p for each in tested if each.p is not None]),
            strict=True,
        )
    )
    return [
        replace(each, p=p, verdict=_verdict(each, p))
        if (p := adjusted.get(each.metric.name)) is not None
        else each
        for each in compared
    ]


def _verdict(compared: Compared, p: float) -> Verdict:
    if p > _LEVEL:
        return "noise"
    rose = compared.difference.value > 0
    return "better" if rose == (compared.metric.better is Better.HIGHER) else "worse"


def _change(before: Run, after: Run, name: str) -> tuple[bool, Changed] | None:
    first, second = before.scored[name], after.scored[name]
    was, now = is_good(first), is_good(second)
    if was is None or now is None or was == now:
        return None
    question = after.items[name].question.question
    return was, Changed(name, second.language, question, said_outcome(first), said_outcome(second))


def said_outcome(scored: ScoredItem) -> str:
    """Return the outcome in a word, an answer to an unanswerable question as such."""
    if scored.answerable is False and scored.outcome in ("wrong", "partial"):
        return "hallucinated"
    return scored.outcome


def _metric_json(compared: Compared) -> dict[str, Any]:
    difference = compared.difference
    return {
        "metric": compared.metric.name,
        "n": compared.n,
        "groups": compared.groups,
        "before": difference.before,
        "after": difference.after,
        "difference": difference.value,
        "low": difference.low,
        "high": difference.high,
        "test": compared.test,
        "p": compared.p,
        "visible": difference.visible,
        "verdict": compared.verdict,
    }


def _change_json(changed: Changed) -> dict[str, str]:
    return {
        "id": changed.name,
        "lang": changed.language,
        "question": changed.question,
        "before": changed.before,
        "after": changed.after,
    }
