"""The bootstrap's intervals against SciPy's and statsmodels'."""

import numpy as np
import pytest
from scipy.stats import bootstrap
from statsmodels.stats.proportion import proportion_confint

from evals.metrics.intervals import draws, exact_bounds, interval, quantile, ratio


def test_an_interval_of_clusters_is_scipys_of_their_ratio() -> None:
    generator = np.random.default_rng(11)
    weights = generator.integers(1, 6, 80).astype(np.float64)
    sums = generator.binomial(weights.astype(np.int64), 0.7).astype(np.float64)
    drawn = draws(80, resamples=20_000, seed=1)
    low, high = interval(ratio(drawn @ sums, drawn @ weights))
    theirs = bootstrap(
        (sums, weights),
        lambda sums, weights, axis: sums.sum(axis=axis) / weights.sum(axis=axis),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert low == pytest.approx(theirs.low, abs=0.004)
    assert high == pytest.approx(theirs.high, abs=0.004)


@pytest.mark.parametrize("clusters", [1, 7, 120])
def test_bounds_of_all_or_nothing_are_clopper_and_pearsons(clusters: int) -> None:
    for value, count in ((0.0, 0), (1.0, clusters)):
        theirs = proportion_confint(count, clusters, method="beta")
        assert exact_bounds(value, clusters) == pytest.approx(theirs)


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_quantile_is_numpys_inverted_cdf(share: float) -> None:
    generator = np.random.default_rng(12)
    values = generator.random(37)
    counts = draws(37, resamples=50, seed=3)
    found = quantile(values, counts, share)
    for row, ours in zip(counts, found, strict=True):
        repeated = np.repeat(values, row.astype(np.int64))
        assert ours == np.quantile(repeated, share, method="inverted_cdf")
