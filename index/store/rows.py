"""Inserting and deleting rows inside the writer's transaction."""

import json
import sqlite3
from dataclasses import asdict

import numpy as np

from index.store.changes import FileRow, NewArticle, article_hash


class KeyChanges:
    """Collects which vector keys came and went, to tell Chroma the difference."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._came: dict[str, dict[str, None]] = {"passage": {}, "piece": {}}
        self._went: dict[str, dict[str, None]] = {"passage": {}, "piece": {}}

    def came(self, table: str, key: str) -> None:
        """Note that a row with this key was inserted."""
        self._came[table][key] = None

    def went(self, table: str, key: str) -> None:
        """Note that a row with this key was deleted."""
        self._went[table][key] = None

    def write_outbox(self) -> None:
        """Put the difference into the outbox."""
        for table in ("passage", "piece"):
            gone = [key for key in self._went[table] if not self._used(table, key)]
            # A key that was there before and still is needs no word to Chroma; adding what is
            # there already is harmless (same key, same vector), so only deletions are looked up.
            rows = [("delete", f"{table}s", key) for key in gone]
            rows += [("add", f"{table}s", key) for key in self._came[table]]
            self._connection.executemany(
                "INSERT INTO outbox (operation, collection, key) VALUES (?, ?, ?)", rows
            )

    def _used(self, table: str, key: str) -> bool:
        query = f"SELECT 1 FROM {table} WHERE key = ? LIMIT 1"  # noqa: S608 - our own table names
        return self._connection.execute(query, (key,)).fetchone() is not None


def insert_article(
    connection: sqlite3.Connection, file: int, new: NewArticle, keys: KeyChanges
) -> None:
    """Insert an article with its passages and pieces."""
    article = new.split.article
    spans = np.array([(s.start, s.end) for s in new.split.sentences], dtype=np.int32)
    pages = json.dumps([(page.number, page.start) for page in article.pages])
    removed = json.dumps([asdict(line) for line in article.removed], ensure_ascii=False)
    number = connection.execute(
        "INSERT INTO article (article_id, file, hash, title, date, author, source, url, text,"
        " pages, removed, sentences, words) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(article.article_id, file, article_hash(article), article.title, article.date),
            *(article.author, article.source, article.url, article.text, pages, removed),
            *(spans.tobytes(), new.words.astype(np.int32).tobytes()),
        ),
    ).lastrowid
    for passage, key, piece_keys in zip(
        new.split.passages, new.passage_keys, new.piece_keys, strict=True
    ):
        owner = connection.execute(
            "INSERT INTO passage (article, start, end, first_sentence, end_sentence, key)"
            " VALUES (?,?,?,?,?,?)",
            (number, passage.start, passage.end, passage.first_sentence, passage.end_sentence, key),
        ).lastrowid
        keys.came("passage", key)
        pieces = zip(passage.pieces, piece_keys, strict=True)
        rows = [(owner, span.start, span.end, piece_key) for span, piece_key in pieces]
        connection.executemany(
            "INSERT INTO piece (passage, start, end, key) VALUES (?,?,?,?)", rows
        )
        for piece_key in piece_keys:
            keys.came("piece", piece_key)


def delete_article(connection: sqlite3.Connection, article_id: str, keys: KeyChanges) -> None:
    """Delete an article with its passages and pieces; nothing happens if it is not there."""
    row = connection.execute(
        "SELECT id FROM article WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        return
    number = row[0]
    for owner, key in connection.execute(
        "SELECT id, key FROM passage WHERE article = ?", (number,)
    ).fetchall():
        keys.went("passage", key)
        for (piece_key,) in connection.execute("SELECT key FROM piece WHERE passage = ?", (owner,)):
            keys.went("piece", piece_key)
        connection.execute("DELETE FROM piece WHERE passage = ?", (owner,))
    connection.execute("DELETE FROM passage WHERE article = ?", (number,))
    connection.execute("DELETE FROM article WHERE id = ?", (number,))


def move_file(connection: sqlite3.Connection, file: int, row: FileRow) -> None:
    """Note where a file stands now."""
    connection.execute(
        "UPDATE file SET root = ?, relative = ?, size = ?, mtime_ns = ?, hash = ? WHERE id = ?",
        (row.root, row.relative, row.size, row.mtime_ns, row.hash, file),
    )
