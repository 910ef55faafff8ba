"""One question and what became of it, as the page draws it: events in, JSON-able message out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from index.records import Hit
from index.text.language import UNKNOWN, detect_language
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    Checked,
    Checking,
    Claim,
    DraftPiece,
    Found,
    Looking,
    Query,
    Queued,
    ReadingPrompt,
    Reason,
)
from ui.page.places import Message, also_found, citation_message, passage_message
from ui.page.request import Request, as_sent

_MARKER = re.compile(r"\[\d+\]")
_FEW_WORDS = 5
_FOUND = 5
"""Passages that are shown before there is an answer: those that the model looks at."""


class Phase(StrEnum):
    """How far a question is; the last four are ends."""

    SEARCHING = "searching"
    OPENING = "opening"
    LOOKING = "looking"
    WAITING = "waiting"
    READING = "reading"
    WRITING = "writing"
    CHECKING = "checking"
    ANSWERED = "answered"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and all that is known of its answer by now; ``key`` tells turns apart."""

    request: Request
    phase: Phase = Phase.SEARCHING
    position: int = 0
    done: int = 0
    total: int = 0
    found: tuple[Hit, ...] = ()
    written: int = 0
    """Characters of the draft, which nobody sees before it is checked."""
    checked: Checked | None = None
    answer: Answer | None = None
    error: str = ""
    code: str = ""
    """What kind of error it was."""


def after(turn: Turn, events: Iterable[AskEvent]) -> Turn:
    """Return the turn as it stands after these events."""
    for event in events:
        turn = _after_one(turn, event)
    return turn


def stopped(turn: Turn) -> Turn:
    """Return the turn ended by its asker."""
    return replace(turn, phase=Phase.STOPPED)


def failed(turn: Turn, error: str, code: str) -> Turn:
    """Return the turn ended by an error; ``error`` is its one clear line, in English."""
    return replace(turn, phase=Phase.FAILED, error=error, code=code)


def message(turn: Turn) -> Message:
    """Return what the page needs to draw the turn."""
    return {
        "kind": "turn",
        "key": turn.request.key,
        "question": turn.request.question,
        "request": as_sent(turn.request),
        "phase": turn.phase.value,
        "position": turn.position,
        "done": turn.done,
        "total": turn.total,
        "written": turn.written,
        "found": [passage_message(hit) for hit in turn.found[:_FOUND]],
        "checked": None if turn.checked is None else _checked(turn, turn.checked),
        "answer": None if turn.answer is None else _answer(turn.answer),
        "error": turn.error,
        "code": turn.code,
    }


_AtWork = Looking | ReadingPrompt | DraftPiece | Checking | Checked


def _after_one(turn: Turn, event: AskEvent) -> Turn:
    if isinstance(event, Found):
        return replace(turn, phase=Phase.OPENING, found=event.hits)
    if isinstance(event, Queued):
        return replace(turn, phase=Phase.WAITING, position=event.position)
    if isinstance(event, Answered):
        return _after_answer(turn, event)
    return _at_work(turn, event)


def _at_work(turn: Turn, event: _AtWork) -> Turn:
    """Count; a second draft, or one from a shortened prompt, begins anew."""
    if isinstance(event, Checked):
        return replace(turn, checked=event)
    if isinstance(event, DraftPiece):
        return replace(turn, phase=Phase.WRITING, written=turn.written + len(event.text))
    if isinstance(event, Looking):
        phase, done = Phase.LOOKING, event.position
    elif isinstance(event, Checking):
        phase, done = Phase.CHECKING, event.position
    else:
        phase, done = Phase.READING, event.done
    return replace(turn, phase=phase, done=done, total=event.total, written=0)


def _after_answer(turn: Turn, event: Answered) -> Turn:
    phase = Phase.ANSWERED if event.answer.answered else Phase.REFUSED
    return replace(turn, phase=phase, answer=event.answer)


def _checked(turn: Turn, checked: Checked) -> Message:
    text = " ".join(claim.text for claim in checked.claims)
    return {
        "language": _language(text, detect_language(text), turn.request.query),
        "claims": [
            {"before": " " if at else "", **_claim(claim)}
            for at, claim in enumerate(checked.claims)
        ],
        "citations": [citation_message(citation) for citation in checked.citations],
        "after": "",
    }


def _answer(answer: Answer) -> Message:
    query = answer.query
    return {
        "text": "" if answer.answered else answer.text,
        "language": _language(answer.text, answer.language, query),
        "asked_in": query.language,
        "claims": _claims(answer),
        "citations": [citation_message(citation) for citation in answer.citations],
        "also": also_found(answer.hits, answer.citations),
        "kind": answer.kind.value,
        "search": {
            "query": query.search_query,
            "left_out": sum(
                int(note.details["left_out"]) for note in answer.notes if note.code == "filtered"
            ),
        },
        "after": _MARKER.sub("", answer.text[answer.claims[-1].end :]) if answer.claims else "",
        "unchecked": any(claim.verdict.value == "unchecked" for claim in answer.claims),
        "cut_off": any(note.code == "cut_off" for note in answer.notes),
        "model": None if answer.model is None else answer.model.name,
        "served_by": None if answer.model is None else answer.model.served_by,
        "seconds": round(answer.seconds.total, 1),
    }


def _language(text: str, detected: str, query: Query) -> str:
    """Return what the text is in: of a figure, or a name, a detector knows less than its asker."""
    brief = len(_MARKER.sub("", text).split()) <= _FEW_WORDS
    return query.answer_language if brief or detected == UNKNOWN else detected


def _claims(answer: Answer) -> list[Message]:
    """Return the answer's sentences, each with what stands before it, markers left out."""
    claims: list[Message] = []
    at = 0
    for claim in answer.claims:
        between = _MARKER.sub("", answer.text[at : claim.start])
        claims.append(
            {
                "before": " " if claims and not between.strip(" ") else between,
                **_claim(claim),
            }
        )
        at = claim.end
    return claims


def _claim(claim: Claim) -> Message:
    return {
        "text": claim.text,
        "german": claim.german,
        "citations": list(claim.citations),
        "verdict": claim.verdict.value,
        "reasons": [reason_message(reason) for reason in claim.reasons],
    }


def reason_message(reason: Reason) -> Message:
    """Return why something is doubted: the page has words for each code."""
    return {"code": reason.code, "claim": reason.claim, "evidence": reason.evidence}
