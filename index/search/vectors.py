"""Unit vectors in memory and the exact scan over them."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]

SCAN_LIMIT = 60_000
"""Up to here all cosines are computed; above, sign bits choose what is (CHROMA.md 4)."""
RESCORED = 4_000
"""How many of the nearest by sign bits get their true cosine."""


class VectorTable:
    """Unit vectors of shape (n, dimension), kept as fp16.

    Small tables are kept as fp32 beside it and scanned whole. Of large ones the rows nearest by
    the Hamming distance of their signs are compared exactly.
    """

    def __init__(self, data: NDArray[np.float16]) -> None:
        self.data = data
        self._whole = data.astype(np.float32) if len(data) <= SCAN_LIMIT else None

    @cached_property
    def _bits(self) -> NDArray[np.uint64]:
        return sign_bits(self.data)

    def __len__(self) -> int:
        return len(self.data)

    @property
    def dimension(self) -> int:
        """How many components a vector has."""
        return int(self.data.shape[1])

    def rows(self, rows: Rows) -> NDArray[np.float32]:
        """Return the vectors of ``rows``, shape (rows, dimension)."""
        if self._whole is not None:
            return self._whole[rows]
        return self.data[rows].astype(np.float32)

    def cosines(self, query: NDArray[np.float32], rows: Rows) -> NDArray[np.float32]:
        """Return the cosine of ``query`` (dimension,) with each of ``rows``."""
        return np.asarray(self.rows(rows) @ query, dtype=np.float32)

    def top(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> Rows:
        """Return the ``limit`` rows with the highest cosine, best first, equal ones by row.

        ``allowed``, a mask of shape (n,), leaves the others out.
        """
        if self._whole is not None:
            rows = np.arange(len(self._whole)) if allowed is None else np.flatnonzero(allowed)
            scores = self._whole @ query if allowed is None else self._whole[rows] @ query
        else:
            rows = self.nearest_by_sign(query, max(RESCORED, limit), allowed)
            scores = self.cosines(query, rows)
        return np.asarray(rows[best(scores, limit)], dtype=np.int64)

    def nearest_by_sign(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> Rows:
        """Return the ``limit`` rows (rising) nearest by Hamming distance, more if tied."""
        return nearest_by_sign(self._bits, query, limit, allowed)


def sign_bits(data: NDArray[np.floating]) -> NDArray[np.uint64]:
    """Pack the signs of (n, dimension) components into (dimension / 64, n) words.

    Word by word and not row by row: the distance to all rows is then a few passes over long rows.
    """
    packed = np.packbits(data > 0, axis=1)
    padding = -packed.shape[1] % 8
    if padding:
        packed = np.pad(packed, ((0, 0), (0, padding)))
    return np.ascontiguousarray(packed.view(np.uint64).T)


def nearest_by_sign(
    bits: NDArray[np.uint64],
    query: NDArray[np.float32],
    limit: int,
    allowed: NDArray[np.bool_] | None = None,
) -> Rows:
    """Return the rows (rising) nearest to ``query`` by Hamming distance: ``limit``, more if tied.

    ``bits`` is what :func:`sign_bits` returns for n rows; ``allowed`` (n,) leaves rows out.
    """
    signs = sign_bits(query[None])[:, 0]
    distance = np.bitwise_count(bits[0] ^ signs[0]).astype(np.uint16)
    for word, sign in zip(bits[1:], signs[1:], strict=True):
        distance += np.bitwise_count(word ^ sign)
    if allowed is not None:
        distance[~allowed] = np.iinfo(np.uint16).max
        limit = min(limit, int(np.count_nonzero(allowed)))
    # Distances are few and small: counting them is quicker than sorting them.
    reached = np.cumsum(np.bincount(distance, minlength=1))
    edge = int(np.searchsorted(reached, min(limit, len(distance))))
    return np.flatnonzero(distance <= edge)


def best(scores: NDArray[np.floating], limit: int) -> Rows:
    """Return the positions of the ``limit`` highest scores, best first, equal ones by position."""
    if limit < len(scores):
        # Everything that ties with the last one in is sorted too, so that ties end by position.
        edge = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        chosen = np.flatnonzero(scores >= edge)
    else:
        chosen = np.arange(len(scores))
    order = np.lexsort((chosen, -scores[chosen]))
    return np.asarray(chosen[order][:limit], dtype=np.int64)
