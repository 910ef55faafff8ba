"""One question and what became of it, as the page draws it: events in, JSON-able message out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from index.records import ArticleInfo, Hit
from index.text.language import UNKNOWN
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    Citation,
    DraftPiece,
    Found,
    Looking,
    Queued,
    ReadingPrompt,
    Verdict,
)
from ui.page.links import web_address

Message = dict[str, Any]
_MARKER = re.compile(r"\[\d+\]")


class Phase(StrEnum):
    """How far a question is; the last four are ends."""

    SEARCHING = "searching"
    OPENING = "opening"
    LOOKING = "looking"
    WAITING = "waiting"
    READING = "reading"
    WRITING = "writing"
    ANSWERED = "answered"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"


ENDS = frozenset({Phase.ANSWERED, Phase.REFUSED, Phase.STOPPED, Phase.FAILED})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and all that is known of its answer by now; ``key`` tells turns apart."""

    key: str
    question: str
    phase: Phase = Phase.SEARCHING
    position: int = 0
    done: int = 0
    total: int = 0
    found: tuple[Hit, ...] = ()
    draft: str = ""
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
        "key": turn.key,
        "question": turn.question,
        "phase": turn.phase.value,
        "position": turn.position,
        "done": turn.done,
        "total": turn.total,
        "found": _articles(turn.found),
        "draft": turn.draft,
        "answer": None if turn.answer is None else _answer(turn.answer),
        "error": turn.error,
    }


def ended(message: Message) -> Message:
    """Return a message that is drawn as ended: one that was cut short is marked as stopped."""
    if message["phase"] in ENDS:
        return message
    return {**message, "phase": Phase.STOPPED.value}


def _after_one(turn: Turn, event: AskEvent) -> Turn:
    if isinstance(event, Found):
        return replace(turn, phase=Phase.OPENING, found=event.hits)
    if isinstance(event, Queued):
        return replace(turn, phase=Phase.WAITING, position=event.position)
    if isinstance(event, DraftPiece):
        return replace(turn, phase=Phase.WRITING, draft=turn.draft + event.text)
    if isinstance(event, Answered):
        return _after_answer(turn, event)
    return _at_work(turn, event)


def _at_work(turn: Turn, event: Looking | ReadingPrompt) -> Turn:
    """Count; a second draft, or one from a shortened prompt, begins anew."""
    if isinstance(event, Looking):
        phase, done = Phase.LOOKING, event.position
    else:
        phase, done = Phase.READING, event.done
    return replace(turn, phase=phase, done=done, total=event.total, draft="")


def _after_answer(turn: Turn, event: Answered) -> Turn:
    phase = Phase.ANSWERED if event.answer.answered else Phase.REFUSED
    return replace(turn, phase=phase, answer=event.answer, draft="")


def _answer(answer: Answer) -> Message:
    query = answer.query
    return {
        "text": "" if answer.answered else answer.text,
        # Of a figure alone no detector can say more than that it is unknown.
        "language": query.answer_language if answer.language == UNKNOWN else answer.language,
        "claims": _claims(answer),
        "citations": [_citation(citation) for citation in answer.citations],
        "also": _also_found(answer.hits, answer.citations),
        "kind": answer.kind.value,
        "after": _MARKER.sub("", answer.text[answer.claims[-1].end :]) if answer.claims else "",
        "weak": any(claim.verdict is Verdict.WEAK for claim in answer.claims),
        "unchecked": any(claim.verdict is Verdict.UNCHECKED for claim in answer.claims),
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
                "text": claim.text,
                "citations": list(claim.citations),
                "verdict": claim.verdict.value,
            }
        )
        at = claim.end
    return claims


def _citation(citation: Citation) -> Message:
    return {
        "number": citation.number,
        **_source(citation.article),
        "sentence": citation.sentence,
        "also_in": list(citation.also_in),
    }


def _also_found(hits: Sequence[Hit], citations: Sequence[Citation]) -> list[Message]:
    """Return the hits that hold no cited sentence, each by its nearest three sentences."""
    cited = [(c.article.article_id, c.start, c.end) for c in citations]
    return [
        {**_source(hit.article), "text": _focus(hit)}
        for hit in hits
        if not any(
            article == hit.article.article_id and start < hit.end and hit.start < end
            for article, start, end in cited
        )
    ]


def _articles(hits: Sequence[Hit]) -> list[Message]:
    """Return the articles of the hits, best first, each once."""
    articles = {hit.article.article_id: hit.article for hit in hits}
    return [_source(article) for article in articles.values()]


def _focus(hit: Hit) -> str:
    return hit.text[max(hit.focus.start - hit.start, 0) : hit.focus.end - hit.start]


def _source(article: ArticleInfo) -> Message:
    return {
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "url": web_address(article.url),
    }
