"""The statistics against a library's, and where everything is known in advance."""

import random

import numpy as np
import pytest
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_of_statsmodels
from statsmodels.stats.multitest import multipletests

from evals.reporting.statistics import Pairing, holm, mcnemar, paired_difference


@pytest.mark.parametrize("counts", [(0, 0), (0, 1), (3, 12), (12, 3), (7, 7), (40, 61), (900, 901)])
def test_mcnemar_is_the_exact_binomial_test(counts: tuple[int, int]) -> None:
    expected = binomtest(counts[0], sum(counts)).pvalue if sum(counts) else 1.0
    assert mcnemar(*counts) == pytest.approx(expected)


@pytest.mark.parametrize("counts", [(0, 1), (1, 0), (3, 12), (7, 7), (40, 61), (200, 260)])
def test_mcnemar_is_statsmodels_exact_one(counts: tuple[int, int]) -> None:
    # What both runs have right or wrong must not count: any diagonal will do.
    theirs = mcnemar_of_statsmodels([[50, counts[0]], [counts[1], 9]], exact=True)
    assert mcnemar(*counts) == pytest.approx(theirs.pvalue)


def test_mcnemar_takes_counts_that_no_float_holds() -> None:
    assert 0 < mcnemar(2000, 2200) < 0.01


def test_holm_adjusts_by_rank_and_never_falls() -> None:
    # By hand: .01 x 4, .02 x 3, then .03 x 2 and .04 x 1, which may not be below the one before.
    assert holm([0.04, 0.01, 0.03, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_holm_is_statsmodels(count: int) -> None:
    generator = np.random.default_rng(count)
    # Rounded, so that some are equal; cubed, so that some are small.
    ps = [round(float(p) ** 3, 3) for p in generator.random(count)]
    theirs = multipletests(ps, method="holm")[1]
    assert holm(ps) == pytest.approx(theirs.tolist())


def test_a_mean_is_weighted_in_each_run_by_its_own_weights() -> None:
    pairs = [Pairing("a", 1.0, 0.0, 3.0, 1.0), Pairing("b", 0.0, 1.0, 1.0, 1.0)]
    found = paired_difference(pairs)
    assert (found.before, found.after) == (0.75, 0.5)


def test_equal_runs_differ_by_nothing_and_show_nothing() -> None:
    found = paired_difference([Pairing(str(n % 5), n % 2, n % 2) for n in range(20)])
    assert (found.value, found.low, found.high, found.p, found.visible) == (0, 0, 0, 1, None)


def test_the_interval_agrees_with_the_normal_one_where_both_hold() -> None:
    chance = random.Random(3)
    differences = [chance.gauss(0.1, 0.3) for _ in range(400)]
    found = paired_difference([Pairing(str(n), 0.0, d) for n, d in enumerate(differences)])
    mean = sum(differences) / 400
    spread = (sum((d - mean) ** 2 for d in differences) / 399 / 400) ** 0.5
    assert found.low == pytest.approx(mean - 1.96 * spread, abs=0.1 * spread)
    assert found.high == pytest.approx(mean + 1.96 * spread, abs=0.1 * spread)
    assert found.visible == pytest.approx(2.8 * spread, rel=0.03)


def test_copies_of_a_group_make_nothing_surer() -> None:
    chance = random.Random(4)
    once = [Pairing(str(n), 0.0, chance.gauss(0.1, 0.3)) for n in range(40)]
    assert paired_difference(once * 4).visible == pytest.approx(paired_difference(once).visible)


def test_nothing_to_compare_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        paired_difference([])
