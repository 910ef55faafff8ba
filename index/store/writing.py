"""Changing ``store.db``: vectors and words ahead, then whole articles in one transaction."""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np

from index.interfaces import EmbedderIdentity, Vectors
from index.store import schema
from index.store.as_is import AS_IS, AsIs
from index.store.changes import FileChange, FileRow
from index.store.rows import KeyChanges, delete_article, insert_article, move_file
from index.text.passage_form import PassageForm

_CHUNK = 500


class StoreWriter:
    """The one writer; the caller holds the index lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = schema.connect(path, write=True)

    @classmethod
    def create(
        cls, path: Path, embedder: EmbedderIdentity, words: EmbedderIdentity, form: PassageForm
    ) -> "StoreWriter":
        """Make an empty store for these embedders and passages of this form, and open it."""
        meta = {"store_id": uuid.uuid4().hex, **identity_meta(embedder, words, form)}
        schema.create(path, meta)
        return cls(path)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything inside, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    # Ahead of the commit: nothing below is visible to a search.

    def missing_vectors(self, keys: Iterable[str]) -> list[str]:
        """Return those of ``keys`` that have no vector yet, in order, each once."""
        wanted = list(dict.fromkeys(keys))
        present: set[str] = set()
        for chunk in _chunks(wanted):
            marks = ",".join("?" * len(chunk))
            rows = self._connection.execute(
                f"SELECT key FROM vector WHERE key IN ({marks})",  # noqa: S608 - marks only
                chunk,
            )
            present.update(row[0] for row in rows)
        return [key for key in wanted if key not in present]

    def put_vectors(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep one row of ``vectors`` (n, dimension) a key, as fp16."""
        halves = vectors.astype(np.float16)
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO vector VALUES (?, ?)",
                ((key, row.tobytes()) for key, row in zip(keys, halves, strict=True)),
            )

    def word_ids(self, revision: str) -> dict[str, int]:
        """Return the id of every word that has a vector of this revision."""
        query = "SELECT word, id FROM word WHERE revision = ?"
        return dict(self._connection.execute(query, (revision,)))

    def put_words(self, words: Sequence[str], revision: str, vectors: Vectors) -> dict[str, int]:
        """Keep new words with their vectors (n, dimension); return their ids."""
        halves = vectors.astype(np.float16)
        with self.transaction() as connection:
            ids = [
                connection.execute(
                    "INSERT INTO word (word, revision, data) VALUES (?, ?, ?)",
                    (word, revision, row.tobytes()),
                ).lastrowid
                for word, row in zip(words, halves, strict=True)
            ]
        return {word: int(number or 0) for word, number in zip(words, ids, strict=True)}

    # The commit point.

    def apply(self, changes: Sequence[FileChange], meta: Mapping[str, str] | None = None) -> None:
        """Make these changes visible at once, with what Chroma must be told of them."""
        with self.transaction() as connection:
            keys = KeyChanges(connection)
            for change in changes:
                self._apply_one(connection, change, keys)
            keys.write_outbox()
            for name, value in {"unswept": "1", **(meta or {})}.items():
                schema.write_meta(connection, name, value)
            _next_generation(connection)

    def move_file(self, file: int, row: FileRow) -> None:
        """Note that a file's unchanged content now stands at another place or has another time."""
        with self.transaction() as connection:
            move_file(connection, file, row)
            _next_generation(connection)

    def touch_file(self, file: int, row: FileRow) -> None:
        """Note a new size or time of a file whose content did not change; nothing visible."""
        with self.transaction() as connection:
            move_file(connection, file, row)

    def add_root(self, root: str) -> None:
        """Remember a root."""
        with self.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO root VALUES (?)", (root,))

    def remove_root(self, root: str) -> None:
        """Forget a root; its files are dropped by :meth:`apply`."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM root WHERE path = ?", (root,))
            kept = AsIs.load(schema.read_meta(connection, AS_IS))
            if root in kept.roots | kept.waiting:
                left = AsIs(kept.roots - {root}, kept.waiting - {root})
                schema.write_meta(connection, AS_IS, left.dump())

    def set_as_is(self, as_is: AsIs) -> None:
        """Remember which roots are indexed without cleaning."""
        with self.transaction() as connection:
            schema.write_meta(connection, AS_IS, as_is.dump())

    def exclude(self, values: Iterable[str]) -> None:
        """Remember paths and article ids that the user took out."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO excluded VALUES (?)", ((value,) for value in values)
            )

    def include(self, values: Iterable[str]) -> None:
        """Forget exclusions."""
        with self.transaction() as connection:
            connection.executemany(
                "DELETE FROM excluded WHERE value = ?", ((value,) for value in values)
            )

    def is_unswept(self) -> bool:
        """Tell whether a run changed articles and did not come to :meth:`sweep`."""
        return schema.read_meta(self._connection, "unswept") == "1"

    def sweep(self) -> None:
        """Drop vectors and words that nothing uses (left by changed articles and by kills)."""
        embedder = json.loads(schema.read_meta(self._connection, "word_embedder") or "{}")
        with self.transaction() as connection:
            connection.execute(
                "DELETE FROM vector WHERE key NOT IN (SELECT key FROM passage) "
                "AND key NOT IN (SELECT key FROM piece)"
            )
            connection.execute(
                "DELETE FROM word WHERE revision <> ?", (embedder.get("revision", ""),)
            )
            schema.write_meta(connection, "unswept", "0")

    def _apply_one(
        self, connection: sqlite3.Connection, change: FileChange, keys: KeyChanges
    ) -> None:
        for article_id in change.dropped:
            delete_article(connection, article_id, keys)
        if change.row is None:
            connection.execute("DELETE FROM file WHERE id = ?", (change.file,))
            return
        file = change.row.file
        if file:
            move_file(connection, file, change.row)
        else:
            row = change.row
            file = int(
                connection.execute(
                    "INSERT INTO file (root, relative, size, mtime_ns, hash) VALUES (?,?,?,?,?)",
                    (row.root, row.relative, row.size, row.mtime_ns, row.hash),
                ).lastrowid
                or 0
            )
        for article in change.articles:
            insert_article(connection, file, article, keys)


def identity_meta(
    embedder: EmbedderIdentity, words: EmbedderIdentity, form: PassageForm
) -> dict[str, str]:
    """Return the ``meta`` rows that name who made the vectors, and of what."""
    return {
        "embedder": json.dumps(asdict(embedder), sort_keys=True),
        "word_embedder": json.dumps(asdict(words), sort_keys=True),
        "passage_form": json.dumps(asdict(form), sort_keys=True),
    }


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _CHUNK):
        yield values[at : at + _CHUNK]


def _next_generation(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
    )
