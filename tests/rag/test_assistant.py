import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.records import Filters
from index.text.language import UNKNOWN
from rag import assemble
from rag.as_json import answer_json
from rag.assistant import Assistant
from rag.decision import load_decision
from rag.errors import QuestionError, StoppedError
from rag.models.base import LanguageModel
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    DraftPiece,
    Found,
    Kind,
    Looking,
    ReadingPrompt,
    Refusal,
)
from rag.settings import Settings, load_settings

ARTICLES = {
    "brand.md": "---\ntitle: Scheune abgebrannt\ndate: 2025-02-03\nsource: Talbote\n---\n"
    "In Unterwang ist am Montag eine Scheune abgebrannt. Die Feuerwehr rückte mit 42 Leuten aus. "
    "Der Schaden beträgt laut Polizei rund 180.000 Euro.\n",
    "schule.md": "---\ntitle: Gewächshaus\ndate: 2025-05-20\nsource: Talbote\n---\n"
    "Die Grundschule am Anger hat ein Gewächshaus bekommen. Es kostete 6.400 Euro. "
    "Rektorin Heike Zumbrunn dankte den Eltern.\n",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    base = tmp_path_factory.mktemp("assistant")
    settings = load_settings({}, folder=base)
    settings.corpus.mkdir()
    for name, text in ARTICLES.items():
        (settings.corpus / name).write_text(text, encoding="utf-8")
    assemble.run_index(replace(settings, threads=1), [], progress=lambda done, total: None)
    return settings


@pytest.fixture(scope="module")
def assistant(settings: Settings, embedded_model: LanguageModel) -> Iterator[Assistant]:
    index = assemble.open_index(settings, with_chroma=False)
    yield assemble.assistant_of(index, embedded_model, "").assistant
    index.close()


@pytest.fixture(scope="module")
def events(assistant: Assistant) -> list[AskEvent]:
    """What comes of one question, asked once."""
    return list(assistant.stream("How many firefighters came?"))


@pytest.fixture(scope="module")
def english(events: list[AskEvent]) -> Answer:
    assert isinstance(events[-1], Answered)
    return events[-1].answer


def test_an_answer_is_in_english_and_points_at_german_sentences(
    assistant: Assistant, english: Answer
) -> None:
    _check(assistant, english, "en", fact="42", cited="42 Leuten")


def test_an_answer_is_in_german_and_points_at_german_sentences(assistant: Assistant) -> None:
    answer = assistant.answer("Was kostete das Gewächshaus der Grundschule?")
    _check(assistant, answer, "de", fact="6.400", cited="6.400 Euro")


def _check(assistant: Assistant, answer: Answer, language: str, *, fact: str, cited: str) -> None:
    assert answer.kind is Kind.ANSWER
    # "6.400 Euro" is of no language in particular.
    assert answer.language in (language, UNKNOWN)
    assert fact in answer.text
    assert any(cited in citation.sentence for citation in answer.citations)
    markers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    assert markers == {citation.number for citation in answer.citations}
    for citation in answer.citations:
        _, text = assistant.searcher.article_sentences(citation.article.article_id)
        assert text[citation.start : citation.end] == citation.sentence
    assert answer.model is not None
    assert answer.tokens.prompt > 0
    assert answer.seconds.first_token is not None


def test_the_json_has_every_name_that_is_promised(english: Answer) -> None:
    shape = answer_json(english, "q1")
    assert set(shape) >= {
        *("schema", "id", "question", "language", "answer_language", "search_query", "kind"),
        *("answered", "refusal", "confidence", "text", "claims", "citations", "hits", "notes"),
        *("model", "tokens", "seconds"),
    }
    assert set(shape["claims"][0]) == {
        *("text", "start", "end", "citations", "verdict", "score", "confirmed", "german"),
        "reasons",
    }
    assert shape["claims"][0]["verdict"] == "supported"
    assert {"looks", "support", "attempts", "nearness"} == set(shape["trace"])
    assert shape["trace"]["attempts"][0]["claims"][0]["verdict"] == "supported"


def test_events_come_in_order_and_the_draft_streams(events: list[AskEvent]) -> None:
    assert isinstance(events[0], Found)
    assert isinstance(events[-1], Answered)
    kinds = [type(event) for event in events]
    assert kinds.index(Looking) < kinds.index(ReadingPrompt)
    assert kinds.index(ReadingPrompt) < kinds.index(DraftPiece)
    assert [event.rank for event in events[0].hits] == [1, 2]


def test_stopping_while_the_prompt_is_read_ends_in_a_moment(assistant: Assistant) -> None:
    stop = threading.Event()
    events = assistant.stream("Who thanked the parents of the school?", stop=stop)
    while not isinstance(next(events), ReadingPrompt):
        pass
    stop.set()
    started = time.monotonic()
    with pytest.raises(StoppedError):
        list(events)
    # Two seconds where nothing else is at work; an answer takes longer than these.
    assert time.monotonic() - started < 5


class Untouched:
    """A model that must not be asked."""

    name = "untouched"
    served_by = "embedded"
    context_tokens = 4096

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the model was asked: {name}")


@pytest.fixture
def without_model(assistant: Assistant) -> Assistant:
    near = replace(load_decision(), nothing_near=-2.0)
    return Assistant(assistant.searcher, Untouched(), decision=near)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "refusal", "language"),
    [
        ("Which programming language did Guido van Rossum invent in 1991?", "nothing_near", "en"),
        ("Guido van Rossum 在1991年发明了什么编程语言？", "nothing_near", "zh"),
        ("🙂🙂🙂", "not_a_question", "en"),
    ],
)
def test_what_is_nowhere_near_is_refused_in_the_questions_language_without_the_model(
    without_model: Assistant, question: str, refusal: str, language: str
) -> None:
    answer = without_model.answer(question)
    assert answer.kind is Kind.REFUSAL
    assert not answer.answered
    assert answer.refusal == Refusal(refusal)
    assert answer.language == language
    assert answer.model is None


def test_filters_that_leave_nothing_say_so_without_the_model(without_model: Assistant) -> None:
    answer = without_model.answer("Was kostete es?", filters=Filters(since="2030-01-01"))
    assert answer.refusal is Refusal.FILTERED_EMPTY


def test_an_empty_question_is_an_error_and_not_an_answer(without_model: Assistant) -> None:
    with pytest.raises(QuestionError, match="empty"):
        without_model.answer("  ")


def test_a_question_that_leans_is_searched_with_the_one_before(without_model: Assistant) -> None:
    before = [{"role": "user", "content": "Wer leitet die Grundschule?"}]
    nothing = Filters(since="2030-01-01")
    answer = without_model.answer("Und seit wann?", history=before, filters=nothing)
    assert answer.query.search_query == "Wer leitet die Grundschule? Und seit wann?"
    (note,) = (note for note in answer.notes if note.code == "follow_up")
    assert note.details == {"earlier": "Wer leitet die Grundschule?"}


def test_small_talk_leans_on_nothing(without_model: Assistant) -> None:
    answer = without_model.answer("🙂", history=[{"role": "user", "content": "Wer?"}])
    assert answer.notes == ()
