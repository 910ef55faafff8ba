"""A real store for the tests of the projection, and what a process does that is to be killed."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.chroma.projection import CollectionName, OutboxEntry

NUMBERS = 8000


class SqliteSource:
    """Texts are numbers below NUMBERS here, with random vectors: the hardest ones for a graph."""

    def __init__(self, path: Path, dimension: int = 48) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.executescript(
            "CREATE TABLE IF NOT EXISTS vector (collection, key, PRIMARY KEY (collection, key));"
            "CREATE TABLE IF NOT EXISTS outbox"
            " (number INTEGER PRIMARY KEY AUTOINCREMENT, operation, collection, key);"
            "CREATE TABLE IF NOT EXISTS flag (projecting);"
        )
        self.store_id = "0123456789abcdef"
        self.dimension = dimension

    def commit(
        self, collection: CollectionName, *, add: Iterable[int] = (), delete: Iterable[int] = ()
    ) -> None:
        rows = [("delete", collection, key_of(n)) for n in delete]
        rows += [("add", collection, key_of(n)) for n in add]
        with self._connection:
            self._connection.execute("BEGIN")
            for operation, _, key in rows:
                statement = (
                    "INSERT INTO vector VALUES (?, ?)"
                    if operation == "add"
                    else "DELETE FROM vector WHERE collection = ? AND key = ?"
                )
                self._connection.execute(statement, (collection, key))
            self._connection.executemany(
                "INSERT INTO outbox (operation, collection, key) VALUES (?, ?, ?)", rows
            )

    def close(self) -> None:
        self._connection.close()

    def outbox(self, limit: int) -> list[OutboxEntry]:
        query = "SELECT number, operation, collection, key FROM outbox ORDER BY number LIMIT ?"
        return [OutboxEntry(*row) for row in self._connection.execute(query, (limit,))]

    def vectors(
        self, collection: CollectionName, keys: Sequence[str]
    ) -> dict[str, NDArray[np.float32]]:
        query = "SELECT key FROM vector WHERE collection = ? AND key = ?"
        there = (self._connection.execute(query, (collection, key)).fetchone() for key in keys)
        return {row[0]: vector_of(row[0], self.dimension) for row in there if row is not None}

    def keys(self, collection: CollectionName) -> list[str]:
        query = "SELECT key FROM vector WHERE collection = ?"
        return [key for (key,) in self._connection.execute(query, (collection,))]

    def acknowledge(self, up_to: int) -> None:
        self._connection.execute("DELETE FROM outbox WHERE number <= ?", (up_to,))

    def is_unclean(self) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM flag").fetchone())

    def set_projecting(self, flag: bool) -> None:
        self._connection.execute("DELETE FROM flag")
        if flag:
            self._connection.execute("INSERT INTO flag VALUES (1)")


def key_of(number: int) -> str:
    return f"{number:032x}"


def vector_of(key: str, dimension: int) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = _vectors(dimension)[int(key, 16)]
    return vector


@cache
def _vectors(dimension: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(5).standard_normal((NUMBERS, dimension))
    rounded = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    return np.asarray(rounded, dtype=np.float32)


def drain_telling(database: Path, folder: Path, telling: Connection) -> None:
    """Drain in small batches that are persisted at once: a kill then tears Chroma's files."""
    from index.chroma import collections, opening, projector

    collections._GRAPH["hnsw"]["sync_threshold"] = 100  # type: ignore[index]
    projector.BATCH = 100
    projection = opening.open_projection(folder, None, SqliteSource(database))
    assert projection is not None
    telling.send("draining")
    projection.drain()
    projection.close()
