"""Means of clusters' sums with 95% intervals by the cluster bootstrap (percentile method).

The cluster is the group: one question in several languages is one piece of evidence, not nine.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
LOW, HIGH = 2.5, 97.5


def draws(clusters: int, *, resamples: int, seed: int) -> Floats:
    """Return how often each cluster is drawn: (resamples, clusters), rows sum to ``clusters``."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(clusters, np.full(clusters, 1 / clusters), size=resamples).astype(
        np.float64
    )


def interval(samples: Floats) -> tuple[float, float] | tuple[None, None]:
    """Return the middle 95% of the resampled values that exist; None for none."""
    told = samples[np.isfinite(samples)]
    if not told.size:
        return None, None
    low, high = np.percentile(told, [LOW, HIGH])
    return float(low), float(high)


def exact_bounds(value: float, clusters: int) -> tuple[float, float]:
    """Return Clopper-Pearson's 95% bounds of a share that is 0 or 1 in all of the clusters.

    Resampling equal values gives an interval of no width, which would be a lie for few clusters.
    """
    reach = 1 - 0.025 ** (1 / clusters)
    return (0.0, reach) if value == 0 else (1 - reach, 1.0)


def ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Divide; NaN where nothing was drawn."""
    result = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result


def quantile(values: Floats, counts: Floats, share: float) -> Floats:
    """Return, a row of counts each, the least value that ``share`` of the draws don't exceed.

    ``values`` is (n,), ``counts`` (resamples, n); NaN for a row without draws.
    """
    order = np.argsort(values)
    reached = np.cumsum(counts[:, order], axis=1)
    total = reached[:, -1]
    # A thousandth of a draw less: .95 * 20 is a little more than 19 in floating point.
    place = np.argmax(reached >= (share * total - 1e-3)[:, None], axis=1)
    return np.where(total > 0, values[order][place], np.nan)
