"""The statistics of comparing two runs: paired cluster bootstrap, McNemar, Holm, power."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

import numpy as np
import numpy.typing as npt

DRAWS = 10_000
_SEED = 20261124
# Quantiles of the normal distribution: 97.5% for a two-sided test at 5%, 80% for the power.
_Z_TEST, _Z_POWER = 1.959964, 0.841621

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairing:
    """One item's value in both runs, with the weights that its values have in their means."""

    group: str
    before: float
    after: float
    weight_before: float = 1.0
    weight_after: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two weighted means, with a percentile interval (95%)."""

    before: float
    after: float
    low: float
    high: float
    p: float
    """Two-sided: how rarely the resampled difference lies on the other side of 0."""
    visible: float | None
    """The smallest true difference seen with 80% power at 5%; None where no item differs."""

    @property
    def value(self) -> float:
        """After minus before."""
        return self.after - self.before


def paired_difference(pairs: Sequence[Pairing], draws: int = DRAWS) -> Difference:
    """Resample whole groups, which keeps the languages of a question together.

    The same groups are drawn for both runs, so what is common to both cancels out (Efron and
    Tibshirani 1993; clusters: Field and Welsh 2007). ValueError without pairs or without weight.
    """
    groups = {name: row for row, name in enumerate(dict.fromkeys(pair.group for pair in pairs))}
    sums = np.zeros((len(groups), 4))
    for pair in pairs:
        sums[groups[pair.group]] += (
            *(pair.before * pair.weight_before, pair.weight_before),
            *(pair.after * pair.weight_after, pair.weight_after),
        )
    whole = sums.sum(axis=0)
    if not pairs or whole[1] <= 0 or whole[3] <= 0:
        raise ValueError("there is nothing to compare")
    random = np.random.default_rng(_SEED)
    counts = random.multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=draws)
    drawn = counts @ sums
    # A draw may hold no weight at all where few groups have any.
    drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
    differences = drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1]
    low, high = np.quantile(differences, [0.025, 0.975])
    spread = float(differences.std(ddof=1)) if len(groups) > 1 else 0.0
    return Difference(
        *(float(whole[0] / whole[1]), float(whole[2] / whole[3])),
        *(float(low), float(high)),
        p=_two_sided(differences),
        visible=(_Z_TEST + _Z_POWER) * spread if spread > 1e-12 else None,
    )


def _two_sided(differences: Numbers) -> float:
    """Return the share beyond 0, doubled; the draw that was measured counts as one more."""
    total = len(differences) + 1
    below = (int((differences <= 1e-12).sum()) + 1) / total
    above = (int((differences >= -1e-12).sum()) + 1) / total
    return min(1.0, 2 * min(below, above))


def mcnemar(only_before: int, only_after: int) -> float:
    """Return the exact two-sided p of McNemar's test from the counts of the discordant pairs.

    Under the null hypothesis each of them falls on either side with probability 1/2.
    """
    total = only_before + only_after
    tail = sum(comb(total, k) for k in range(min(only_before, only_after) + 1))
    # Whole numbers to the end: 2**total does not fit a float for large files.
    return float(min(Fraction(1), Fraction(2 * tail, 2**total)))


def holm(ps: Sequence[float]) -> list[float]:
    """Return the p-values adjusted for testing them all (Holm 1979), in the given order."""
    adjusted = [0.0] * len(ps)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(ps)), key=lambda i: ps[i])):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[index]))
        adjusted[index] = highest
    return adjusted
