"""The corpus's words: their context-free vectors, in how many sentences each stands, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.search.vectors import VectorTable
from index.text.words import SENTENCE_END

_NEAR = 100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by id; row ``id`` of every array belongs to the word with that id (row 0 is unused)."""

    ids: dict[str, int]
    vectors: VectorTable
    sentence_counts: NDArray[np.int32]
    """In how many sentences of the corpus each word stands."""
    sentences: int
    """How many sentences the corpus has."""

    def find(self, word: str) -> int | None:
        """Return the id of a word as written, else of its lower-cased or capitalised form."""
        for form in (word, word.lower(), word.capitalize()):
            if (number := self.ids.get(form)) is not None and self.sentence_counts[number]:
                return number
        return None

    def nearest(
        self, vectors: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return, for each row of ``vectors``, the id of the nearest word in use and its cosine.

        Sign bits choose 100 words, whose cosines are then exact.
        """
        ids = np.zeros(len(vectors), dtype=np.int64)
        cosines = np.zeros(len(vectors), dtype=np.float32)
        used = self.sentence_counts > 0
        if not used.any():
            return ids, cosines
        for row, vector in enumerate(vectors):
            near = self.vectors.nearest_by_sign(vector, _NEAR, used)
            scores = self.vectors.cosines(vector, near)
            best = int(np.argmax(scores))
            ids[row], cosines[row] = near[best], scores[best]
        return ids, cosines


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The word ids of every sentence of the corpus, article after article.

    Sentence ``i`` holds ``flat[starts[i]:ends[i]]``; an article's sentences are consecutive and
    ``first`` says, by article row id, where they begin.
    """

    flat: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Sequence[tuple[int, NDArray[np.int32]]]) -> "SentenceWords":
        """Join (article row id, packed words) pairs; sentences are closed by -1."""
        flat = (
            np.concatenate([words for _, words in articles])
            if articles
            else np.empty(0, dtype=np.int32)
        )
        ends = np.flatnonzero(flat == SENTENCE_END)
        starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        first: dict[int, int] = {}
        count = 0
        for number, words in articles:
            first[number] = count
            count += int((words == SENTENCE_END).sum())
        return cls(flat, starts.astype(np.int64), ends.astype(np.int64), first)

    def sentence_counts(self, words: int) -> NDArray[np.int32]:
        """Return in how many sentences each word id below ``words`` stands."""
        inside = self.flat != SENTENCE_END
        sentence = np.cumsum(~inside) - ~inside
        pairs = np.unique(sentence[inside].astype(np.int64) * words + self.flat[inside])
        return np.bincount(pairs % words, minlength=words).astype(np.int32)
