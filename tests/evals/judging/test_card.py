import dataclasses
import random
from pathlib import Path

import pytest
from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, roc_auc_score

from evals.judging import cards
from evals.judging.card import Card, Judged, card_of, corrected_rate, same_family


def drawn(n: int, *, right: float) -> list[Judged]:
    rng = random.Random(1)
    found = []
    for at in range(n):
        gold = rng.random() < 0.6
        said = gold if rng.random() < right else not gold
        score = round(0.5 + (rng.random() / 2 if said else -rng.random() / 2), 2)
        found.append(Judged(str(at // 3), gold, score, said, language="de"))
    return found


def card(judged: list[Judged], rival: list[Judged] | None = None) -> Card:
    return card_of(judged, judge="j", data="d", day="2026-11-24", command="c", rival=rival)


def test_figures_are_those_of_scikit_learn() -> None:
    judged = drawn(200, right=0.8)
    gold, said = [each.gold for each in judged], [each.supported for each in judged]
    found = card(judged)
    assert found.balanced_accuracy.value == pytest.approx(balanced_accuracy_score(gold, said))
    assert found.kappa.value == pytest.approx(cohen_kappa_score(gold, said))
    scores = [each.score for each in judged]
    assert found.auc.value == pytest.approx(roc_auc_score(gold, scores))


def test_what_was_not_judged_lowers_coverage_and_nothing_else() -> None:
    judged = drawn(100, right=0.9)
    more = card([*judged, *(Judged("x", True, None, None) for _ in range(25))])
    assert more.coverage == 0.8
    assert more.balanced_accuracy == card(judged).balanced_accuracy


def test_a_coin_is_not_admitted_and_tier_two_must_beat_tier_one() -> None:
    assert not card(drawn(300, right=0.5)).admitted
    good, better = drawn(300, right=0.8), drawn(300, right=0.95)
    assert card(good).admitted
    assert not card(good, rival=good).admitted
    assert card(better, rival=good).admitted


def test_a_rate_is_corrected_for_known_errors_and_for_a_coin_not_at_all() -> None:
    # Sensitivity .9, specificity .8: of 50% supported .9/2 + .2/2 = .55 are said to be.
    calibration = [Judged(str(n), True, 0.9, n % 10 != 0) for n in range(100)]
    calibration += [Judged(str(n), False, 0.1, n % 5 == 0) for n in range(100)]
    found = corrected_rate([(str(n), n < 55) for n in range(100)], calibration)
    assert found is not None
    assert found.value == pytest.approx(0.5)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.5 < found.high
    coin = [Judged(str(n), n < 50, 0.5, n % 2 == 0) for n in range(100)]
    assert corrected_rate([("a", True)], coin) is None


def test_a_judge_of_the_generators_family_is_told_of() -> None:
    assert same_family("qwen3.5:4b", "Qwen2.5-Coder-1.5B") is not None
    assert same_family("qwen3.5:4b", "gemma-3-4b") is None


def test_reliability_bins_hold_equally_many_pairs_and_what_people_said_of_them() -> None:
    # 100 pairs: the judge says .00 to .99, people call the upper half supported.
    judged = [Judged(str(n // 2), n >= 50, n / 100, n >= 50) for n in range(100)]
    bins = card(judged).reliability
    assert [each.n for each in bins] == [20] * 5
    assert [each.score for each in bins] == pytest.approx([0.095, 0.295, 0.495, 0.695, 0.895])
    assert [each.share for each in bins] == [0, 0, 0.5, 1, 1]
    # Clopper-Pearson of 0 in the ten clusters of the bin: 1 - .025 ** (1 / 10).
    assert bins[0].low == 0
    assert bins[0].high == pytest.approx(0.30850, abs=1e-5)
    assert 0 <= bins[2].low < 0.5 < bins[2].high <= 1


def test_equal_scores_are_one_bin_and_few_pairs_none() -> None:
    same = [Judged(str(n), n % 2 == 0, 0.7, True) for n in range(60)]
    (only,) = card(same).reliability
    assert (only.n, only.share) == (60, 0.5)
    assert only.score == pytest.approx(0.7)
    assert card(same[:19]).reliability == ()


def test_a_kept_card_comes_back_with_its_bins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "_PLACE", tmp_path / "cards.json")
    first, second = card(drawn(200, right=0.8)), card(drawn(10, right=0.8))
    cards.keep_card(first)
    cards.keep_card(dataclasses.replace(second, data="few"))
    one, other = cards.committed_cards()
    assert len(one.reliability) == 10
    assert sum(each.n for each in one.reliability) == 200
    assert one.reliability[0].share == pytest.approx(first.reliability[0].share, abs=1e-4)
    assert other.reliability == ()
