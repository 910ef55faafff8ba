"""Scores to rates: over all items, by language, by kind, and given what the prompt held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evals.metrics.intervals import Floats, draws, exact_bounds, interval, quantile, ratio
from evals.metrics.refusal import FAMILY as REFUSAL
from evals.metrics.refusal import refusal_scores
from evals.metrics.registry import BY_NAME, METRICS
from evals.records import Rate, ScoredItem

_IN_CONTEXT = REFUSAL | {"correct", "nugget-recall", "wrong-answer"}
_LEAST_COVERAGE = 0.98


@dataclass(frozen=True, slots=True)
class RunCheck:
    """Something that a whole run has to hold to count; the sentence says how it stands."""

    name: str
    ok: bool
    value: float
    sentence: str


def rates_of(scored: Sequence[ScoredItem], *, resamples: int = 2000, seed: int = 0) -> list[Rate]:
    """Return the rate of every metric that has a score, in every slice that has items.

    ``given-context`` takes a question as answerable only where a gold span was in the prompt, and
    has refusal and correctness alone. The same seed gives the same intervals.
    """
    rates = [
        rate
        for name, items in _slices(scored).items()
        for rate in _Slice(name, items, resamples, seed).rates()
    ]
    return rates + list(_parities(scored, resamples, seed))


def run_checks(scored: Sequence[ScoredItem]) -> list[RunCheck]:
    """Return what must hold for a run to count; nothing where no judge took part."""
    told = [s for item in scored if (s := item.scores.get("judge-coverage")) is not None]
    weight = sum(score.weight for score in told)
    if not weight:
        return []
    value = sum((score.value or 0.0) * score.weight for score in told) / weight
    ok = value >= _LEAST_COVERAGE
    said = f"{value:.1%} of the claims could be judged, {_LEAST_COVERAGE:.0%} are needed."
    return [RunCheck("judge-coverage", ok, value, said)]


def _slices(scored: Sequence[ScoredItem]) -> dict[str, Sequence[ScoredItem]]:
    slices: dict[str, Sequence[ScoredItem]] = {"all": scored}
    for language in sorted({item.language for item in scored}):
        slices[f"language:{language}"] = [i for i in scored if i.language == language]
    for kind in sorted({item.kind for item in scored}):
        slices[f"kind:{kind}"] = [i for i in scored if i.kind == kind]
    slices["answerable"] = [i for i in scored if i.answerable is True]
    slices["unanswerable"] = [i for i in scored if i.answerable is False]
    slices["given-context"] = [c for i in scored if (c := _in_context(i)) is not None]
    return {name: items for name, items in slices.items() if items}


def _in_context(item: ScoredItem) -> ScoredItem | None:
    shown, refused = item.scores.get("gold-in-prompt"), item.scores.get("share-refusal")
    if item.answerable is None or refused is None or (item.answerable and shown is None):
        return None
    if shown is not None and shown.value is None:
        return None
    answerable = shown is not None and shown.value == 1
    kept = {n: s for n, s in item.scores.items() if answerable and n in _IN_CONTEXT - REFUSAL}
    fresh = refusal_scores(refused=refused.value == 1, answerable=answerable)
    scores = {**kept, **{score.metric: score for score in fresh}}
    return replace(item, answerable=answerable, scores=scores)


@dataclass(frozen=True, slots=True)
class _Told:
    """The values of one metric that could be told, with weights and clusters."""

    values: Floats
    weights: Floats
    clusters: Floats
    unknown: int


class _Slice:
    """The items of a slice as columns, and the draws of its groups."""

    def __init__(self, name: str, items: Sequence[ScoredItem], resamples: int, seed: int) -> None:
        self._name, self._items = name, items
        groups = {g: n for n, g in enumerate(dict.fromkeys(item.group for item in items))}
        self._cluster = [groups[item.group] for item in items]
        self._size = len(groups)
        self._draws = draws(self._size, resamples=resamples, seed=seed)
        self._means: dict[str, tuple[float, Floats]] = {}

    def rates(self) -> Iterator[Rate]:
        for metric in METRICS:
            told = self._told(metric.name)
            if told is None:
                continue
            if not told.values.size:
                yield Rate(metric.name, self._name, 0, told.unknown, None, None, None)
            elif metric.unit == "seconds":
                yield self._quantile(metric.name, told)
            else:
                yield self._mean(metric.name, told)
        yield from self._derived()

    def _told(self, metric: str) -> _Told | None:
        found = [
            (score, cluster)
            for item, cluster in zip(self._items, self._cluster, strict=True)
            if (score := item.scores.get(metric)) is not None
        ]
        if not found:
            return None
        known = [(s.value, s.weight, c) for s, c in found if s.value is not None]
        table = np.array(known, dtype=np.float64).reshape(-1, 3)
        return _Told(table[:, 0], table[:, 1], table[:, 2], len(found) - len(known))

    def _mean(self, metric: str, told: _Told) -> Rate:
        clusters = told.clusters.astype(int)
        top = np.bincount(clusters, told.values * told.weights, self._size)
        bottom = np.bincount(clusters, told.weights, self._size)
        value = float(top.sum() / bottom.sum())
        samples = ratio(self._draws @ top, self._draws @ bottom)
        self._means[metric] = (value, samples)
        low, high = interval(samples)
        flat = BY_NAME[metric].unit == "share" and value in (0.0, 1.0)
        if flat:
            low, high = exact_bounds(value, len(np.unique(clusters)))
        return Rate(metric, self._name, told.values.size, told.unknown, value, low, high)

    def _quantile(self, metric: str, told: _Told) -> Rate:
        share = int(metric.rpartition("-p")[2]) / 100
        once = np.ones((1, told.values.size))
        value = float(quantile(told.values, once, share)[0])
        samples = quantile(told.values, self._draws[:, told.clusters.astype(int)], share)
        low, high = interval(samples)
        return Rate(metric, self._name, told.values.size, told.unknown, value, low, high)

    def _derived(self) -> Iterator[Rate]:
        """Yield what is made of several means; nothing unless both kinds of question are there."""
        if not {"refusal-recall", "over-refusal"} <= self._means.keys():
            return
        points = {name: np.array([value]) for name, (value, _) in self._means.items()}
        samples = {name: drawn for name, (_, drawn) in self._means.items()}
        n = sum(1 for item in self._items if item.answerable is not None)
        unknown = sum(
            1
            for item in self._items
            for name in ("refusal-recall", "over-refusal")
            if (score := item.scores.get(name)) is not None and score.value is None
        )
        for name, formula in (("refusal-balanced-accuracy", _balanced), ("f1-rg", _f1_rg)):
            low, high = interval(formula(samples))
            value = float(formula(points)[0])
            yield Rate(name, self._name, n - unknown, unknown, value, low, high)


def _balanced(means: Mapping[str, Floats]) -> Floats:
    return (means["refusal-recall"] + 1 - means["over-refusal"]) / 2


def _f1_rg(means: Mapping[str, Floats]) -> Floats:
    """Return the mean of both F1; a precision of nothing (never refused) makes its F1 zero."""
    zero = np.zeros_like(means["over-refusal"])
    refusing = _f1(means.get("refusal-precision", zero), means["refusal-recall"])
    answering = _f1(means.get("answer-precision", zero), 1 - means["over-refusal"])
    return (refusing + answering) / 2


def _f1(precision: Floats, recall: Floats) -> Floats:
    some = np.nan_to_num(precision)
    return np.where(
        np.isnan(recall), np.nan, np.nan_to_num(ratio(2 * some * recall, some + recall))
    )


def _parities(scored: Sequence[ScoredItem], resamples: int, seed: int) -> Iterator[Rate]:
    """Yield MRR(language) / MRR(de) over the groups that have both, and the worst under ``all``."""
    by_language: dict[str, dict[str, float]] = {}
    for item in scored:
        score = item.scores.get("mrr")
        if score is not None and score.value is not None:
            by_language.setdefault(item.language, {})[item.group] = score.value
    german = by_language.pop("de", {})
    found: list[Rate] = []
    for language, values in sorted(by_language.items()):
        groups = sorted(values.keys() & german.keys())
        if not groups or not sum(german[group] for group in groups):
            continue
        theirs = np.array([values[group] for group in groups])
        ours = np.array([german[group] for group in groups])
        drawn = draws(len(groups), resamples=resamples, seed=seed)
        low, high = interval(ratio(drawn @ theirs, drawn @ ours))
        value = float(theirs.sum() / ours.sum())
        found.append(Rate("mrr-parity", f"language:{language}", len(groups), 0, value, low, high))
    yield from found
    if found:
        yield replace(min(found, key=lambda rate: rate.value or 0.0), slice="all")
