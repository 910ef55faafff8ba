"""Which German sentences the model is shown: the best windows of the best hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.records import Hit, Span
from rag.records import EvidenceSentence

WINDOWS = 5
WIDENED = 2
"""How many of the first windows get a sentence more on either side."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences of one article, in order."""

    sentences: tuple[EvidenceSentence, ...]

    @property
    def text(self) -> str:
        """The sentences as one line."""
        return " ".join(" ".join(sentence.text.split()) for sentence in self.sentences)


SentencesOf = Callable[[str], tuple[Sequence[Span], str]]
"""Article id -> its sentence spans and its text."""


def windows_of(hits: Sequence[Hit], sentences_of: SentencesOf) -> tuple[Window, ...]:
    """Return the windows of the first hits, best first; the first two a sentence wider.

    A sentence that two windows share stays in the better one.
    """
    windows: list[Window] = []
    seen: set[tuple[str, int]] = set()
    for at, hit in enumerate(hits[:WINDOWS]):
        spans, text = sentences_of(hit.article.article_id)
        inside = [n for n, s in enumerate(spans) if hit.focus.start <= s.start < hit.focus.end]
        if not inside:
            continue
        margin = 1 if at < WIDENED else 0
        first, last = max(inside[0] - margin, 0), min(inside[-1] + margin, len(spans) - 1)
        kept = [
            EvidenceSentence(
                *(hit.article, span.start, span.end, text[span.start : span.end]),
                *(len(windows), hit.also_in),
            )
            for span in spans[first : last + 1]
            if (hit.article.article_id, span.start) not in seen
        ]
        seen.update((s.article.article_id, s.start) for s in kept)
        if kept:
            windows.append(Window(tuple(kept)))
    return tuple(windows)
