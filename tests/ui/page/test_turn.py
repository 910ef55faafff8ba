import json
from dataclasses import replace

import pytest

from index.records import ArticleInfo, Filters, Hit, Scores, Span
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    Checked,
    Checking,
    Citation,
    Claim,
    DraftPiece,
    Found,
    Kind,
    Looking,
    ModelUse,
    Note,
    Query,
    Queued,
    ReadingPrompt,
    Reason,
    Refusal,
    Seconds,
    Tokens,
    Verdict,
)
from ui.page.request import Request
from ui.page.turn import Phase, Turn, after, failed, message, stopped

FIRE = ArticleInfo(
    *("fire", "Scheune abgebrannt", "2025-02-03", None, "Talbote"),
    *("https://talbote.example/fire", "fire.md", 200, 1),
)
SCHOOL = replace(FIRE, article_id="school", title="Gewächshaus", url="javascript:alert(1)")
FIRE_TEXT = "Eine Scheune brannte ab. 42 Leute rückten aus. Niemand wurde verletzt."
NOTHING = Scores(0, 0, 0, 0)
FIRE_HIT = Hit(1, FIRE, 100, 170, FIRE_TEXT, 1.0, NOTHING, Span(125, 146))
SCHOOL_HIT = Hit(2, SCHOOL, 0, 20, "Es kostet 6400 Euro.", 0.5, NOTHING, Span(0, 20))
CITATION = Citation(1, FIRE, 125, 146, "42 Leute rückten aus.", ("twin",))
ANSWER = Answer(
    query=Query("How many?", "en", "How many?", "en"),
    kind=Kind.ANSWER,
    refusal=None,
    confidence=0.9,
    text="𝔽orty-two came. [1] They were quick. [1]",
    language="en",
    claims=(
        Claim("𝔽orty-two came.", 0, 15, (1,), 2.0),
        Claim("They were quick.", 20, 36, (1,), 1.0),
    ),
    citations=(CITATION,),
    hits=(FIRE_HIT, SCHOOL_HIT),
    evidence=(),
    notes=(),
    model=ModelUse("small", "embedded"),
    tokens=Tokens(),
    seconds=Seconds(0.1, 1.0, 4.25),
)
NEW = Turn(Request("How many?", "k"))


def test_each_event_says_in_a_phase_how_far_the_question_is() -> None:
    events: list[AskEvent] = [
        Found((FIRE_HIT,)),
        Looking(1, 3),
        Queued(2),
        ReadingPrompt(64, 600),
        DraftPiece("Forty"),
    ]
    phases = [after(NEW, events[:count]).phase for count in range(6)]
    assert phases == [
        *(Phase.SEARCHING, Phase.OPENING, Phase.LOOKING),
        *(Phase.WAITING, Phase.READING, Phase.WRITING),
    ]


def test_what_is_found_is_shown_at_once_by_its_nearest_sentences() -> None:
    drawn = message(after(NEW, [Found((FIRE_HIT, SCHOOL_HIT))]))
    assert [(hit["article"], hit["start"], hit["end"], hit["text"]) for hit in drawn["found"]] == [
        ("fire", 125, 146, "42 Leute rückten aus."),
        ("school", 0, 20, "Es kostet 6400 Euro."),
    ]


def test_a_draft_is_counted_and_not_shown() -> None:
    writing = message(after(NEW, [DraftPiece("Forty"), DraftPiece("-two")]))
    assert writing["written"] == len("Forty-two")
    assert "Forty" not in json.dumps(writing)


def test_a_prompt_that_is_read_a_second_time_begins_a_new_draft() -> None:
    turn = after(NEW, [DraftPiece("cut"), ReadingPrompt(1, 300), DraftPiece("Forty")])
    assert turn.written == len("Forty")


def test_checked_sentences_are_shown_while_the_rest_is_checked() -> None:
    claim = replace(ANSWER.claims[1], verdict=Verdict.SUPPORTED)
    turn = after(NEW, [Checking(1, 2), Checked((claim,), (CITATION,)), Checking(2, 2)])
    assert (turn.phase, turn.done, turn.total) == (Phase.CHECKING, 2, 2)
    drawn = message(turn)["checked"]
    assert [(said["text"], said["citations"]) for said in drawn["claims"]] == [
        ("They were quick.", [1])
    ]
    assert drawn["citations"][0]["sentence"] == "42 Leute rückten aus."
    assert message(stopped(turn))["checked"] == drawn


def test_sentences_carry_their_citations_and_no_markers() -> None:
    drawn = message(after(NEW, [Answered(ANSWER)]))
    unchecked = {"german": "", "citations": [1], "verdict": "unchecked", "reasons": []}
    assert drawn["phase"] == "answered"
    assert drawn["answer"]["claims"] == [
        {"before": "", "text": "𝔽orty-two came.", **unchecked},
        {"before": " ", "text": "They were quick.", **unchecked},
    ]


def test_a_weak_sentence_says_why() -> None:
    weak = replace(
        ANSWER.claims[0], verdict=Verdict.WEAK, reasons=(Reason("hedge_lost", "", "soll"),)
    )
    (drawn,) = message(after(NEW, [Answered(replace(ANSWER, claims=(weak,)))]))["answer"]["claims"]
    assert drawn["reasons"] == [{"code": "hedge_lost", "claim": "", "evidence": "soll"}]


