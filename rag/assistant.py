"""A question's whole way: understand, search, look, draft, cite, verify, answer.

The model writes; the program vouches: what the model says of sources is dropped, every sentence
that leaves here carries the German sentence that it rests on, and none that was found unsupported
leaves here as an answer.
"""

import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from index.records import Filters, Hit, SearchResult, Span
from index.search.searcher import Searcher
from index.search.vocabulary import Vocabulary
from rag.answering import Course, answered, quoted, refused
from rag.attribution import Attributor
from rag.budget import budget_of
from rag.confirming import Confirmer
from rag.decision import Decision, load_decision
from rag.drafting import Drafter
from rag.evidence import Window, evidence_of, windows_of
from rag.looking import look_at, look_at_whole
from rag.models.base import LanguageModel
from rag.prompt import WORDING, Wording, fit_windows
from rag.records import (
    Answer,
    Answered,
    AskEvent,
    Found,
    Note,
    Query,
    Refusal,
    Seconds,
)
from rag.rendering import Renderer
from rag.understand import is_question, understand
from rag.vouched import Vouched
from rag.vouching import Voucher

HITS = 10


class Assistant:
    """Answers questions from one index with one model; threads may share it."""

    def __init__(
        self,
        searcher: Searcher,
        model: LanguageModel,
        notes: Sequence[Note] = (),
        decision: Decision | None = None,
        wording: Wording = WORDING,
    ) -> None:
        """``notes`` go with every answer, such as which model ``auto`` chose.

        ``decision`` says when to refuse and when to quote; the fitted one unless given.
        """
        self._wording = wording
        self.searcher = searcher
        self.model = model
        self._decision = load_decision() if decision is None else decision
        self._drafter = drafter_of(searcher, model, self._decision, wording)
        self._attributor, self._confirmer = self._drafter.attributor, self._drafter.confirmer
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
        question's; setting ``stop`` ends the work within a second with StoppedError. ``history`` is
        the conversation before, as ``role`` and ``content`` of each turn, oldest first: a question
        that leans on the one before it is answered together with it, and a note says so. Raises
        QuestionError, ModelUnavailableError and ContextTooSmallError.
        """
        query = understand(question, language=language, filters=filters, history=history)
        return self.stream_query(query, hits=hits, stop=stop)

    def stream_query(
        self,
        query: Query,
        *,
        hits: Sequence[Hit] | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[AskEvent]:
        """Do the same for a question that was understood already; see :meth:`stream`."""
        started = time.monotonic()
        stop = threading.Event() if stop is None else stop
        course = Course(
            query, SearchResult(query.question, (), query.filters, 0.0, "given"), self._notes
        )
        if is_question(query):
            course.result = self._search(query, hits)
            course.notes = (*self._notes, *_leaning(query), *_filtered(course.result))
            course.seconds = Seconds(time.monotonic() - started, None, 0.0)
            yield Found(course.result.hits)
            answer = yield from self._answer(course, stop, started)
        else:
            answer = refused(course, Refusal.NOT_A_QUESTION)
        seconds = replace(answer.seconds, total=time.monotonic() - started)
        yield Answered(replace(answer, seconds=seconds))

    def _search(self, query: Query, hits: Sequence[Hit] | None) -> SearchResult:
        if hits is not None:
            return SearchResult(query.question, tuple(hits), query.filters, 0.0, "given")
        return self.searcher.search(
            query.search_query, limit=HITS, filters=query.filters, language=query.language
        )

    def _answer(
        self, course: Course, stop: threading.Event, started: float
    ) -> Generator[AskEvent, None, Answer]:
        windows = windows_of(course.result.hits, self._sentences_of, budget_of(self.model).looks)
        course.evidence = evidence_of(windows)
        if refusal := self._before_the_model(course, windows):
            return refused(course, refusal)
        course.model = self.model
        chosen = yield from self._looked(course, windows, stop)
        course.evidence = evidence_of(chosen)
        if (course.support or 0.0) < self._decision.refuse:
            return refused(course, Refusal.NOT_SUPPORTED)
        vouched = yield from self._drafter.drafted(course, chosen, stop, started)
        return self._ended(course, vouched, chosen)

    def _before_the_model(self, course: Course, windows: Sequence[Window]) -> Refusal | None:
        if not windows:
            return Refusal.FILTERED_EMPTY if course.query.filters else Refusal.NOTHING_NEAR
        given = course.result.candidates == "given"
        if not given and course.result.nearness < self._decision.nothing_near:
            return Refusal.NOTHING_NEAR
        return None

    def _looked(
        self, course: Course, windows: Sequence[Window], stop: threading.Event
    ) -> Generator[AskEvent, None, tuple[Window, ...]]:
        """Look at the windows and return those to answer from."""
        query, budget, rule = course.query, budget_of(self.model), self._decision
        vocabulary = self._vocabulary()
        best_of = self._attributor.best_of_each(query, [w.evidence for w in windows], vocabulary)
        parts = [w.around(best) for w, best in zip(windows, best_of, strict=True)]
        looks = yield from look_at(
            *(query, parts, self.model, stop), enough=rule.enough, wording=self._wording
        )
        if not rule.is_hopeless(looks):
            best = {at: windows[at] for at in rule.chosen(looks, budget.windows)}
            looks = look_at_whole(query, looks, best, self.model, stop, self._wording)
        course.looks = looks
        course.prompt_tokens = sum(look.tokens for look in looks)
        course.support = rule.support(looks, course.result.nearness)
        course.confidence = rule.confidence(course.support)
        chosen = [windows[at] for at in rule.chosen(looks, budget.windows)]
        return fit_windows(query, chosen, self.model.count_tokens, budget.prompt_tokens)

    def _ended(self, course: Course, vouched: Vouched, read: Sequence[Window]) -> Answer:
        if not vouched.problem:
            course.confidence = self._decision.confidence(
                self._confirmer.trust(course, vouched.shown, brief=vouched.brief)
            )
            return answered(course, vouched)
        if (course.support or 0.0) >= self._decision.quote:
            evidence = evidence_of(read)
            return quoted(
                course, self._attributor.best_for(course.query, evidence, self._vocabulary())
            )
        return refused(course, Refusal.NOT_SUPPORTED)

    def _vocabulary(self) -> Vocabulary:
        return self.searcher.source.current().vocabulary

    def _sentences_of(self, article_id: str) -> tuple[Sequence[Span], str]:
        return self.searcher.article_sentences(article_id)


def drafter_of(
    searcher: Searcher, model: LanguageModel, decision: Decision, wording: Wording = WORDING
) -> Drafter:
    """Return what writes and checks answers from the articles of an index."""
    attributor = Attributor(searcher.embedder, searcher.word_embedder)
    voucher = voucher_of(searcher, attributor)
    confirmer = Confirmer(model, decision, wording)
    parts = (attributor, voucher, confirmer, Renderer(model, voucher, searcher.embedder))
    return Drafter(model, *parts, lambda: searcher.source.current().vocabulary, wording)


def voucher_of(searcher: Searcher, attributor: Attributor) -> Voucher:
    """Return what checks drafts against the articles of an index, without a model."""
    return Voucher(
        attributor, searcher.word_embedder, lambda article: searcher.article_sentences(article)[1]
    )


def _leaning(query: Query) -> tuple[Note, ...]:
    return (Note("follow_up", {"earlier": " ".join(query.earlier)}),) if query.earlier else ()


def _filtered(result: SearchResult) -> tuple[Note, ...]:
    counts = {"left_out": result.left_out, "articles": result.articles}
    return (Note("filtered", counts),) if result.left_out else ()
