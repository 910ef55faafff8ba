"""Hand-computed cases of what an answer cites, and whether that holds it."""

from dataclasses import replace

import pytest

from evals.metrics.rates import run_checks
from evals.metrics.scoring import score_items
from evals.records import Item
from tests.evals.metrics.replies import (
    REFUSAL,
    RIGHT,
    judged,
    question,
    reply,
    scored,
    value,
)


@pytest.mark.parametrize(
    ("text", "citations", "dangling", "uncited"),
    [
        (RIGHT, (1,), 0, 0),
        (RIGHT, (1, 9), 0.5, 0),
        (RIGHT + " [1, 9]", (1,), 0.5, 0),
        (RIGHT, (), None, 1),
        (RIGHT, (9,), 1, 1),
    ],
)
def test_dangling_and_uncited(
    text: str, citations: tuple[int, ...], dangling: float | None, uncited: float
) -> None:
    scores = scored(Item(question(), reply(text, citations=citations))).scores
    assert (s.value if (s := scores.get("dangling-citations")) else None) == dangling
    assert scores["uncited-sentences"].value == uncited


def test_citations_reach_the_gold() -> None:
    item = Item(question(), reply(RIGHT, citations=(1, 2)))
    assert value(item, "evidence-citation-precision") == 0.5
    assert value(item, "evidence-citation-recall") == 1
    assert value(Item(question(), reply(RIGHT, citations=(2,))), "evidence-citation-recall") == 0


def test_a_quotation_is_verbatim_or_translated() -> None:
    said = "Es hieß: «Der Zuschuss beträgt 1,2\u00a0Mio. Euro»."
    assert value(Item(question(), reply(said)), "quote-fidelity") == 1
    wrong = said.replace("1,2", "1,3")
    assert value(Item(question(), reply(wrong)), "quote-fidelity") == 0
    assert value(Item(question(), reply(wrong, language="en")), "quote-fidelity") is None


def test_citation_precision_is_alces() -> None:
    item = Item(question(), reply(RIGHT, citations=(1, 2, 9)))
    base = [judged("q-de#0", True), judged("q-de#0@1", True), judged("q-de#0-1", False)]
    alone = [*base, judged("q-de#0@2", False), judged("q-de#0-2", True)]
    assert value(item, "citation-precision", *alone) == pytest.approx(1 / 3)
    assert value(item, "citation-recall", *alone) == 1
    # Nobody has judged the second citation alone: it is left out, the dangling one is not.
    assert value(item, "citation-precision", *base) == 0.5
    unsupported = [judged("q-de#0", False)]
    assert value(item, "citation-precision", *unsupported) == 0
    assert value(item, "citation-recall", *unsupported) == 0


def test_faithfulness_leaves_out_refusals_and_counts_coverage() -> None:
    two = reply(RIGHT)
    two = replace(two, claims=two.claims * 2)
    items = [Item(question("a-de"), two), Item(question("b-de"), REFUSAL)]
    told = [judged("a-de#0", True), judged("a-de#1", None)]
    scores = score_items(items, told)
    assert "claim-faithfulness" not in scores[1].scores
    assert scores[0].scores["claim-faithfulness"].value == 1
    assert scores[0].scores["unfaithful-answers"].value is None
    (check,) = run_checks(scores)
    assert (check.ok, check.value) == (False, 0.5)
    told[1] = judged("a-de#1", False)
    assert score_items(items, told)[0].scores["unfaithful-answers"].value == 1
    assert not run_checks(score_items(items))


def test_numbers_dates_and_names_are_held_against_cited_sentences() -> None:
    item = Item(question(), reply("Am 28.11.2025 sprach Petra Ohlenroth von 1,200,000 Euro."))
    names = ("number-fidelity", "date-fidelity", "name-fidelity")
    assert [value(item, name) for name in names] == [1, 1, 1]
    item = Item(question(), reply("Am 29.11.2025 sprach Olaf Depping von 1,3 Mio. Euro."))
    assert [value(item, name) for name in names] == [0, 0, 0]
    assert scored(item).scores["number-fidelity"].why == "1,3 Mio. is in no cited sentence"
