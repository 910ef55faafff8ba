import pytest

from rag.decision import Decision, load_decision
from rag.records import Look

RULE = Decision(
    intercept=-1.0,
    best=2.0,
    near=0.5,
    nothing_near=-2.0,
    sure=3.0,
    hopeless=0.0,
    patience=2,
    beside=1.0,
    refuse=0.0,
    quote=2.0,
)


def test_support_is_the_weighted_best_look_and_nearness() -> None:
    looks = (Look(0, 0.5), Look(1, 1.5), Look(2, -1.0))
    assert RULE.support(looks, 2.0) == pytest.approx(-1.0 + 3.0 + 1.0)
    assert RULE.support(looks, 1000.0) == pytest.approx(-1.0 + 3.0 + 15.0)


def test_confidence_is_a_probability_that_rises_with_support() -> None:
    assert RULE.confidence(0.0) == 0.5
    assert 0 < RULE.confidence(-4.0) < RULE.confidence(4.0) < 1


def test_windows_near_the_best_look_are_read_too_in_the_order_of_the_search() -> None:
    looks = (Look(0, 0.8), Look(1, 1.5), Look(2, -1.0))
    assert RULE.chosen(looks, 2) == (0, 1)
    assert RULE.chosen(looks, 1) == (1,)
    assert RULE.chosen((Look(0, 0.2), Look(1, 1.5)), 2) == (1,)


@pytest.mark.parametrize(
    ("looks", "enough"),
    [((3.5,), True), ((-1.0,), False), ((-1.0, -0.5), True), ((-1.0, 0.5), False)],
)
def test_looking_ends_where_it_is_sure_or_hopeless(looks: tuple[float, ...], enough: bool) -> None:
    assert RULE.enough([Look(at, answers) for at, answers in enumerate(looks)]) is enough


def test_the_fitted_rule_that_is_shipped_is_sound() -> None:
    rule = load_decision()
    assert rule.best > 0
    assert rule.near >= 0
    assert rule.refuse <= rule.quote
