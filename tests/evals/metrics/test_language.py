"""Hand-computed cases of the answer's language, and of one question in several."""

from dataclasses import replace

import pytest

from evals.metrics.scoring import score_items
from evals.records import Item, Reply
from tests.evals.metrics.replies import (
    CITED,
    GOLD,
    OTHER,
    REFUSAL,
    RIGHT,
    question,
    rate,
    reply,
    scored,
)

ENGLISH = "The state pays a grant of 1.2 million euros for the pool in the town. [1]"
MIXED = f"{RIGHT} Das hat der Stadtrat so beschlossen, und er blieb dabei. {ENGLISH}"


@pytest.mark.parametrize(
    ("said", "match", "mixed"),
    [
        (reply(RIGHT), 1, 0),
        (reply(ENGLISH, language="en"), 0, None),
        (replace(REFUSAL, text="There is nothing about that in the articles."), 0, None),
        (reply("„Kein Geld“ [1]"), None, None),
        (reply("Robin Li [1]"), None, None),
        (reply("En az 1.600.000 [1]"), None, None),
        (reply("华为的云计算部门负责人 [1]"), 0, None),
        (reply("no more than five [1]"), 0, None),
        (
            reply(f"{RIGHT} Das hat der Stadtrat so beschlossen, und er blieb dabei. {ENGLISH}"),
            1,
            1 / 3,
        ),
        (reply(GOLD, kind="quotation"), None, None),
    ],
)
def test_the_language_of_an_answer(said: Reply, match: float | None, mixed: float | None) -> None:
    scores = scored(Item(question(), said)).scores
    assert scores["answer-language"].value == match
    assert (s.value if (s := scores.get("mixed-sentences")) else None) == mixed


def test_parallel_questions_are_consistent_or_flip() -> None:
    names = ("a-de", "a-en", "a-tr", "b-de", "b-en")
    said = (reply(RIGHT), reply(RIGHT), REFUSAL, REFUSAL, REFUSAL)
    found = score_items([Item(question(n), r) for n, r in zip(names, said, strict=True)])
    assert [item.scores["flip-rate"].value for item in found] == [0.5, 0.5, 1, 0, 0]
    # Each group counts once, however many languages it has.
    assert rate(found, "consistent-groups").value == 0.5


def test_parity_is_over_the_groups_that_both_have() -> None:
    second = (OTHER, CITED)
    items = [
        *(Item(question(n), reply(RIGHT)) for n in ("a-de", "b-de", "c-de")),
        *(Item(question(n), reply(RIGHT, hits=second)) for n in ("a-en", "b-en")),
    ]
    found = score_items(items)
    assert (rate(found, "mrr-parity").value, rate(found, "mrr-parity").n) == (0.5, 2)
    assert rate(found, "mrr-parity", "language:en").value == 0.5
