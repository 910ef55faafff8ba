"""The store as the projection to Chroma sees it: the outbox, the vectors, the flag."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.chroma.projection import OutboxEntry
from index.store import schema

_CHUNK = 500
_TABLE = {"passages": "passage", "pieces": "piece"}


class StoreOutbox:
    """Implements :class:`index.chroma.projection.ProjectionSource` on ``store.db``.

    Its own connection: a projection may drain while the writer goes on.
    """

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection = schema.connect(path, write=True)
        self.store_id = schema.read_meta(self._connection, "store_id") or ""

    @property
    def dimension(self) -> int:
        """Return the length of the passage vectors that are there now."""
        row = self._connection.execute("SELECT length(data) / 2 FROM vector LIMIT 1").fetchone()
        return 0 if row is None else int(row[0])

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def outbox(self, limit: int) -> list[OutboxEntry]:
        """Return the oldest entries."""
        rows = self._connection.execute(
            "SELECT number, operation, collection, key FROM outbox ORDER BY number LIMIT ?",
            (limit,),
        )
        return [OutboxEntry(*row) for row in rows]

    def vectors(self, collection: str, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those keys that are there."""
        del collection  # a key names its vector in either
        found: dict[str, NDArray[np.float32]] = {}
        for at in range(0, len(keys), _CHUNK):
            chunk = list(keys[at : at + _CHUNK])
            marks = ",".join("?" * len(chunk))
            query = f"SELECT key, data FROM vector WHERE key IN ({marks})"  # noqa: S608 - marks
            for key, data in self._connection.execute(query, chunk):
                found[key] = np.frombuffer(data, dtype=np.float16).astype(np.float32)
        return found

    def keys(self, collection: str) -> list[str]:
        """Return every key that Chroma should hold."""
        query = f"SELECT DISTINCT key FROM {_TABLE[collection]}"  # noqa: S608 - our own names
        return [row[0] for row in self._connection.execute(query)]

    def acknowledge(self, up_to: int) -> None:
        """Forget entries that Chroma has."""
        self._connection.execute("DELETE FROM outbox WHERE number <= ?", (up_to,))

    def is_unclean(self) -> bool:
        """Tell whether somebody was writing to Chroma and did not end well."""
        return schema.read_meta(self._connection, "projecting") == "1"

    def set_projecting(self, flag: bool) -> None:  # noqa: FBT001 - the protocol's
        """Note that Chroma is being written to, or that all is well."""
        schema.write_meta(self._connection, "projecting", "1" if flag else "0")
