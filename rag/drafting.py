"""Checked drafts: one from the passages chosen, and one from less where that does not hold."""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from index.search.vocabulary import Vocabulary
from rag.answering import Course
from rag.attribution import Attributor
from rag.budget import budget_of
from rag.confirming import Confirmer
from rag.errors import ContextTooSmallError
from rag.evidence import Window, evidence_of
from rag.models.base import LanguageModel
from rag.prompt import Wording, draft_prompt
from rag.proofing import proofread
from rag.records import AskEvent, Note, Query
from rag.rendering import GERMAN, Renderer, is_rendered
from rag.verification.answer_type import answer_type, english_hint
from rag.vouched import Vouched
from rag.vouching import Voucher
from rag.writing import ANSWER, Written, write


@dataclass(frozen=True, slots=True)
class Drafter:
    """Lets a model write, and the program and the model check what was written."""

    model: LanguageModel
    attributor: Attributor
    voucher: Voucher
    confirmer: Confirmer
    renderer: Renderer
    vocabulary: Callable[[], Vocabulary]
    """That of the index as it is now."""
    wording: Wording

    def drafted(
        self,
        course: Course,
        windows: tuple[Window, ...],
        stop: threading.Event,
        started: float,
    ) -> Generator[AskEvent, None, Vouched]:
        """Return the draft that holds better; ``course`` takes in what both cost.

        ``started`` is when the question came, on the clock of :func:`time.monotonic`.
        """
        in_german = budget_of(self.model).sentences == 0 and is_rendered(course.query)
        vouched = yield from self._vouched(course, windows, stop, started, in_german=in_german)
        if vouched.flawless:
            return vouched
        less = self._narrowed(course, vouched.windows)
        again = yield from self._vouched(course, (less,), stop, started)
        return again if vouched.problem or again.flawless else vouched

    def _vouched(
        self,
        course: Course,
        windows: tuple[Window, ...],
        stop: threading.Event,
        started: float,
        *,
        in_german: bool = False,
    ) -> Generator[AskEvent, None, Vouched]:
        """Draft from these windows and check it; a prompt that does not fit is halved, once."""
        language = GERMAN if in_german else course.query.answer_language
        query = replace(course.query, answer_language=language)
        try:
            written, vouched = yield from self._proofread(course, query, windows, stop)
        except ContextTooSmallError:
            # The engine's own count is the truth; an estimate may have been too low.
            if len(windows) < 2:
                raise
            windows = windows[: len(windows) // 2]
            written, vouched = yield from self._proofread(course, query, windows, stop)
        course.prompt_tokens += written.prompt_tokens
        course.completion_tokens += written.completion_tokens
        if written.first_token is not None and course.seconds.first_token is None:
            course.seconds = replace(course.seconds, first_token=written.first_token - started)
        if written.reason in ("length", "time"):
            cut_off = Note("cut_off", {"reason": written.reason})
            course.notes = (*(note for note in course.notes if note != cut_off), cut_off)
        attempt = replace(vouched.attempt, language=language)
        if in_german and not vouched.problem:
            vouched = self.renderer.rendered(course, vouched, windows, stop)
            attempt = replace(
                attempt,
                rendered=vouched.text,
                problem="rendering" if vouched.problem else "",
                claims=(*attempt.claims, *vouched.attempt.claims),
            )
        course.attempts.append(attempt)
        return vouched

    def _proofread(
        self,
        course: Course,
        query: Query,
        windows: tuple[Window, ...],
        stop: threading.Event,
    ) -> Generator[AskEvent, None, tuple[Written, Vouched]]:
        """``query`` names the language to draft in."""
        vocabulary, budget = self.vocabulary(), budget_of(self.model)
        wanted = english_hint(answer_type(query.question, query.language))
        prompt = draft_prompt(query, windows, wanted, budget.sentences, self.wording)
        brief = budget.sentences == 0
        options = replace(ANSWER, max_tokens=budget.answer_tokens)
        writing = write(prompt, self.model, stop, options)
        written, vouched = yield from proofread(
            writing,
            lambda draft: self.voucher.vouch(query, draft, windows, vocabulary),
            lambda sentence: self.confirmer.confirmed(course, sentence, windows, stop, brief=brief),
            tell=query.answer_language == course.query.answer_language,
        )
        return written, replace(vouched, brief=brief)

    def _narrowed(self, course: Course, windows: Sequence[Window]) -> Window:
        """Return less to read: the sentence that speaks of the question, and its neighbours."""
        evidence = evidence_of(windows)
        best = self.attributor.best_for(course.query, evidence, self.vocabulary())
        (window,) = (window for window in windows if best in window.sentences)
        return window.around(best)
