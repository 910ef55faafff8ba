"""The two convolution layers of the default embedder, arranged so that little is computed twice."""

import threading
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from index.embedding.use_windows import ORDERS, TILE, Indices

WIDTH = 256
"""Channels of each branch."""

Weights = Mapping[str, Tensor]

# Tokens kept by the first layer at 13 KB each: about what 40,000 words of news use.
_CAPACITY = 8192
# Rows and tiles worked on at once, so that they stay in the processor's cache.
_ROWS = 1024
_TILES = 256
# Where the polynomials of Toom and Cook are evaluated, beside infinity: few, small, symmetric.
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)


class FirstLayer(torch.nn.Module):
    """Projection and first convolution, whose products depend on one token each.

    They are kept between calls, in a table that is begun anew when it is full. Threads take turns.
    """

    def __init__(self, weights: Weights, epsilon: float, vocabulary: int) -> None:
        super().__init__()
        widths = [width for width, _ in ORDERS]
        self._epsilon = epsilon
        self._projection = torch.cat([weights[f"proj{width}"] for width in widths], dim=1)
        self._bias, self._gain, self._shift = (
            torch.cat([weights[f"{name}{width}"] for width in widths])
            for name in ("proj_b", "ln_g", "ln_b")
        )
        self._kernels = [_slots_side_by_side(weights[f"w1_{width}"]) for width in widths]
        self._kernel_biases = [weights[f"b1_{width}"] for width in widths]
        self._lock = threading.Lock()
        # The row of each token id, 0 without one; row 0 stands for "outside the text" and is zero.
        self._row = np.zeros(vocabulary, dtype=np.int64)
        self._used = 1
        self._allocate(_CAPACITY)

    def forward(
        self, tokens: Indices, embedded: Tensor, windows: Sequence[Indices]
    ) -> list[Tensor]:
        """Return for each branch shape (windows + 1, 256), row 0 zero.

        ``embedded`` has shape (tokens, 512); ``windows`` names for each branch the tokens in each
        slot, counted from 1, 0 for none.
        """
        with self._lock:
            self._fill(tokens, embedded)
            row = np.concatenate([[0], self._row[tokens]])
            return [self._convolve(branch, row[own]) for branch, own in enumerate(windows)]

    def _fill(self, tokens: Indices, embedded: Tensor) -> None:
        missing = np.flatnonzero(self._row[tokens] == 0)
        if self._used + len(missing) > len(self._projected):
            self._row[:] = 0
            self._used = 1
            missing = np.arange(len(tokens))
            if len(tokens) >= len(self._projected):
                self._allocate(len(tokens) + 1)
        for start in range(0, len(missing), _ROWS):
            block = missing[start : start + _ROWS]
            self._add(tokens[block], embedded[torch.from_numpy(block)])

    def _add(self, tokens: Indices, embedded: Tensor) -> None:
        here = slice(self._used, self._used + len(tokens))
        projected = torch.addmm(self._bias, embedded, self._projection)
        size = (projected.shape[1],)
        projected = functional.layer_norm(projected, size, self._gain, self._shift, self._epsilon)
        self._projected[here] = projected
        for branch, (width, left) in enumerate(ORDERS):
            own = projected[:, branch * WIDTH : (branch + 1) * WIDTH]
            shares = self._slots[branch].view(-1, width * WIDTH)[here]
            torch.mm(own, self._kernels[branch], out=shares)
            # The bias is the centre's: the one slot that is never outside the text.
            shares.view(-1, width, WIDTH)[:, left] += self._kernel_biases[branch]
        self._row[tokens] = np.arange(here.start, here.stop)
        self._used = here.stop

    def _convolve(self, branch: int, windows: Indices) -> Tensor:
        width, left = ORDERS[branch]
        slot = torch.from_numpy(windows * width + np.arange(width))
        centre = torch.from_numpy(np.ascontiguousarray(windows[:, left]))
        residual = self._projected[:, branch * WIDTH : (branch + 1) * WIDTH]
        out = torch.empty(len(windows) + 1, WIDTH)
        out[0] = 0
        for start in range(0, len(windows), _ROWS):
            here = slice(start, start + _ROWS)
            summed = functional.embedding_bag(slot[here], self._slots[branch], mode="sum").relu_()
            own = residual.index_select(0, centre[here])
            torch.add(summed, own, out=out[1 + start : 1 + start + len(own)])
        return out

    def _allocate(self, rows: int) -> None:
        """Make room: projections (rows, 768); a token in each slot (rows * width, 256)."""
        self._projected = torch.empty(rows, len(ORDERS) * WIDTH)
        self._projected[0] = 0
        self._slots = [torch.empty(rows * width, WIDTH) for width, _ in ORDERS]
        for slots, (width, _) in zip(self._slots, ORDERS, strict=True):
            slots[:width] = 0


class SecondLayer(torch.nn.Module):
    """The second convolution of one branch, TILE neighbouring windows for fewer products.

    Toom and Cook: the outputs of neighbouring windows are coefficients of a product of polynomials,
    which is found from its values at ``width + TILE - 1`` points instead of from all ``width *
    TILE`` products of rows and kernels: 2.1 times fewer over the three branches, in 32 bits as
    exact as the sum it replaces (relative error below 1e-6). Winograd, "Arithmetic Complexity of
    Computations", 1980.
    """

    def __init__(self, weights: Weights, branch: int) -> None:
        super().__init__()
        width, self._left = ORDERS[branch]
        self._size = width + TILE - 1
        kernel = weights[f"w2_{width}"].view(width, WIDTH * WIDTH).double()
        inverse = torch.linalg.inv(_powers(self._size, self._size))
        self._into = inverse.T.float().contiguous()
        self._kernels = (_powers(self._size, width) @ kernel).float().view(-1, WIDTH, WIDTH)
        self._back = _powers(self._size, TILE).T.float().contiguous()
        self._bias = weights[f"b2_{width}"]

    def forward(self, rows: Tensor, tiles: Indices) -> Tensor:
        """Return shape (TILE * tiles, 256): all first windows, all second ones, and so on."""
        out = torch.empty(TILE, len(tiles), WIDTH)
        for start in range(0, len(tiles), _TILES):
            index = torch.from_numpy(np.ascontiguousarray(tiles[start : start + _TILES].T))
            read = rows.index_select(0, index.view(-1)).view(self._size, -1)
            values = torch.mm(self._into, read).view(self._size, -1, WIDTH)
            products = torch.bmm(values, self._kernels).view(self._size, -1)
            summed = torch.mm(self._back, products).view(TILE, -1, WIDTH)
            own = read.view(self._size, -1, WIDTH)[self._left : self._left + TILE]
            torch.add(summed.add_(self._bias).relu_(), own, out=out[:, start : start + _TILES])
        return out.view(-1, WIDTH)


def _slots_side_by_side(kernel: Tensor) -> Tensor:
    """(width * 256, 256), a window's slots below each other, to (256, width * 256)."""
    return kernel.view(-1, WIDTH, WIDTH).transpose(0, 1).reshape(WIDTH, -1).contiguous()


def _powers(points: int, degree: int) -> Tensor:
    """Evaluate a polynomial of ``degree`` coefficients: shape (points, degree), infinity last."""
    finite = torch.tensor(_POINTS[: points - 1], dtype=torch.float64)
    infinity = torch.zeros(1, degree, dtype=torch.float64)
    infinity[0, -1] = 1
    return torch.cat([finite[:, None] ** torch.arange(degree), infinity])
