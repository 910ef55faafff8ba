"""Which tokens and windows of tokens a batch holds, each once: half of why the embedder is fast.

A convolution's output at a token depends on its neighbours only, so equal windows give equal rows.
Passages share windows with their own sentences and with passages that overlap them; such rows are
computed once and summed often. Texts that share words should therefore stand near each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width of each branch's windows and how many of its slots lie left of the centre."""
TILE = 4
"""How many neighbouring windows the second convolution computes at once."""

# Between two texts, so that no window of the two stacked layers (4 tokens each way) reaches across.
_GAP = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """The distinct windows of one branch, in order of first appearance."""

    first: Indices
    """Shape (rows, width): the tokens of each window, counted from 1 in ``Windows.tokens``."""
    tiles: Indices
    """Shape (tiles, width + TILE - 1): the rows of ``first``, counted from 1, that a run of TILE
    overlapping windows of the second layer holds; the last windows of a run may be unused."""
    places: Indices
    """Shape (tokens of the batch,): window * tiles + tile, for the window centred on each token."""


@dataclass(frozen=True, slots=True)
class Windows:
    """A batch of texts as distinct tokens and distinct windows; 0 stands for "outside the text"."""

    tokens: Indices
    """The distinct token ids, ascending."""
    places: Indices
    """For each token of the batch its row in ``tokens``."""
    starts: Indices
    """For each text where it begins in ``places``."""
    lengths: Indices
    """For each text its number of tokens."""
    branches: tuple[Branch, ...]


def distinct_windows(texts: Sequence[Sequence[int]]) -> Windows:
    """Number the distinct tokens and windows of tokenised texts, none of which may be empty."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    starts = np.cumsum(lengths) - lengths
    flat = np.fromiter(chain.from_iterable(texts), dtype=np.int64, count=int(lengths.sum()))
    tokens, places = np.unique(flat, return_inverse=True)

    at = np.arange(len(flat)) + _GAP * np.repeat(np.arange(1, len(texts) + 1), lengths)
    row = np.zeros(len(flat) + _GAP * (len(texts) + 1), dtype=np.int64)
    row[at] = places + 1
    # Equal numbers mean equal tokens from t to t+1, then t-1 to t+1, t-2 to t+2, t-4 to t+4.
    two = _number(row, _shift(row, 1))
    three = _number(_shift(two.of, -1), two.of)
    five = _number(_shift(three.of, -1), _shift(three.of, 1))
    nine = _number(_shift(five.of, -2), _shift(five.of, 2))
    # What the second layer of the narrowest branch sees at t is what `three` numbers at t+1.
    ahead = _Numbers(_shift(three.of, 1), three.at - 1)
    branches = tuple(
        _branch(row, at, keys, np.arange(-left, width - left))
        for (width, left), keys in zip(
            ORDERS, ((two, ahead), (three, five), (five, nine)), strict=True
        )
    )
    return Windows(tokens, places, starts, lengths, branches)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """For each place a number, equal for equal windows, and where each number comes first."""

    of: Indices
    at: Indices


def _number(left: Indices, right: Indices) -> _Numbers:
    """Number pairs from 0, in order of first appearance."""
    pairs = left * (int(right.max()) + 1) + right
    order = np.argsort(pairs)
    new = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[order[1:]], pairs[order[:-1]], out=new[1:])
    first = np.minimum.reduceat(order, np.flatnonzero(new))
    by_appearance = np.argsort(first)
    place = np.empty_like(order)
    place[order] = _inverse(by_appearance)[np.cumsum(new) - 1]
    return _Numbers(place, first[by_appearance])


def _branch(row: Indices, at: Indices, keys: tuple[_Numbers, _Numbers], slots: Indices) -> Branch:
    centres, first_of = _inside(row, at, keys[0])
    rows = np.zeros_like(row)
    rows[at] = first_of + 1
    second_centres, second_of = _inside(row, at, keys[1])
    tiles, place = _tiles(rows[second_centres[:, None] + slots])
    return Branch(row[centres[:, None] + slots], tiles, place[second_of])


def _inside(row: Indices, at: Indices, numbers: _Numbers) -> tuple[Indices, Indices]:
    """Keep the windows centred on a token: where each is, and for each token which it is."""
    kept = row[numbers.at] > 0
    return numbers.at[kept], (np.cumsum(kept) - 1)[numbers.of[at]]


def _tiles(windows: Indices) -> tuple[Indices, Indices]:
    """Cut runs of windows, each one step further than the last, into tiles of TILE windows.

    Returns the tiles and for each window its place in them.
    """
    width = windows.shape[1]
    numbers = np.arange(len(windows))
    breaks = np.ones(len(windows), dtype=bool)
    breaks[1:] = (windows[1:, :-1] != windows[:-1, 1:]).any(axis=1)
    step = (numbers - np.maximum.accumulate(np.where(breaks, numbers, 0))) % TILE
    tile = np.cumsum(step == 0) - 1
    tiles = np.zeros((int(tile[-1]) + 1, width + TILE - 1), dtype=np.int64)
    tiles[:, :width] = windows[step == 0]
    tiles[tile, width - 1 + step] = windows[:, -1]
    return tiles, step * len(tiles) + tile


def _shift(values: Indices, by: int) -> Indices:
    """Give each place what stands ``by`` places later; 0 from beyond the ends."""
    shifted = np.zeros_like(values)
    if by > 0:
        shifted[:-by] = values[by:]
    else:
        shifted[-by:] = values[:by]
    return shifted


def _inverse(permutation: Indices) -> Indices:
    inverse = np.empty_like(permutation)
    inverse[permutation] = np.arange(len(permutation))
    return inverse
