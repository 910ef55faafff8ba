"""Which words lines share: what belongs to an article speaks of the same things."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from index.cleaning.lines import Line
from index.text.stopwords import GERMAN

_WORD = re.compile(r"[^\W\d_]{4,60}")
_STEM = 6
"""Letters by which words are compared: "Brunnen" and "Brunnens" are the same, few others are."""
_CHARACTERS = 2000
_PARAGRAPH = 100


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the nouns, names and long words of a line."""
    return frozenset(
        word[:_STEM].lower()
        for word in _WORD.findall(text[:_CHARACTERS])
        if (word[0].isupper() or len(word) > 7) and word.lower() not in GERMAN
    )


class Vocabulary:
    """The words of the paragraphs that may be the article."""

    def __init__(self, lines: Sequence[Line], cut: Container[int], *, title: str = "") -> None:
        """Count, for each word, the paragraphs that are not cut and have it."""
        self._own = {
            at: stems(line.text)
            for at, line in enumerate(lines)
            if line.is_prose and len(line.text) >= _PARAGRAPH and at not in cut
        }
        self._counts = Counter(word for words in self._own.values() for word in words)
        self._title = stems(title)

    def shared(self, text: str, at: int | None = None) -> int:
        """Return how many of its words other paragraphs than ``at`` or the page's title have."""
        own = 1 if at in self._own else 0
        return sum(self._counts[word] > own or word in self._title for word in stems(text))

    def share(self, text: str, at: int | None = None) -> float:
        """Return ``shared`` as a share of all the line's words, 0.0 if it has none."""
        words = stems(text)
        return self.shared(text, at) / len(words) if words else 0.0
