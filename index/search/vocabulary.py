"""The corpus's words: their context-free vectors, in how many sentences each stands, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.search.vectors import VectorTable, nearest_by_sign, sign_bits
from index.text.words import SENTENCE_END

_NEAR = 100
_COMMON = 3


@dataclass(frozen=True)
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

    def sentences_about(self, vectors: NDArray[np.float32], at_least: float) -> NDArray[np.int64]:
        """Return, for each row, in how many sentences words stand that mean the same.

        Those are its 100 nearest words by sign bits among the words of three sentences or more, as
        far as their cosine is ``at_least`` that high; a sentence with two of them counts twice.
        """
        counts = np.zeros(len(vectors), dtype=np.int64)
        common = self._common
        if not len(common.rows):
            return counts
        for at, vector in enumerate(vectors):
            near = common.rows[nearest_by_sign(common.bits, vector, _NEAR)]
            same = near[self.vectors.cosines(vector, near) >= at_least]
            counts[at] = self.sentence_counts[same].sum()
        return counts

    @cached_property
    def _common(self) -> "_Common":
        rows = np.flatnonzero(self.sentence_counts >= _COMMON)
        return _Common(rows, sign_bits(self.vectors.data[rows]))


@dataclass(frozen=True, slots=True)
class _Common:
    """The words that stand in several sentences, and the signs of their vectors."""

    rows: NDArray[np.int64]
    bits: NDArray[np.uint64]


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
