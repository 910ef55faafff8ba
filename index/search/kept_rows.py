"""Rows of a table read once and kept while they live."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


@dataclass(slots=True)
class KeptRows:
    """Rows read so far, by rising id, with their vectors or words."""

    ids: Ids = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    rows: list[tuple[object, ...]] = field(default_factory=list)
    data: NDArray[np.generic] | None = None

    def advance(
        self, living: Ids, fetch: Callable[[int], list[tuple[object, ...]]], *, dimension: int
    ) -> None:
        """Drop what is gone and append what is new; the last column of ``fetch`` is the vector."""
        newest = int(self.ids[-1]) if len(self.ids) else 0
        kept = np.isin(self.ids, living, assume_unique=True)
        fresh = fetch(newest)
        packed = b"".join(row[-1] for row in fresh)  # type: ignore[misc]  # BLOB column
        new = np.frombuffer(packed, dtype=np.float16).reshape(len(fresh), dimension)
        old = new[:0] if self.data is None else self.data[kept]
        self.data = np.concatenate([old, new])
        self.rows = [row for row, keep in zip(self.rows, kept, strict=True) if keep]
        self.rows += [row[:-1] for row in fresh]
        self.ids = np.concatenate([self.ids[kept], [row[0] for row in fresh]]).astype(np.int64)
