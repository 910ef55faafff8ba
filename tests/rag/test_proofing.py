"""What is told of a draft and when; what the model says to its sentences is scripted."""

from collections.abc import Generator, Iterable
from dataclasses import replace

from index.records import ArticleInfo
from index.text.sentences import sentence_spans
from rag.proofing import proofread
from rag.records import (
    AskEvent,
    Checked,
    Checking,
    DraftPiece,
    EvidenceSentence,
    Reason,
    Verdict,
)
from rag.vouched import Sentence, Vouched
from rag.writing import Written

INFO = ArticleInfo(*("fire", "", None, None, None, None, "fire.md", 10, 1))
GERMAN = EvidenceSentence(INFO, 0, 10, "Es brannte.", 0)


def writing(pieces: Iterable[str]) -> Generator[AskEvent, None, Written]:
    raw = ""
    for piece in pieces:
        raw += piece
        yield DraftPiece(piece)
    return Written(raw, "stop", 1, 1, None)


def check(written: Written) -> Vouched:
    """A sentence with "wrong" in it is unsupported; a draft that ends in "!" is no answer."""
    text = written.raw.strip()
    sentences = tuple(
        Sentence(said, GERMAN, 1.0, Verdict.UNSUPPORTED if "wrong" in said else verdict, ())
        for span in sentence_spans(text)
        for said in [text[span.start : span.end]]
        for verdict in [Verdict.SUPPORTED]
    )
    if text.endswith("!"):
        return Vouched(text, (), "language", ())
    shown = any(each.verdict is not Verdict.UNSUPPORTED for each in sentences)
    return Vouched(text, (), "" if shown else "unsupported", sentences)


def confirm(sentence: Sentence) -> Sentence:
    """The model does not stand by what has "doubtful" in it."""
    if "doubtful" in sentence.text:
        return replace(sentence, confirmed=-1.0).doubted(Reason("not_confirmed"))
    return replace(sentence, confirmed=1.0)


def read(*pieces: str) -> tuple[list[AskEvent], Vouched]:
    """Return the events on the way, and what came out."""
    events: list[AskEvent] = []
    course = proofread(writing(pieces), check, confirm)
    while True:
        try:
            events.append(next(course))
        except StopIteration as end:
            return events, end.value[1]


def told(events: Iterable[AskEvent]) -> list[list[str]]:
    return [[claim.text for claim in each.claims] for each in events if isinstance(each, Checked)]


def test_each_sentence_is_told_of_before_the_next_is_looked_at() -> None:
    events, vouched = read("It bur", "ned. The", "n it rained. And", " it was over.")
    assert told(events) == [["It burned."], ["It burned.", "Then it rained."]]
    assert [each.text for each in vouched.shown] == [
        *("It burned.", "Then it rained.", "And it was over."),
    ]
    assert [each.confirmed for each in vouched.shown] == [1.0, 1.0, 1.0]
    behind = [type(each) for each in events if not isinstance(each, DraftPiece)]
    assert behind == [Checking, Checked, Checking, Checked, Checking]


def test_nothing_is_told_while_the_draft_is_written() -> None:
    events, _ = read("It burned. ", "Then it rained.")
    last = max(at for at, each in enumerate(events) if isinstance(each, DraftPiece))
    assert all(isinstance(each, DraftPiece) for each in events[: last + 1])


def test_of_a_single_sentence_nothing_is_told_before_the_answer() -> None:
    events, vouched = read("It bur", "ned.")
    assert told(events) == []
    assert [each.text for each in vouched.shown] == ["It burned."]


def test_what_does_not_hold_is_not_looked_at() -> None:
    events, _ = read("This is wrong. It burned. ", "Then it rained.")
    assert told(events) == [["It burned."]]
    assert [each.position for each in events if isinstance(each, Checking)] == [2, 3]


def test_what_the_model_does_not_stand_by_is_neither_told_nor_shown() -> None:
    events, vouched = read("It burned. This is doubtful. ", "Then it rained.")
    assert told(events) == [["It burned."]]
    assert [each.text for each in vouched.shown] == ["It burned.", "Then it rained."]
    assert [each.reasons for each in vouched.sentences if each not in vouched.shown] == [
        (Reason("not_confirmed"),)
    ]


def test_a_draft_that_the_model_stands_by_nowhere_is_unsupported() -> None:
    events, vouched = read("This is doubtful.")
    assert (told(events), vouched.problem) == ([], "unsupported")


def test_a_draft_that_is_no_answer_keeps_its_problem_and_is_not_looked_at() -> None:
    events, vouched = read("It burned!")
    assert vouched.problem == "language"
    assert not any(isinstance(each, Checking | Checked) for each in events)
