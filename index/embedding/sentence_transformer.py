"""Any sentence-transformers model as an embedder, with the prompts it was trained with."""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.model_folder import configured_prompts, dimension_of, find_model, revision_of
from index.embedding.prompts import Prompts, prompts_of
from index.errors import EmbedderError
from index.interfaces import EmbedderIdentity, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEmbedder:
    """A model from a local folder or, by name, from the Hugging Face hub.

    Constructing it costs nothing; the identity is read from files, without torch. A hub model that
    is not in the hub's cache yet is downloaded, once; afterwards nothing asks the network.

    ``name_or_path`` is as ``intfloat/multilingual-e5-base``, or a folder. ``threads`` is for the
    whole process's torch; 0 leaves that to torch.
    """

    def __init__(self, name_or_path: str, *, threads: int) -> None:
        self._name = name_or_path
        self._threads = threads
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None

    @cached_property
    def identity(self) -> EmbedderIdentity:
        """Name, hub commit or hash of the files, and prompts.

        Raises EmbedderError when the model is not here and can't be fetched.
        """
        dimension = dimension_of(self._folder)
        if dimension is None:
            dimension = len(self.embed_question(""))
        prompts = self._prompts
        revision = revision_of(self._folder)
        return EmbedderIdentity(self._name, revision, dimension, prompts.passage, prompts.question)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return shape (texts, dimension), each text after the model's passage prompt."""
        return self._encode(texts, self._prompts.passage)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Return shape (dimension,), the text after the model's question prompt."""
        vector: NDArray[np.float32] = self._encode([text], self._prompts.question)[0]
        return vector

    @cached_property
    def _folder(self) -> Path:
        return find_model(self._name)

    @cached_property
    def _prompts(self) -> Prompts:
        return prompts_of(self._name, configured_prompts(self._folder))

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = self._loaded().encode(
            list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                self._model = _load(self._folder, self._threads)
            return self._model


def _load(folder: Path, threads: int) -> "SentenceTransformer":
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    if threads > 0:
        torch.set_num_threads(threads)
    try:
        return SentenceTransformer(str(folder), local_files_only=True)
    # As transformers reports them: files missing or damaged, a kind of model that it does not know
    # or whose code it would have to run, a package that the model needs.
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise EmbedderError(
            f"The embedder in {folder} can't be loaded ({reason}). Set FUNDSTELLE_EMBEDDER to "
            "another model, or to use-multilingual-v3, which is built in."
        ) from error
