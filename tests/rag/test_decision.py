import pytest

from rag.decision import Decision, load_decision
from rag.records import Look

RULE = Decision(
    intercept=-1.0,
    best=2.0,
    whole=1.0,
    near=0.5,
    nothing_near=-2.0,
    sure=3.0,
    likely=2.0,
    hopeless=0.0,
    patience=2,
    beside=1.0,
    refuse=0.0,
    quote=2.0,
    claim_intercept=-1.0,
    claim_support=0.5,
    claim_confirmed=2.0,
    claim_brief=0.75,
    claim_cut=0.0,
)


def test_support_is_the_weighted_best_look_and_nearness() -> None:
    looks = (Look(0, 0.5), Look(1, 1.5), Look(2, -1.0))
    assert RULE.support(looks, 2.0) == pytest.approx(-1.0 + 3.0 + 1.5 + 1.0)
    assert RULE.support(looks, 1000.0) == pytest.approx(-1.0 + 3.0 + 1.5 + 15.0)


def test_the_trust_in_a_sentence_weighs_the_looks_and_what_the_model_says_to_it() -> None:
    assert RULE.trust(2.0, -0.5, brief=False) == pytest.approx(-1.0 + 1.0 - 1.0)
    assert RULE.trust(2.0, -0.5, brief=True) == pytest.approx(-1.0 + 0.75)
    assert RULE.confidence(RULE.trust(0.0, 0.5, brief=False)) == 0.5


def test_a_whole_look_weighs_by_itself_and_the_highest_counts() -> None:
    looks = (Look(0, 1.2, whole=0.4), Look(1, 1.5, whole=-2.0), Look(2, -1.0))
    assert RULE.support(looks, 0.0) == pytest.approx(-1.0 + 3.0 + 0.4)


def test_confidence_is_a_probability_that_rises_with_support() -> None:
    assert RULE.confidence(0.0) == 0.5
    assert 0 < RULE.confidence(-4.0) < RULE.confidence(4.0) < 1


def test_windows_near_the_best_look_are_read_too_in_the_order_of_the_search() -> None:
    looks = (Look(0, 0.8), Look(1, 1.5), Look(2, -1.0))
    assert RULE.chosen(looks, 2) == (0, 1)
    assert RULE.chosen(looks, 1) == (1,)
    assert RULE.chosen((Look(0, 0.2), Look(1, 1.5)), 2) == (1,)


def test_after_a_whole_look_the_mean_of_both_says_which_windows_are_read() -> None:
    looks = (Look(0, 1.2, whole=1.4), Look(1, 1.5, whole=-2.0), Look(2, 1.6))
    assert RULE.chosen(looks, 2) == (0,)
    near = (Look(0, 1.2, whole=1.4), Look(1, 1.5, whole=0.5))
    assert RULE.chosen(near, 2) == (0, 1)


@pytest.mark.parametrize(("answers", "hopeless"), [(-0.1, True), (0.0, False)])
def test_no_whole_look_where_none_could_help(answers: float, hopeless: bool) -> None:
    assert RULE.is_hopeless((Look(0, -3.0), Look(1, answers))) is hopeless


@pytest.mark.parametrize(
    ("looks", "enough"),
    [
        ((3.5,), True),
        ((-1.0,), False),
        ((-1.0, -0.5), True),
        ((-1.0, 0.5), False),
        ((2.5, 0.5), False),
        ((2.5, 0.5, 0.1), True),
        ((1.5, 0.5, 0.1), False),
    ],
)
def test_looking_ends_where_it_is_sure_or_hopeless(looks: tuple[float, ...], enough: bool) -> None:
    assert RULE.enough([Look(at, answers) for at, answers in enumerate(looks)]) is enough


def test_the_fitted_rule_that_is_shipped_is_sound() -> None:
    rule = load_decision()
    assert rule.best > 0
    assert rule.whole >= 0
    assert rule.near >= 0
    assert rule.refuse <= rule.quote
