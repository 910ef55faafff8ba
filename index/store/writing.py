"""Changing ``store.db``: vectors and words ahead, then whole articles in one transaction."""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.interfaces import EmbedderIdentity, Vectors
from index.records import Article, SplitArticle
from index.store import schema

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was when its articles were read; ``file`` is the row id, 0 for a new one."""

    root: str
    relative: str
    size: int
    mtime_ns: int
    hash: str
    file: int = 0


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article ready to be kept: its spans, the keys of their vectors, its word ids.

    ``words`` holds word ids sentence by sentence, each sentence closed by -1.
    """

    split: SplitArticle
    passage_keys: tuple[str, ...]
    piece_keys: tuple[tuple[str, ...], ...]
    words: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a batch does to one file: ``row`` None takes the file out.

    ``dropped`` names article ids that leave, ``articles`` those that come (changed ones both).
    """

    row: FileRow | None
    articles: tuple[NewArticle, ...] = ()
    dropped: tuple[str, ...] = ()
    file: int = 0


def vector_key(identity: EmbedderIdentity, text: str) -> str:
    """Return the 32 hex digits that name the vector of ``text`` by this embedder."""
    digest = blake2b(digest_size=16)
    for part in (identity.name, identity.revision, identity.passage_prompt, text):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def article_hash(article: Article) -> str:
    """Return a hash of all that is kept of an article but the path it was read from."""
    kept = asdict(article) | {"path": ""}
    return blake2b(json.dumps(kept, sort_keys=True).encode(), digest_size=16).hexdigest()


class StoreWriter:
    """The one writer; the caller holds the index lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = schema.connect(path, write=True)

    @classmethod
    def create(
        cls, path: Path, embedder: EmbedderIdentity, words: EmbedderIdentity
    ) -> "StoreWriter":
        """Make an empty store for these embedders and open it."""
        meta = {"store_id": uuid.uuid4().hex, **identity_meta(embedder, words)}
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
            keys = _Keys(connection)
            for change in changes:
                self._apply_one(connection, change, keys)
            keys.write_outbox()
            for name, value in {"unswept": "1", **(meta or {})}.items():
                schema.write_meta(connection, name, value)
            _next_generation(connection)

    def move_file(self, file: int, row: FileRow) -> None:
        """Note that a file's unchanged content now stands at another place or has another time."""
        with self.transaction() as connection:
            _move_file(connection, file, row)
            _next_generation(connection)

    def touch_file(self, file: int, row: FileRow) -> None:
        """Note a new size or time of a file whose content did not change; nothing visible."""
        with self.transaction() as connection:
            _move_file(connection, file, row)

    def add_root(self, root: str) -> None:
        """Remember a root."""
        with self.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO root VALUES (?)", (root,))

    def remove_root(self, root: str) -> None:
        """Forget a root; its files are dropped by :meth:`apply`."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM root WHERE path = ?", (root,))

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

    def _apply_one(self, connection: sqlite3.Connection, change: FileChange, keys: "_Keys") -> None:
        for article_id in change.dropped:
            _delete_article(connection, article_id, keys)
        if change.row is None:
            connection.execute("DELETE FROM file WHERE id = ?", (change.file,))
            return
        file = change.row.file
        if file:
            _move_file(connection, file, change.row)
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
            _insert_article(connection, file, article, keys)


class _Keys:
    """Collects which vector keys came and went, to tell Chroma the difference."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._came: dict[str, dict[str, None]] = {"passage": {}, "piece": {}}
        self._went: dict[str, dict[str, None]] = {"passage": {}, "piece": {}}

    def came(self, table: str, key: str) -> None:
        self._came[table][key] = None

    def went(self, table: str, key: str) -> None:
        self._went[table][key] = None

    def write_outbox(self) -> None:
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


def _insert_article(
    connection: sqlite3.Connection, file: int, new: NewArticle, keys: _Keys
) -> None:
    article = new.split.article
    spans = np.array([(s.start, s.end) for s in new.split.sentences], dtype=np.int32)
    removed = json.dumps([asdict(line) for line in article.removed], ensure_ascii=False)
    number = connection.execute(
        "INSERT INTO article (article_id, file, hash, title, date, author, source, url, text,"
        " removed, sentences, words) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(article.article_id, file, article_hash(article), article.title, article.date),
            *(article.author, article.source, article.url, article.text, removed),
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


def _delete_article(connection: sqlite3.Connection, article_id: str, keys: _Keys) -> None:
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


def _move_file(connection: sqlite3.Connection, file: int, row: FileRow) -> None:
    connection.execute(
        "UPDATE file SET root = ?, relative = ?, size = ?, mtime_ns = ?, hash = ? WHERE id = ?",
        (row.root, row.relative, row.size, row.mtime_ns, row.hash, file),
    )


def _next_generation(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
    )


def identity_meta(embedder: EmbedderIdentity, words: EmbedderIdentity) -> dict[str, str]:
    """Return the ``meta`` rows that name who made the vectors."""
    return {
        "embedder": json.dumps(asdict(embedder), sort_keys=True),
        "word_embedder": json.dumps(asdict(words), sort_keys=True),
    }


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _CHUNK):
        yield values[at : at + _CHUNK]