def test_what_was_asked_comes_back_to_be_asked_again() -> None:
    filters = Filters(since="2025-01-01", source="Talbote")
    request = Request("How many?", "k", search_query="fire", filters=filters, earlier=("Who?",))
    assert message(Turn(request))["request"] == {
        "question": "How many?",
        "search_query": "fire",
        "language": None,
        "filters": {"since": "2025-01-01", "source": "Talbote"},
        "earlier": ["Who?"],
    }


def test_the_answer_says_what_was_searched_for_and_what_was_left_out() -> None:
    query = replace(ANSWER.query, search_query="fire brigade")
    notes = (Note("filtered", {"left_out": 3, "articles": 5}),)
    drawn = message(after(NEW, [Answered(replace(ANSWER, query=query, notes=notes))]))
    assert drawn["answer"]["search"] == {"query": "fire brigade", "left_out": 3}


def test_a_citation_comes_with_its_german_sentence_and_where_it_stands() -> None:
    drawn = message(after(NEW, [Answered(ANSWER)]))
    assert drawn["answer"]["citations"] == [
        {
            "number": 1,
            "article": "fire",
            "start": 125,
            "end": 146,
            "page": None,
            "title": "Scheune abgebrannt",
            "source": "Talbote",
            "date": "2025-02-03",
            "url": "https://talbote.example/fire",
            "sentence": "42 Leute rückten aus.",
            "also_in": ["twin"],
        }
    ]


def test_hits_that_hold_a_cited_sentence_are_not_also_found() -> None:
    also = message(after(NEW, [Answered(ANSWER)]))["answer"]["also"]
    assert [hit["text"] for hit in also] == ["Es kostet 6400 Euro."]


def test_only_web_addresses_become_links() -> None:
    also = message(after(NEW, [Answered(ANSWER)]))["answer"]["also"]
    assert also[0]["url"] is None


def test_a_hit_is_shown_by_the_sentences_nearest_to_the_question() -> None:
    drawn = message(after(NEW, [Answered(replace(ANSWER, claims=(), citations=()))]))
    assert drawn["answer"]["also"][0]["text"] == "42 Leute rückten aus."


def test_a_refusal_is_a_phase_of_its_own_with_its_sentence() -> None:
    refused = replace(ANSWER, kind=Kind.REFUSAL, refusal=Refusal.NOTHING_NEAR, claims=())
    refused = replace(refused, text="Nothing answers this.", model=None)
    drawn = message(after(NEW, [Answered(refused)]))
    assert (drawn["phase"], drawn["answer"]["text"]) == ("refused", "Nothing answers this.")
    assert drawn["answer"]["model"] is None


@pytest.mark.parametrize(("verdict", "unchecked"), [("unchecked", True), ("supported", False)])
def test_the_page_says_once_whether_sentences_are_unchecked(verdict: str, unchecked: bool) -> None:
    claims = tuple(replace(claim, verdict=Verdict(verdict)) for claim in ANSWER.claims)
    drawn = message(after(NEW, [Answered(replace(ANSWER, claims=claims))]))
    assert drawn["answer"]["unchecked"] is unchecked


def test_an_answer_of_unknown_language_counts_as_what_was_asked_for() -> None:
    figure = replace(ANSWER, language="und", query=replace(ANSWER.query, answer_language="tr"))
    assert message(after(NEW, [Answered(figure)]))["answer"]["language"] == "tr"
    assert message(after(NEW, [Answered(ANSWER)]))["answer"]["language"] == "en"


@pytest.mark.parametrize(
    ("text", "detected"), [("Robin Li", "eo"), ("1,85 m", "fr"), ("Firma Quendt Brückenbau", "de")]
)
def test_a_few_words_count_as_what_was_asked_for_whatever_a_detector_makes_of_them(
    text: str, detected: str
) -> None:
    claim = Claim(text, 0, len(text), (1,), 2.0, Verdict.SUPPORTED)
    few = replace(ANSWER, text=f"{text} [1]", language=detected, claims=(claim,))
    asked = Turn(Request("Bunu kim söyledi, nerede ve ne zaman?", "k"))
    turn = after(asked, [Checked((claim,), (CITATION,))])
    assert message(turn)["checked"]["language"] == "tr"
    assert message(after(turn, [Answered(few)]))["answer"]["language"] == "en"


def test_an_answer_that_was_cut_off_is_marked() -> None:
    cut = replace(ANSWER, notes=(Note("cut_off", {"reason": "length"}),))
    assert message(after(NEW, [Answered(cut)]))["answer"]["cut_off"]
    assert not message(after(NEW, [Answered(ANSWER)]))["answer"]["cut_off"]


def test_a_failed_turn_says_its_line() -> None:
    writing = after(NEW, [DraftPiece("Forty")])
    ended = message(failed(writing, "Type `ollama serve`.", "model_unavailable"))
    assert (ended["code"], ended["error"]) == ("model_unavailable", "Type `ollama serve`.")


def test_every_message_is_json() -> None:
    turn = after(NEW, [Found((FIRE_HIT,)), DraftPiece("x"), Answered(ANSWER)])
    assert json.loads(json.dumps(message(turn))) == message(turn)
