"""An answer on the terminal: while it comes about, and when it is there."""

import sys
from collections.abc import Iterator

from rag.records import (
    Answer,
    Answered,
    AskEvent,
    Checking,
    Citation,
    DraftPiece,
    Found,
    Kind,
    Looking,
    Note,
    Queued,
    ReadingPrompt,
    Verdict,
)
from rag.texts import sentence
from ui.command.output import BOLD, DIM, Status, painted, plain, say, tell
from ui.command.sources import source_line

_NOTES = {
    "follow_up": "Read together with what was asked before: {earlier}",
    "filtered": "The filters left out {left_out} of {articles} articles.",
    "cut_off": "The answer reached its limit and was cut after its last whole sentence.",
}


_NEAREST = 3


def watch(events: Iterator[AskEvent], status: Status, *, draft: bool, as_json: bool) -> Answer:
    """Show what happens and return the answer; with ``draft`` its text as it is written.

    The draft goes to standard output; to standard error where that is for JSON alone.
    """
    stream = sys.stderr if as_json else sys.stdout
    written = False
    for event in events:
        if isinstance(event, Answered):
            status.clear()
            if written:
                print("\n", file=stream, flush=True)
            return event.answer
        if isinstance(event, DraftPiece) and draft:
            status.clear()
            print(plain(event.text), end="", file=stream, flush=True)
            written = True
        else:
            status.show(_doing(event))
    raise AssertionError("a stream of answer events ends with Answered")


def print_answer(answer: Answer) -> None:
    """Print the answer with its markers, the German sentences that they stand for, and notes."""
    say(painted(plain(answer.text), BOLD))
    if doubtful := [claim.text for claim in answer.claims if claim.verdict is Verdict.WEAK]:
        said = plain(" ".join(doubtful))
        say(painted(f"Doubtful, read the German sentence: {said}", DIM))
    if answer.citations:
        say()
    for citation in answer.citations:
        say(_citation(citation))
    if answer.kind is Kind.REFUSAL and answer.hits:
        _print_nearest(answer)
    if answer.model is not None:
        say()
        seconds = f"{answer.seconds.total:.1f} s"
        say(painted(plain(f"{answer.model.name}, {answer.model.served_by}, {seconds}"), DIM))
    for note in answer.notes:
        if text := note_text(note):
            tell(plain(text))


def _print_nearest(answer: Answer) -> None:
    """Print the articles that came nearest, each once."""
    say()
    say(sentence("nearest", answer.query.answer_language))
    nearest = {hit.article.article_id: hit for hit in answer.hits}
    for hit in tuple(nearest.values())[:_NEAREST]:
        say(f"- {painted(plain(source_line(hit.article, hit.start)), DIM)}")


def note_text(note: Note) -> str:
    """Return what a note says to a person, "" if it is for machines alone."""
    said = str(note.details.get("message", _NOTES.get(note.code, "")))
    return said.format(**note.details) if note.code in _NOTES else said


def _citation(citation: Citation) -> str:
    sentence = plain(" ".join(citation.sentence.split()))
    source = plain(source_line(citation.article, citation.start))
    return f"[{citation.number}] “{sentence}” — {painted(source, DIM)}"


def _doing(event: AskEvent) -> str:
    if isinstance(event, Queued):
        return f"waiting: {event.position} before this question ..."
    if isinstance(event, Found):
        return f"{len(event.hits)} passages found, the model is asked ..."
    if isinstance(event, Looking | Checking):
        what = ("passage", "answers") if isinstance(event, Looking) else ("sentence", "is right")
        where = f"{event.position} of {event.total}"
        return f"the model checks whether {what[0]} {where} {what[1]} ..."
    if isinstance(event, ReadingPrompt):
        return f"the model reads: {event.done} of {event.total} tokens ..."
    return "the model writes ..."
