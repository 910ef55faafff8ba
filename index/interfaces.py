"""What the stages need of each other, named by who needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.records import ReadResult

Vectors = NDArray[np.float32]
"""Shape (n, dimension), rows of length 1; a single vector has shape (dimension,)."""


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """What must be equal for two vectors to be comparable; kept in the index."""

    name: str
    revision: str
    dimension: int
    passage_prompt: str = ""
    question_prompt: str = ""


class Embedder(Protocol):
    """Texts to unit vectors; passages and questions may need different prompts."""

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, revision and prompts: equal identities give comparable vectors."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order."""
        ...

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Return one vector of shape (dimension,)."""
        ...


class WordEmbedder(Protocol):
    """Context-free vectors of single words, comparable across languages (soft word coverage)."""

    @property
    def identity(self) -> EmbedderIdentity:
        """Name and revision; word vectors of another identity are made anew."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages it knows, as BCP 47 codes without region or script."""
        ...

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """Return one row a word, in order."""
        ...

    def pieces(self, text: str) -> list[str]:
        """Cut text of a script without spaces into word-like pieces."""
        ...


@runtime_checkable
class JointEmbedder(Protocol):
    """An embedder of passages and words that can take a question and its words in one go."""

    def embed_question_and_words(
        self, question: str, words: Sequence[str]
    ) -> tuple[NDArray[np.float32], Vectors]:
        """Return the question's vector (dimension,) and one row a word."""
        ...


class Reader(Protocol):
    """Reads one file format; every format is one file in ``index/readers/``."""

    suffixes: tuple[str, ...]

    def read(self, path: Path) -> ReadResult:
        """Return the file's articles, and as problems what of it could not be read.

        Raises CorpusError, naming the place, when the file as a whole can't be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Candidate keys of the two dense legs, nearest first, as content-addressed ids."""

    passages: tuple[str, ...]
    pieces: tuple[str, ...]


class VectorDatabase(Protocol):
    """A projection of the store's vectors that can propose candidates (Chroma)."""

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours | None:
        """Return the nearest keys of each collection, or None when it can't answer well now."""
        ...
