"""A question's whole way: understand, search, draft, cite, verify, answer.

The model writes; the program vouches: what the model says of sources is dropped, and every sentence
that leaves here carries the German sentence that it rests on.
"""

import math
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.records import Filters, Hit, SearchResult, Span
from index.search.searcher import Searcher
from index.text.language import detect_language
from rag.attribution import Attributor, cite
from rag.draft import Draft, clean_draft
from rag.errors import ContextTooSmallError, StoppedError
from rag.evidence import Window, windows_of
from rag.models.base import (
    Finished,
    Generation,
    LanguageModel,
    Message,
    Reading,
    Token,
    Waiting,
)
from rag.prompt import build_prompt, fit_windows
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    DraftPiece,
    EvidenceSentence,
    Found,
    Kind,
    ModelUse,
    Note,
    Query,
    Queued,
    ReadingPrompt,
    Refusal,
    Seconds,
    Tokens,
)
from rag.texts import sentence
from rag.understand import is_question, understand
from rag.verification import verify

NOTHING_NEAR = -2.0
"""Below this log-odds the model is not asked: 1.4% false refusals (GROUNDING, section 2)."""
HITS = 10
ANSWER = Generation(max_tokens=220, temperature=0.0, deadline_seconds=300)


@dataclass(slots=True)
class _Clock:
    """Seconds since the question came."""

    started: float
    search: float = 0.0
    first_token: float | None = None

    def now(self) -> float:
        return time.monotonic() - self.started

    def seconds(self) -> Seconds:
        return Seconds(self.search, self.first_token, self.now())


@dataclass(frozen=True, slots=True)
class _Written:
    """What the model wrote and what it cost."""

    raw: str
    reason: str
    tokens: Tokens
    windows: tuple[Window, ...]


