"""Whether a judge's score means what it says: bins of equally many pairs, by rising score.

Equal mass instead of equal width, because a judge's scores crowd at the ends and a bin of three
pairs tells nothing (Nguyen and O'Connor 2015).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.metrics.intervals import Floats, draws, exact_bounds, interval, ratio

MOST_BINS = 10
LEAST_PAIRS = 20
"""In a bin; fewer pairs than this altogether have no bins."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of neighbouring scores: what the judge said and what people said, both means."""

    n: int
    score: float
    share: float
    """Of the pairs, those that are supported."""
    low: float
    high: float
    """Of the share: 95%, bootstrap over the clusters of the bin."""


def reliability_of(
    score: Floats,
    gold: NDArray[np.bool_],
    clusters: Sequence[str],
    *,
    resamples: int,
    seed: int,
) -> tuple[Bin, ...]:
    """Return the bins by rising score; equal scores share one, and too few pairs have none."""
    count = min(MOST_BINS, len(score) // LEAST_PAIRS)
    if not count:
        return ()
    # A cut between equal scores would depend on the order of the file.
    cuts = np.unique(np.quantile(score, np.arange(1, count) / count, method="inverted_cdf"))
    place = np.searchsorted(cuts, score, side="left")
    return tuple(
        _bin(score[mine], gold[mine], np.array(clusters)[mine], resamples=resamples, seed=seed)
        for at in range(len(cuts) + 1)
        if (mine := place == at).any()
    )


def _bin(
    score: Floats, gold: NDArray[np.bool_], clusters: NDArray[np.str_], *, resamples: int, seed: int
) -> Bin:
    names, place = np.unique(clusters, return_inverse=True)
    share = float(gold.mean())
    if share in (0.0, 1.0):
        low, high = exact_bounds(share, len(names))
    else:
        counts = draws(len(names), resamples=resamples, seed=seed)
        supported = np.bincount(place, gold.astype(np.float64), len(names))
        found = interval(ratio(counts @ supported, counts @ np.bincount(place).astype(np.float64)))
        low, high = (share if bound is None else bound for bound in found)
    return Bin(len(score), float(score.mean()), share, low, high)
