"""The curve counts by hand what each cut would have shown."""

import json

from evals.fitting.curve import CUTS, points
from evals.fitting.decision import HERE, Row
from evals.fitting.trust import Said

RULE = {
    **json.loads(HERE.read_text("utf-8"))["rule"],
    **{"intercept": 0.0, "best": 1.0, "whole": 0.0, "near": 0.0, "refuse": -0.7},
    **{
        "claim_intercept": 0.0,
        "claim_support": 0.0,
        "claim_confirmed": 1.0,
        "claim_brief": 0.0,
        "claim_cut": 0.2,
    },
}


def row(best: float, kind: bool, worth: int, confirmed: float | None = 2.0) -> Row:
    return Row((best, best, 0.0), kind, worth, said=None if confirmed is None else Said(confirmed))


ROWS = [
    row(2.0, True, 1),
    row(-0.6, True, 1, confirmed=0.3),
    row(-1.2, True, -1),
    row(1.2, True, 0),
    Row((2.0, 2.0, 0.0), answerable=True, worth=1, held_back=True),
    row(0.6, False, -1),
    row(0.7, False, -1, confirmed=0.1),
    row(-1.7, False, -1, confirmed=None),
]


def counts(name: str) -> dict[float, tuple[int, int, int]]:
    return {
        point.cut: (point.right, point.wrong, point.made_up) for point in points(ROWS, RULE, name)
    }


def test_each_cut_by_the_looks_shows_what_lies_above_and_is_trusted() -> None:
    assert counts("refuse") == {
        1.0: (1, 0, 0),
        0.5: (1, 0, 1),
        0.0: (1, 0, 1),
        -0.5: (1, 0, 1),
        -0.7: (2, 0, 1),
        -1.0: (2, 0, 1),
        -1.5: (2, 1, 1),
        -2.0: (2, 1, 2),
        -99.0: (2, 1, 2),
    }


def test_each_cut_by_the_trust_leaves_the_cut_by_the_looks_as_it_is() -> None:
    by_trust = counts("claim_cut")
    assert set(by_trust) == {*CUTS["claim_cut"], 0.2}
    assert by_trust[1.0] == (1, 0, 1)
    assert by_trust[0.2] == (2, 0, 1)
    assert by_trust[-99.0] == (2, 0, 2)


def test_a_row_of_the_table_says_how_many_of_how_many() -> None:
    strictest = points(ROWS, RULE, "refuse")[0]
    assert str(strictest) == "| 1.00 | 1 | 0 | 4 of 5 | 3 of 3 |"