class Assistant:
    """Answers questions from one index with one model; threads may share it."""

    def __init__(
        self, searcher: Searcher, model: LanguageModel, notes: Sequence[Note] = ()
    ) -> None:
        """``notes`` go with every answer, such as which model ``auto`` chose."""
        self.searcher = searcher
        self.model = model
        self._attributor = Attributor(searcher.embedder, searcher.word_embedder)
        self._notes = tuple(notes)

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, str]] = (),
        hits: Sequence[Hit] | None = None,
        language: str | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """Return the answer; see :meth:`stream`."""
        events = self.stream(
            question, history=history, hits=hits, language=language, filters=filters
        )
        for event in events:
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("a stream of answer events ends with Answered")

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, str]] = (),
        hits: Sequence[Hit] | None = None,
        language: str | None = None,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[AskEvent]:
        """Yield what happens on the way to an answer, :class:`Answered` last.

        ``hits`` replaces the search; ``language`` (BCP 47) is the one to answer in instead of the
        question's; setting ``stop`` ends the work within a second with StoppedError. Each question
        stands by itself: a ``history`` is not read, and a note says so. Raises QuestionError,
        ModelUnavailableError and ContextTooSmallError.
        """
        clock = _Clock(time.monotonic())
        stop = threading.Event() if stop is None else stop
        query = understand(question, language=language, filters=filters)
        notes = (*self._notes, *((Note("history_not_used"),) if history else ()))
        if not is_question(query):
            yield self._refused(query, Refusal.NOT_A_QUESTION, None, clock, notes)
            return
        result = self._search(query, hits)
        clock.search = clock.now()
        if result.left_out:
            counts = {"left_out": result.left_out, "articles": result.articles}
            notes = (*notes, Note("filtered", counts))
        yield Found(result.hits)
        windows = windows_of(result.hits, self._sentences_of)
        if refusal := _before_the_model(query, result):
            yield self._refused(query, refusal, result, clock, notes, windows)
            return
        written = yield from self._draft(query, windows, clock, stop)
        yield self._finished(query, result, written, clock, notes)

    def _search(self, query: Query, hits: Sequence[Hit] | None) -> SearchResult:
        if hits is not None:
            return SearchResult(query.question, tuple(hits), query.filters, 0.0, "given")
        return self.searcher.search(
            query.search_query, limit=HITS, filters=query.filters, language=query.language
        )

    def _draft(
        self, query: Query, windows: tuple[Window, ...], clock: _Clock, stop: threading.Event
    ) -> Generator[AskEvent, None, _Written]:
        windows = fit_windows(query, windows, self.model.count_tokens)
        try:
            return (yield from self._write(query, windows, clock, stop))
        except ContextTooSmallError:
            # The engine's own count is the truth; an estimate may have been too low. Once.
            if len(windows) < 2:
                raise
            windows = windows[: len(windows) // 2]
            return (yield from self._write(query, windows, clock, stop))

    def _write(
        self, query: Query, windows: tuple[Window, ...], clock: _Clock, stop: threading.Event
    ) -> Generator[AskEvent, None, _Written]:
        raw: list[str] = []
        messages: list[Message] = build_prompt(query, windows)
        for event in self.model.stream(messages, ANSWER, stop):
            if isinstance(event, Waiting):
                yield Queued(event.position)
            elif isinstance(event, Reading):
                yield ReadingPrompt(event.done, event.total)
            elif isinstance(event, Token):
                clock.first_token = clock.first_token or clock.now()
                raw.append(event.text)
                yield DraftPiece(event.text)
            elif isinstance(event, Finished):
                if event.reason == "stopped":
                    raise StoppedError("Stopped.")
                tokens = Tokens(
                    event.prompt_tokens, event.completion_tokens, self.model.context_tokens
                )
                return _Written("".join(raw), event.reason, tokens, windows)
        raise AssertionError("a model's stream ends with Finished")

    def _finished(
        self,
        query: Query,
        result: SearchResult,
        written: _Written,
        clock: _Clock,
        notes: tuple[Note, ...],
    ) -> Answered:
        draft = _whole_sentences(clean_draft(written.raw, query.question), written.reason)
        if written.reason in ("length", "time"):
            notes = (*notes, Note("cut_off", {"reason": written.reason}))
        if not draft.usable:
            refused = self._refused(
                query, Refusal.NOT_SUPPORTED, result, clock, notes, written.windows
            )
            model = ModelUse(self.model.name, self.model.served_by)
            return Answered(replace(refused.answer, model=model, tokens=written.tokens))
        evidence = _sentences(written.windows)
        vocabulary = self.searcher.source.current().vocabulary
        text, claims, citations = cite(
            self._attributor.attribute(query, draft.text, evidence, vocabulary)
        )
        return Answered(
            Answer(
                query=query,
                kind=Kind.ANSWER,
                refusal=None,
                confidence=_confidence(result),
                text=text,
                language=detect_language(draft.text),
                claims=verify(claims, citations),
                citations=citations,
                hits=result.hits,
                evidence=evidence,
                notes=notes,
                model=ModelUse(self.model.name, self.model.served_by),
                tokens=written.tokens,
                seconds=clock.seconds(),
            )
        )

    def _refused(
        self,
        query: Query,
        refusal: Refusal,
        result: SearchResult | None,
        clock: _Clock,
        notes: tuple[Note, ...],
        windows: tuple[Window, ...] = (),
    ) -> Answered:
        text = sentence(refusal.value, query.answer_language)
        return Answered(
            Answer(
                query=query,
                kind=Kind.REFUSAL,
                refusal=refusal,
                confidence=0.0 if result is None else _confidence(result),
                text=text,
                language=detect_language(text),
                claims=(),
                citations=(),
                hits=() if result is None else result.hits,
                evidence=_sentences(windows),
                notes=notes,
                model=None,
                tokens=Tokens(),
                seconds=clock.seconds(),
            )
        )

    def _sentences_of(self, article_id: str) -> tuple[Sequence[Span], str]:
        return self.searcher.article_sentences(article_id)


def _sentences(windows: Sequence[Window]) -> tuple[EvidenceSentence, ...]:
    return tuple(sentence for window in windows for sentence in window.sentences)


def _before_the_model(query: Query, result: SearchResult) -> Refusal | None:
    if not result.hits:
        return Refusal.FILTERED_EMPTY if query.filters else Refusal.NOTHING_NEAR
    if result.nearness < NOTHING_NEAR:
        return Refusal.NOTHING_NEAR
    return None


def _confidence(result: SearchResult) -> float:
    return 1 / (1 + math.exp(-max(min(result.nearness, 30.0), -30.0)))


def _whole_sentences(draft: Draft, reason: str) -> Draft:
    """Drop a last sentence that a limit cut off, unless it is all there is."""
    if reason not in ("length", "time"):
        return draft
    end = max(draft.text.rfind(mark) for mark in (". ", "! ", "? ", "。", "！", "？"))
    return draft if end < 0 else replace(draft, text=draft.text[: end + 1])
