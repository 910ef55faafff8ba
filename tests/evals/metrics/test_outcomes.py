"""Hand-computed cases of right, wrong and refused."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import (
    balanced_accuracy_score,
    f1_score,
)

from evals.dataset.records import Nugget
from evals.metrics.scoring import score_items
from evals.records import Item
from tests.evals.metrics.replies import (
    GOLD,
    NUGGET,
    OTHER,
    REFUSAL,
    RIGHT,
    question,
    rate,
    reply,
    scored,
    value,
)


@pytest.mark.parametrize(
    ("nugget", "text", "outcome"),
    [
        (NUGGET, "Das Land gibt 1.200.000 Euro.", "correct"),
        (NUGGET, "Das Land gibt 1\u202f200\u202f000 Euro.", "correct"),
        (NUGGET, "Es sind 1,2 Mio., nicht 2,1 Mio. Euro.", "correct"),
        (NUGGET, "Es sind 2,1 Mio. Euro.", "wrong"),
        (NUGGET, "Es sind 2.100.000 Euro.", "wrong"),
        (NUGGET, "Es ist Geld.", "wrong"),
        (Nugget("n", True, {"*": ("39",)}, ("24",)), "Es sind 39, zuvor 24.", "correct"),
        (Nugget("n", True, {"*": ("24",)}), "Es war im Jahr 2024.", "wrong"),
        (Nugget("n", True, {"*": ("24",)}), "Es waren 24.500.", "wrong"),
        (Nugget("n", True, {"*": ("24",)}), "Es waren vierundzwanzig.", "correct"),
        (Nugget("n", True, {"de": ("neun",)}), "Es waren neunzehn.", "wrong"),
        (Nugget("n", True, {"de": ("elf",)}), "Die Helfer kamen.", "wrong"),
        (Nugget("n", True, {"*": ("Orth",)}, ("Uwe Orth",)), "Es war Uwe Orth.", "wrong"),
        (Nugget("n", True, {"ru": ("три",)}), "Es waren drei.", "ungraded"),
    ],
)
def test_an_answer_is_right_by_its_nuggets(nugget: Nugget, text: str, outcome: str) -> None:
    assert scored(Item(question(nuggets=(nugget,)), reply(text))).outcome == outcome


def test_some_nuggets_are_partial_and_a_quotation_is_no_answer_elsewhere() -> None:
    more = (NUGGET, Nugget("n2", True, {"*": ("Petra",)}))
    item = Item(question(nuggets=more), reply(RIGHT))
    assert scored(item).outcome == "partial"
    assert (value(item, "nugget-recall"), value(item, "crag-score")) == (0.5, 0)
    quoted = reply(GOLD, kind="quotation")
    assert scored(Item(question(), quoted)).outcome == "correct"
    assert scored(Item(question("q-en"), quoted)).outcome == "partial"


def test_crag_counts_right_refused_and_wrong() -> None:
    no = {"answerable": False, "evidence": (), "nuggets": (), "kind": "off-topic"}
    items = [
        Item(question("a-de"), reply(RIGHT)),
        Item(question("b-de"), REFUSAL),
        Item(question("c-de", **no), REFUSAL),
        Item(question("d-de", **no), reply(RIGHT)),
        Item(question("e-de"), None, "model: gone"),
        Item(question("f-de"), reply(RIGHT), has_gold=False),
    ]
    found = score_items(items)
    outcomes = ["correct", "refused", "refused", "wrong", "failed", "ungraded"]
    assert [item.outcome for item in found] == outcomes
    worth = [s.value for item in found if (s := item.scores.get("crag-score"))]
    assert worth == [1, 0, 1, -1, 0]
    assert found[4].scores["over-refusal"].value is None
    assert rate(found, "share-failed").value == pytest.approx(1 / 6)


def test_refusal_rates_are_scikit_learns() -> None:
    generator = np.random.default_rng(7)
    truth, said = generator.integers(0, 2, 60), generator.integers(0, 2, 60)
    items = [
        Item(question(f"g{n:02}-de", answerable=bool(a)), reply(RIGHT) if s else REFUSAL)
        for n, (a, s) in enumerate(zip(truth, said, strict=True))
    ]
    found = score_items(items)
    balanced = rate(found, "refusal-balanced-accuracy")
    assert balanced.value == pytest.approx(balanced_accuracy_score(truth, said))
    both = (f1_score(truth, said) + f1_score(truth, said, pos_label=0)) / 2
    assert rate(found, "f1-rg").value == pytest.approx(both)
    assert balanced.low is not None
    assert balanced.high is not None
    assert balanced.low < balanced_accuracy_score(truth, said) < balanced.high


def test_given_context_a_question_without_its_gold_is_unanswerable() -> None:
    items = [
        Item(question("a-de"), replace(REFUSAL, evidence=(OTHER,))),
        Item(question("b-de"), reply(RIGHT)),
    ]
    found = score_items(items)
    assert rate(found, "over-refusal").value == 0.5
    assert rate(found, "over-refusal", "given-context").value == 0
    assert rate(found, "refusal-recall", "given-context").value == 1
