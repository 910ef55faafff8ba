from collections.abc import Generator, Iterable
from dataclasses import replace

from index.records import ArticleInfo
from index.text.sentences import sentence_spans
from rag.proofing import proofread
from rag.records import AskEvent, Checked, DraftPiece, EvidenceSentence, Verdict
from rag.vouching import Sentence, Vouched
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


def read(*pieces: str) -> tuple[list[list[str]], Vouched]:
    """Return what was told of on the way, and what came out."""
    told: list[list[str]] = []
    events = proofread(writing(pieces), check)
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return told, end.value[1]
        if isinstance(event, Checked):
            told.append([claim.text for claim in event.claims])


def test_each_sentence_is_told_of_when_the_next_has_begun() -> None:
    told, vouched = read("It bur", "ned. The", "n it rained. And", " it was over.")
    assert told == [["It burned."], ["It burned.", "Then it rained."]]
    assert [each.text for each in vouched.shown] == [
        *("It burned.", "Then it rained.", "And it was over."),
    ]


def test_of_a_single_sentence_nothing_is_told_before_its_end() -> None:
    told, vouched = read("It bur", "ned.")
    assert told == []
    assert [each.text for each in vouched.shown] == ["It burned."]


def test_what_does_not_hold_is_not_told_of() -> None:
    told, _ = read("This is wrong. It burned. ", "Then it rained.")
    assert told == [["It burned."]]


def test_what_was_told_of_stays_where_the_whole_draft_is_no_answer() -> None:
    told, vouched = read("It burned. ", "Then it ", "rained!")
    assert told == [["It burned."]]
    assert vouched.problem == ""
    assert [each.text for each in vouched.shown] == ["It burned."]


def test_a_draft_of_which_nothing_was_told_keeps_its_problem() -> None:
    told, vouched = read("It burned!")
    assert (told, vouched.problem) == ([], "language")
    assert replace(vouched, problem="").shown == ()
