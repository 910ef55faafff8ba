"""Which German sentences the model is shown: the passages of the best hits, whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.records import Hit, Span
from rag.records import EvidenceSentence
from rag.verification.instructions import is_instruction

NARROW = 1
"""Sentences on either side of the one that a retry is narrowed to."""
LEAD = 2
"""Sentences that lead to one: they say what "sie" and "dort" are."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences of one article, in order; never empty."""

    sentences: tuple[EvidenceSentence, ...]

    @property
    def text(self) -> str:
        """The evidence as one line."""
        return " ".join(" ".join(sentence.text.split()) for sentence in self.evidence)

    @property
    def evidence(self) -> tuple[EvidenceSentence, ...]:
        """The sentences that are read, cited and quoted: all but those that instruct a model."""
        return tuple(each for each in self.sentences if not is_instruction(each.text))

    @property
    def heading(self) -> str:
        """Title and date of the article: what "gestern" and "die Stadt" are said of."""
        article = self.sentences[0].article
        title = "" if is_instruction(article.title) else " ".join(article.title.split())
        return f"{title} ({article.date[:10]})" if article.date else title

    def around(self, sentence: EvidenceSentence) -> "Window":
        """Return the window of a sentence in it and its neighbours."""
        at = self.sentences.index(sentence)
        return Window(self.sentences[max(at - NARROW, 0) : at + NARROW + 1])

    def up_to(self, sentence: EvidenceSentence) -> "Window":
        """Return the window of a sentence in it and of those that lead to it."""
        at = self.sentences.index(sentence)
        return Window(self.sentences[max(at - LEAD, 0) : at + 1])


SentencesOf = Callable[[str], tuple[Sequence[Span], str]]
"""Article id -> its sentence spans and its text."""


def windows_of(hits: Sequence[Hit], sentences_of: SentencesOf, limit: int) -> tuple[Window, ...]:
    """Return the passages of the first ``limit`` hits as windows, best first.

    Whole passages, because what a question means stands in a sentence beside its words: the gold
    sentences were in 65% of the first three passages and in 50% of windows of three sentences.
    A sentence that two passages share stays in the better one; a passage without evidence is none.
    """
    windows: list[Window] = []
    seen: set[tuple[str, int]] = set()
    for hit in hits[:limit]:
        spans, text = sentences_of(hit.article.article_id)
        kept = [
            EvidenceSentence(
                *(hit.article, span.start, span.end, text[span.start : span.end]),
                *(len(windows), hit.also_in),
            )
            for span in spans
            if hit.start <= span.start < hit.end
            and (hit.article.article_id, span.start) not in seen
        ]
        seen.update((s.article.article_id, s.start) for s in kept)
        window = Window(tuple(kept))
        if window.evidence:
            windows.append(window)
    return tuple(windows)


def evidence_of(windows: Sequence[Window]) -> tuple[EvidenceSentence, ...]:
    """Return the evidence of all windows, one after the other."""
    return tuple(sentence for window in windows for sentence in window.evidence)
