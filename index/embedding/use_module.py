"""The built-in embedder as a real sentence-transformers model.

For who works with sentence-transformers: training, evaluation, its search tools. The product's own
way is :class:`index.embedding.use_model.UseMultilingual` directly, because importing
sentence_transformers takes about ten seconds. The vectors are the same.
"""

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule
from torch import Tensor

from index.embedding.use_model import DIMENSION, UseMultilingual
from index.embedding.use_multilingual import use_folder


class UseModule(InputModule):
    """A module from texts to ``sentence_embedding``; the only one that its model needs.

    Saving keeps no weights: they stay in their package. Loading a saved model therefore needs this
    project installed, and ``trust_remote_code=True`` as sentence-transformers asks it for every
    module that is not its own.
    """

    save_in_root = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.model = UseMultilingual(use_folder())

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: object
    ) -> dict[str, Any]:
        """Return token ids and mask of shape (texts, longest text)."""
        texts = self._prepend_prompt(list(inputs), prompt) if prompt else list(inputs)
        tokens = self.model.tokenise(texts)
        lengths = torch.tensor([len(ids) for ids in tokens])
        ids = torch.nn.utils.rnn.pad_sequence(
            [torch.tensor(ids) for ids in tokens], batch_first=True
        )
        mask = torch.arange(ids.shape[1]) < lengths[:, None]
        return {"input_ids": ids, "attention_mask": mask.long()}

    def forward(self, features: dict[str, Tensor | Any], **_: object) -> dict[str, Tensor | Any]:
        """Add ``sentence_embedding``, shape (texts, 512), rows of length 1."""
        ids, mask = features["input_ids"], features["attention_mask"].bool()
        tokens = [row[kept].tolist() for row, kept in zip(ids, mask, strict=True)]
        features["sentence_embedding"] = self.model(tokens).to(ids.device)
        return features

    def get_embedding_dimension(self) -> int:
        """Return 512."""
        return DIMENSION

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Write the (empty) configuration that loading looks for."""
        self.save_config(output_path)


def use_sentence_transformer() -> SentenceTransformer:
    """Return the built-in embedder as a sentence-transformers model on the processor."""
    return SentenceTransformer(modules=[UseModule()], device="cpu")
