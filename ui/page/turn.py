"""One question and what became of it, as the page draws it: events in, JSON-able message out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from index.records import ArticleInfo, Hit
from index.text.language import UNKNOWN, detect_language
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
    Looking,
    Queued,
    ReadingPrompt,
    Reason,
)
from ui.page.links import web_address
from ui.page.request import Request, as_sent

Message = dict[str, Any]
_MARKER = re.compile(r"\[\d+\]")
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


def after(turn: Turn, events: Iterable[AskEvent]) -> Turn:
    """Return the turn as it stands after these events."""
    for event in events:
        turn = _after_one(turn, event)
    return turn


def stopped(turn: Turn) -> Turn:
    """Return the turn ended by its asker."""
    return replace(turn, phase=Phase.STOPPED)


def failed(turn: Turn, error: str) -> Turn:
    """Return the turn ended by an error; ``error`` is its one clear line."""
    return replace(turn, phase=Phase.FAILED, error=error)


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
        "found": [_passage(hit) for hit in turn.found[:_FOUND]],
        "checked": None if turn.checked is None else _checked(turn, turn.checked),
        "answer": None if turn.answer is None else _answer(turn.answer),
        "error": turn.error,
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
    language = detect_language(text)
    return {
        "language": (turn.request.language or UNKNOWN) if language == UNKNOWN else language,
        "claims": [
            {"before": " " if at else "", **_claim(claim)}
            for at, claim in enumerate(checked.claims)
        ],
        "citations": [_citation(citation) for citation in checked.citations],
        "after": "",
    }


def _answer(answer: Answer) -> Message:
    query = answer.query
    return {
        "text": "" if answer.answered else answer.text,
        # Of a figure alone no detector can say more than that it is unknown.
        "language": query.answer_language if answer.language == UNKNOWN else answer.language,
        "asked_in": query.language,
        "claims": _claims(answer),
        "citations": [_citation(citation) for citation in answer.citations],
        "also": _also_found(answer.hits, answer.citations),
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
        "citations": list(claim.citations),
        "verdict": claim.verdict.value,
        "reasons": [reason_message(reason) for reason in claim.reasons],
    }


def reason_message(reason: Reason) -> Message:
    """Return why something is doubted: the page has words for each code."""
    return {"code": reason.code, "claim": reason.claim, "evidence": reason.evidence}


def _citation(citation: Citation) -> Message:
    return {
        "number": citation.number,
        **source(citation.article, citation.start),
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
        "also_in": list(citation.also_in),
    }


def _also_found(hits: Sequence[Hit], citations: Sequence[Citation]) -> list[Message]:
    """Return the hits that hold no cited sentence, each by its nearest three sentences."""
    cited = [(c.article.article_id, c.start, c.end) for c in citations]
    return [
        _passage(hit)
        for hit in hits
        if not any(
            article == hit.article.article_id and start < hit.end and hit.start < end
            for article, start, end in cited
        )
    ]


def _passage(hit: Hit) -> Message:
    """Return a hit by the three sentences in it that are nearest to the question."""
    start, end = max(hit.focus.start, hit.start), min(hit.focus.end, hit.end)
    return {
        **source(hit.article, start),
        "start": start,
        "end": end,
        "text": hit.text[start - hit.start : end - hit.start],
    }


def source(article: ArticleInfo, start: int) -> Message:
    """Return where a place of an article is from."""
    return {
        "article": article.article_id,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "url": web_address(article.url),
        "page": article.page_at(start),
    }
