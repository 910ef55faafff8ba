"""A peer's text and its numbered sources, as the reply that every metric reads."""

import time

import pytest

from evals.dataset.records import Evidence, Nugget, Question
from evals.metrics.scoring import score_items
from evals.peers.metering import Spent
from evals.peers.reply import IN_WORDS, Clock, Shown, plain_markers, refusing_in_words, reply_from
from evals.records import Item, Place, Reply, SaidClaim

LONG = "Das Bad wird saniert. Das Land zahlt 1,2 Mio. Euro. Der Umbau beginnt im Mai."
SOURCES = (Place("rat", 100, 120, "Der Rat tagte lange."), Place("bad", 0, len(LONG), LONG))
GOLD = "Das Land zahlt 1,2 Mio. Euro."
QUESTION = Question(
    *("q-en", "q", "en", "How much does the state pay?", True, "figure", "dev"),
    evidence=(Evidence("bad", GOLD, 22, 22 + len(GOLD)),),
    nuggets=(Nugget("n", True, {"*": ("1.2 million",)}),),
)


def _reply(text: str) -> Reply:
    clock = Clock(time.monotonic() - 5)
    clock.found()
    return reply_from(text, Shown(SOURCES, SOURCES), "m", Spent(90, 12, clock.started + 7), clock)


def _scores(text: str) -> dict[str, float | None]:
    (scored,) = score_items([Item(QUESTION, _reply(text))])
    return {name: score.value for name, score in scored.scores.items()}


def test_markers_become_citations_of_the_sources_behind_their_numbers() -> None:
    reply = _reply("The council met. [1] The state pays 1.2 million euros [2].")
    assert [claim.citations for claim in reply.claims] == [(1,), (2,)]
    assert reply.citations == {1: SOURCES[0], 2: SOURCES[1]}
    assert reply.evidence == SOURCES
    for claim in reply.claims:
        assert reply.text[claim.start : claim.end] == claim.text


def test_only_cited_sources_are_citations_and_unknown_numbers_dangle() -> None:
    reply = _reply("The state pays 1.2 million euros [2][7].")
    assert set(reply.citations) == {2}
    assert _scores("The state pays 1.2 million euros [2][7].")["dangling-citations"] == 0.5


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It pays【2】.", "It pays[2]."),
        ("Es zahlt (Quelle 2).", "Es zahlt [2]."),
        ("It pays [Source 1, 2].", "It pays [1, 2]."),
        ("它支付（来源 2）。", "它支付[2]。"),
        ("In 2024 (page 3) it paid (2).", "In 2024 (page 3) it paid (2)."),
    ],
)
def test_markers_in_other_dress_are_read(text: str, plain: str) -> None:
    assert plain_markers(text) == plain


def test_a_source_named_in_the_sentence_is_cited() -> None:
    assert _reply("According to Source 2, it pays 1.2 million.").claims[0].citations == (2,)


def test_a_label_copied_from_the_prompt_is_no_citation() -> None:
    assert not _reply("Source 1:\nDer Rat tagte lange.\nSource 12: Ende.").citations


def test_a_citation_holds_where_its_source_has_the_gold_sentence() -> None:
    assert _scores("It pays 1.2 million euros [2].")["evidence-citation-precision"] == 1
    assert _scores("It pays 1.2 million euros [1].")["evidence-citation-precision"] == 0
    assert _scores("It pays 1.2 million euros [1][2].")["evidence-citation-precision"] == 0.5
    assert "evidence-citation-precision" not in _scores("It pays 1.2 million euros.")
    assert _scores("It pays 1.2 million euros.")["correct"] == 1


def test_a_text_that_knows_no_answer_is_a_refusal_without_claims() -> None:
    reply = _reply("The sources do not mention how much the state pays [1].")
    assert (reply.kind, reply.refusal) == ("refusal", IN_WORDS)
    assert not reply.claims
    assert not reply.citations
    assert _scores("I don't know.")["over-refusal"] == 1


def test_the_reply_says_what_it_cost() -> None:
    reply = _reply("Es sind 1,2 Mio. Euro für das Land [2].")
    assert (reply.prompt_tokens, reply.completion_tokens, reply.model) == (90, 12, "m")
    assert reply.first_token_seconds == 7
    assert 5 <= reply.search_seconds <= reply.total_seconds < 6
    assert reply.language == "de"


def test_an_answer_of_the_product_that_declines_in_words_is_a_refusal_too() -> None:
    text = "The texts do not mention it."
    claim = SaidClaim(text, 0, len(text), (1,), "unchecked")
    answer = Reply("answer", None, 0.9, text, "en", (claim,), {1: SOURCES[0]})
    refused = refusing_in_words(answer)
    assert (refused.kind, refused.refusal, refused.claims) == ("refusal", IN_WORDS, ())
    kept = Reply("answer", None, 0.9, "It is 1.2 million.", "en", (claim,), {1: SOURCES[0]})
    assert refusing_in_words(kept) is kept
