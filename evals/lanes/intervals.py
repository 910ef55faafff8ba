"""Bootstrap intervals of a lane's figures: rows are independent, kinds are resampled apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
_SEED = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """95%, percentile method (Efron 1979)."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"[{self.low:.3g}, {self.high:.3g}]"


def interval_of_means(kinds: Sequence[Sequence[float]]) -> Interval | None:
    """Return the interval of the mean of the kinds' means; None where a kind is empty."""
    if not kinds or not all(len(kind) for kind in kinds):
        return None
    draw = np.random.default_rng(_SEED)
    means = [_resampled_means(np.asarray(kind, dtype=np.float64), draw) for kind in kinds]
    low, high = np.percentile(np.mean(means, axis=0), (2.5, 97.5))
    return Interval(float(low), float(high))


def _resampled_means(values: NDArray[np.float64], draw: np.random.Generator) -> NDArray[np.float64]:
    chosen = draw.integers(0, len(values), (RESAMPLES, len(values)))
    return np.asarray(values[chosen].mean(axis=1))
