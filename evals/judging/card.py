"""The card of a judge: how far its verdicts can be trusted, with intervals.

Supported counts as positive: sensitivity is the share of supported claims that it lets pass,
specificity the share of others that it stops. Intervals are 95% percentiles of a bootstrap over
clusters (a question, an article), whose claims are not independent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.judging.reliability import Bin, reliability_of
from evals.metrics.intervals import Floats, draws, interval

_RESAMPLES = 1000
_SEED = 6
_BINS = 10
_LEAST_INFORMED = 0.1
"""Sensitivity plus specificity must be above 1 by this for a rate to be corrected."""
_COIN = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled pair and what a judge said; None where it could not tell."""

    cluster: str
    gold: bool
    score: float | None
    supported: bool | None
    kind: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and its interval; None where it is not defined (a class is missing)."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a judge on one set of labelled pairs."""

    judge: str
    data: str
    day: str
    command: str
    n: int
    """Labelled pairs, judged or not."""
    coverage: float
    """Share of them that the judge could judge."""
    balanced_accuracy: Figure
    sensitivity: Figure
    specificity: Figure
    kappa: Figure
    auc: Figure
    calibration_error: Figure
    admitted: bool
    why: str
    """What decided on admission."""
    kinds: Mapping[str, Mapping[str, float | int]] = field(default_factory=dict)
    """By kind of pair: n and accuracy (a kind mostly has one label)."""
    languages: Mapping[str, Mapping[str, float | int | None]] = field(default_factory=dict)
    """By the claim's language: n, balanced accuracy and AUC."""
    reliability: tuple[Bin, ...] = ()
    """Bins of equally many pairs; none where the pairs are too few."""
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return asdict(self)


def card_of(  # noqa: PLR0913 - what a card says of itself
    judged: Sequence[Judged],
    *,
    judge: str,
    data: str,
    day: str,
    command: str,
    rival: Sequence[Judged] | None = None,
    warnings: Sequence[str] = (),
) -> Card:
    """Measure a judge; ``rival`` is what tier 1 says of the same pairs, which tier 2 must beat."""
    told = _Told.of(judged)
    accuracy = told.figure(_balanced)
    # A rival worse than a coin is no bar: it must not let a coin pass.
    bar = _COIN if rival is None else max(_COIN, _Told.of(rival).whole(_balanced) or _COIN)
    admitted = accuracy.low is not None and accuracy.low > bar
    rule = "chance" if rival is None else "tier 1 on the same pairs"
    low = "unknown" if accuracy.low is None else f"{accuracy.low:.3f}"
    return Card(
        judge=judge,
        data=data,
        day=day,
        command=command,
        n=len(judged),
        coverage=len(told.gold) / len(judged) if judged else 0.0,
        balanced_accuracy=accuracy,
        sensitivity=told.figure(_sensitivity),
        specificity=told.figure(_specificity),
        kappa=told.figure(_kappa),
        auc=told.figure(_auc),
        calibration_error=told.figure(_calibration_error),
        admitted=admitted,
        why=f"lower bound of balanced accuracy {low}, {rule} {bar:.3f}",
        kinds=_by_kind(judged),
        languages=_by_language(judged),
        reliability=reliability_of(
            told.score, told.gold, told.clusters, resamples=_RESAMPLES, seed=_SEED
        ),
        warnings=tuple(warnings),
    )


def same_family(generator: str, judge: str) -> str | None:
    """Return a warning where the judge is of the generator's family, else None."""
    families = ("qwen", "llama", "gemma", "mistral", "ministral", "phi", "gpt", "gemini", "claude")
    shared = [name for name in families if name in generator.lower() and name in judge.lower()]
    if not shared:
        return None
    return f"The judge {judge} is of the family that wrote the answers ({shared[0]}): expect mercy."


def corrected_rate(
    verdicts: Sequence[tuple[str, bool]], calibration: Sequence[Judged]
) -> Figure | None:
    """Return the share of supported claims, corrected for the judge's errors (Rogan and Gladen).

    ``verdicts`` are (cluster, supported) of the claims; both they and ``calibration`` are
    resampled. None where the judge is so near a coin that the correction is undefined.
    """
    told = _Told.of(calibration)
    sensitivity, specificity = told.whole(_sensitivity), told.whole(_specificity)
    if sensitivity is None or specificity is None or not verdicts:
        return None
    if sensitivity + specificity - 1 < _LEAST_INFORMED:
        return None
    said = np.array([supported for _, supported in verdicts], dtype=np.float64)
    value = _corrected(float(said.mean()), sensitivity, specificity)
    claims = _weights([cluster for cluster, _ in verdicts], _SEED + 1)
    drawn = []
    for mine, theirs in zip(claims, told.resampled(), strict=True):
        raised, stopped = _sensitivity(told, theirs), _specificity(told, theirs)
        if not mine.sum() or raised is None or stopped is None:
            continue
        if raised + stopped - 1 >= _LEAST_INFORMED / 2:
            drawn.append(_corrected(float(np.average(said, weights=mine)), raised, stopped))
    return Figure(value, *interval(np.array(drawn)))


