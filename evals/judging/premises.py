"""Premises as a judge reads them: sentences with their words, numbers and vectors."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.judging.cues import denies, hedges
from evals.judging.numbers import Readings, numbers_of
from evals.judging.words import content_words
from index.embedding.use_multilingual import UseMultilingualEmbedder
from index.interfaces import Vectors
from index.text.language import detect_language
from index.text.sentences import sentence_spans

_WINDOW = 3
_KEPT_SETS, _KEPT_WORDS = 8, 60_000
_MARKER = re.compile(r"\s*\[\d+(?:[-–, ]+\d+)*\]")


@dataclass(frozen=True, slots=True)
class Premises:
    """What a claim is held against, sentence by sentence.

    ``vectors`` are the sentences', ``windows`` those of up to three neighbouring ones; ``words``
    and ``vocabulary`` (distinct words, their vectors) are what single words are compared with.
    """

    language: str
    sentences: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[Readings, ...], ...]
    denied: tuple[bool, ...]
    hedged: tuple[bool, ...]
    vectors: Vectors
    windows: Vectors
    vocabulary: dict[str, int]
    word_vectors: Vectors


class Reader:
    """Reads premises and claims with the built-in embedder; remembers what it has read last.

    The sentences of one answer share their premises, and articles share words.
    """

    def __init__(self, embedder: UseMultilingualEmbedder | None = None) -> None:
        self._embedder = embedder or UseMultilingualEmbedder(threads=1)
        self._sets: OrderedDict[tuple[str, ...], Premises] = OrderedDict()
        self._words: dict[str, NDArray[np.float32]] = {}

    def premises(self, texts: Sequence[str]) -> Premises:
        """Return the premises of these texts, of one or more sentences each."""
        key = tuple(texts)
        if key not in self._sets:
            self._sets[key] = self._read(key)
            while len(self._sets) > _KEPT_SETS:
                self._sets.popitem(last=False)
        self._sets.move_to_end(key)
        return self._sets[key]

    def vector(self, text: str) -> NDArray[np.float32]:
        """Return a text's vector, of shape (dimension,)."""
        return self._embedder.embed_question(text)

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Return one row a word."""
        new = sorted({word for word in words if word not in self._words})
        if len(self._words) + len(new) > _KEPT_WORDS:
            self._words.clear()
            new = sorted(set(words))
        if new:
            self._words.update(zip(new, self._embedder.embed_words(new), strict=True))
        if not words:
            return np.zeros((0, self._embedder.identity.dimension), dtype=np.float32)
        return np.stack([self._words[word] for word in words])

    def _read(self, texts: tuple[str, ...]) -> Premises:
        groups = [sentences_of(text) for text in texts]
        sentences = tuple(sentence for group in groups for sentence in group)
        language = detect_language(" ".join(texts)[:400])
        words = tuple(tuple(content_words(each, language)) for each in sentences)
        distinct = list(dict.fromkeys(word for each in words for word in each))
        windows = [
            " ".join(group[at : at + _WINDOW])
            for group in groups
            for at in range(max(len(group) - _WINDOW + 1, 1))
        ]
        vectors = self._embedder.embed_passages([*sentences, *windows])
        return Premises(
            language=language,
            sentences=sentences,
            words=words,
            numbers=tuple(tuple(numbers_of(each)) for each in sentences),
            denied=tuple(denies(each, language) for each in sentences),
            hedged=tuple(hedges(each, language) for each in sentences),
            vectors=vectors[: len(sentences)],
            windows=vectors[len(sentences) :],
            vocabulary={word: number for number, word in enumerate(distinct)},
            word_vectors=self.word_vectors(distinct),
        )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without citation markers."""
    plain = _MARKER.sub("", text)
    return [plain[span.start : span.end] for span in sentence_spans(plain)]
