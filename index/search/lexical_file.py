"""The lexical leg beside the store: only what is new in the store is read and cut."""

import sqlite3
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.lexical import LexicalIndex, load, save
from index.store import schema

Ids = NDArray[np.int64]


def lexical_path(store: Path) -> Path:
    """Return where the lexical leg of a store is kept."""
    return store.with_name("lexical.npz")


def save_lexical(store: Path) -> None:
    """Bring the file up to date with the store."""
    connection = schema.connect(store, write=False)
    try:
        living = row_ids(connection, "passage")
        kept = LexicalIndex.of(load(lexical_path(store)), living)
        texts = passage_texts(connection, kept.missing(living))
    finally:
        connection.close()
    save(kept.updated(living, texts), lexical_path(store))


def passage_texts(connection: sqlite3.Connection, passages: Ids) -> dict[int, str]:
    """Return the texts of passages by id."""
    if not len(passages):
        return {}
    wanted = set(passages.tolist())
    found: dict[int, str] = {}
    for number, start, end, text in connection.execute(
        "SELECT passage.id, start, end, text FROM passage JOIN article ON article.id = article"
        " WHERE passage.id BETWEEN ? AND ?",
        (int(passages.min()), int(passages.max())),
    ):
        if number in wanted:
            found[number] = text[start:end]
    return found


def row_ids(connection: sqlite3.Connection, table: str) -> Ids:
    """Return the row ids of a table, rising."""
    query = f"SELECT id FROM {table} ORDER BY id"  # noqa: S608 - our own table names
    return np.array([row[0] for row in connection.execute(query)], dtype=np.int64)