def _corrected(rate: float, sensitivity: float, specificity: float) -> float:
    return float(np.clip((rate + specificity - 1) / (sensitivity + specificity - 1), 0, 1))


@dataclass(frozen=True, slots=True)
class _Told:
    """The judged pairs as columns."""

    gold: NDArray[np.bool_]
    said: NDArray[np.bool_]
    score: Floats
    clusters: tuple[str, ...]

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> "_Told":
        told = [each for each in judged if each.score is not None and each.supported is not None]
        return cls(
            np.array([each.gold for each in told], dtype=bool),
            np.array([each.supported for each in told], dtype=bool),
            np.array([each.score for each in told], dtype=np.float64),
            tuple(each.cluster for each in told),
        )

    def resampled(self) -> Floats:
        """Return shape (resamples, pairs): how often a pair was drawn."""
        return _weights(self.clusters, _SEED)

    def whole(self, measure: "Measure") -> float | None:
        """Return a measure over all pairs."""
        return measure(self, np.ones(len(self.gold)))

    def figure(self, measure: "Measure") -> Figure:
        """Return a measure with its interval."""
        value = self.whole(measure)
        if value is None:
            return Figure(None, None, None)
        drawn = [
            found for weights in self.resampled() if (found := measure(self, weights)) is not None
        ]
        return Figure(value, *interval(np.array(drawn)))


Measure = Callable[[_Told, Floats], float | None]


def _weights(clusters: Sequence[str], seed: int) -> Floats:
    names, place = np.unique(np.array(clusters, dtype=object).astype(str), return_inverse=True)
    return draws(max(len(names), 1), resamples=_RESAMPLES, seed=seed)[:, place]


def _share(right: NDArray[np.bool_], weights: Floats) -> float | None:
    total = weights.sum()
    return float(weights[right].sum() / total) if total else None


def _sensitivity(told: _Told, weights: Floats) -> float | None:
    return _share(told.said[told.gold], weights[told.gold])


def _specificity(told: _Told, weights: Floats) -> float | None:
    return _share(~told.said[~told.gold], weights[~told.gold])


def _balanced(told: _Told, weights: Floats) -> float | None:
    one, other = _sensitivity(told, weights), _specificity(told, weights)
    return None if one is None or other is None else (one + other) / 2


def _kappa(told: _Told, weights: Floats) -> float | None:
    """Cohen's kappa."""
    agreed = _share(told.gold == told.said, weights)
    gold, said = _share(told.gold, weights), _share(told.said, weights)
    if agreed is None or gold is None or said is None:
        return None
    chance = gold * said + (1 - gold) * (1 - said)
    return (agreed - chance) / (1 - chance) if chance < 1 else None


def _auc(told: _Told, weights: Floats) -> float | None:
    """Area under the ROC curve: how often a supported claim scores above one that is not."""
    values, place = np.unique(told.score, return_inverse=True)
    up = np.bincount(place[told.gold], weights[told.gold], len(values))
    down = np.bincount(place[~told.gold], weights[~told.gold], len(values))
    if not up.sum() or not down.sum():
        return None
    below = np.cumsum(down) - down
    return float((up * (below + down / 2)).sum() / (up.sum() * down.sum()))


def _calibration_error(told: _Told, weights: Floats) -> float | None:
    """Expected calibration error over ten bins of equal width."""
    total = weights.sum()
    if not total:
        return None
    bins = np.minimum((told.score * _BINS).astype(np.int64), _BINS - 1)
    gap = np.bincount(bins, weights * (told.score - told.gold), _BINS)
    return float(np.abs(gap).sum() / total)


def _by_kind(judged: Sequence[Judged]) -> dict[str, dict[str, float | int]]:
    found: dict[str, dict[str, float | int]] = {}
    for name in sorted({each.kind for each in judged}):
        told = _Told.of(each for each in judged if each.kind == name)
        if name and len(told.gold):
            right = float((told.gold == told.said).mean())
            found[name] = {"n": len(told.gold), "accuracy": right}
    return found


def _by_language(judged: Sequence[Judged]) -> dict[str, dict[str, float | int | None]]:
    found: dict[str, dict[str, float | int | None]] = {}
    for name in sorted({each.language for each in judged}):
        told = _Told.of(each for each in judged if each.language == name)
        found[name] = {
            "n": len(told.gold),
            "balanced_accuracy": told.whole(_balanced),
            "auc": told.whole(_auc),
        }
    return found
