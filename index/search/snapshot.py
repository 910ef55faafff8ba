"""One committed state of the index in memory, and how the next one is reached from it.

A reader polls SQLite's data version; when it moved, one read transaction fetches what is new and
the arrays are replaced, not changed, so that a search that is running keeps its own state.
"""

import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.records import ArticleInfo
from index.search.kept_rows import KeptRows
from index.search.lexical import LexicalIndex, load
from index.search.lexical_file import lexical_path, passage_texts, row_ids
from index.search.vectors import VectorTable
from index.search.vocabulary import SentenceWords, Vocabulary
from index.store import schema
from index.store.reading import INFO_COLUMNS, info_from

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PassageRows:
    """Where each passage stands; n rows by rising passage id."""

    ids: Ids
    articles: Ids
    spans: NDArray[np.int32]
    """Shape (n, 4): start, end, first sentence, end sentence."""
    keys: tuple[str, ...]
    places: Ids
    """Each passage's place in the order of article id and offset: what breaks ties."""
    vectors: VectorTable


@dataclass(frozen=True, slots=True)
class PieceRows:
    """Which passage (by row) each piece belongs to; m rows by rising piece id."""

    ids: Ids
    passages: Ids
    keys: tuple[str, ...]
    vectors: VectorTable


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a search needs but the texts of its hits; never changed."""

    generation: int
    articles: dict[int, ArticleInfo]
    passages: PassageRows
    pieces: PieceRows
    passages_by_key: dict[str, tuple[int, ...]]
    """Key -> rows of the passages with that text."""
    passages_by_piece_key: dict[str, tuple[int, ...]]
    pieces_of: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Piece rows ordered by passage, and where each passage's begin (n + 1 offsets)."""
    lexical: LexicalIndex
    vocabulary: Vocabulary
    words: SentenceWords


class SnapshotSource:
    """Hands out the newest committed state; several threads may ask."""

    def __init__(self, path: Path) -> None:
        """``path`` is the store's; errors as :func:`index.store.schema.connect`."""
        self._path = path
        self._lock = threading.Lock()
        self._connection = schema.connect(path, write=False)
        self._inode = path.stat().st_ino
        self._version = -1
        self._snapshot: Snapshot | None = None
        self._passages = KeptRows()
        self._pieces = KeptRows()
        self._words: dict[int, NDArray[np.int32]] = {}
        self._word_revision = ""
        self._word_ids: dict[str, int] = {}
        self._word_vectors = _no_words()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def current(self) -> Snapshot:
        """Return the newest committed state; a poll costs microseconds if nothing changed."""
        with self._lock:
            self._reopen_if_replaced()
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            if self._snapshot is None or version != self._version:
                self._snapshot = self._read(self._snapshot)
                self._version = version
            return self._snapshot

    def texts(self, articles: list[int]) -> dict[int, tuple[str, NDArray[np.int32]]]:
        """Return text and sentence spans, shape (n, 2), of articles by row id.

        Those gone since the snapshot are absent. One question to the store, so that text and
        spans are of one state.
        """
        marks = ",".join("?" * len(articles))
        query = f"SELECT id, text, sentences FROM article WHERE id IN ({marks})"  # noqa: S608
        with self._lock:
            rows = self._connection.execute(query, articles).fetchall()
        return {
            number: (text, np.frombuffer(spans, dtype=np.int32).reshape(-1, 2))
            for number, text, spans in rows
        }

    def _reopen_if_replaced(self) -> None:
        try:
            inode = self._path.stat().st_ino
        except FileNotFoundError:
            return
        if inode != self._inode:
            self._connection.close()
            self.__init__(self._path)  # type: ignore[misc]  # a new store: start from nothing

    def _read(self, before: Snapshot | None) -> Snapshot:
        connection = self._connection
        connection.execute("BEGIN")
        try:
            generation = int(schema.read_meta(connection, "generation") or 0)
            if before is not None and before.generation == generation:
                return before
            self._read_rows(connection)
            vocabulary, words = self._read_words(connection)
            articles = _articles(connection)
            lexical = self._read_lexical(connection, before)
        finally:
            connection.execute("COMMIT")
        return self._assemble(generation, articles, lexical, (vocabulary, words))

    def _read_rows(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT length(data) / 2 FROM vector LIMIT 1").fetchone()
        dimension = 1 if row is None else int(row[0])

        def passages(newest: int) -> list[tuple[object, ...]]:
            return connection.execute(
                "SELECT id, article, start, end, first_sentence, end_sentence, key, data"
                " FROM passage JOIN vector USING (key) WHERE id > ? ORDER BY id",
                (newest,),
            ).fetchall()

        def pieces(newest: int) -> list[tuple[object, ...]]:
            return connection.execute(
                "SELECT id, passage, key, data FROM piece JOIN vector USING (key)"
                " WHERE id > ? ORDER BY id",
                (newest,),
            ).fetchall()

        for kept, fetch, table in (
            (self._passages, passages, "passage"),
            (self._pieces, pieces, "piece"),
        ):
            if kept.data is not None and kept.data.shape[1] != dimension:
                kept.ids, kept.rows, kept.data = np.empty(0, dtype=np.int64), [], None
            kept.advance(row_ids(connection, table), fetch, dimension=dimension)

    def _read_words(self, connection: sqlite3.Connection) -> tuple[Vocabulary, SentenceWords]:
        living = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
        for number in self._words.keys() - set(living):
            del self._words[number]
        newest = max(self._words, default=0)
        for number, data in connection.execute(
            "SELECT id, words FROM article WHERE id > ?", (newest,)
        ):
            self._words[number] = np.frombuffer(data, dtype=np.int32)
        self._read_vocabulary(connection)
        words = SentenceWords.of([(number, self._words[number]) for number in living])
        vocabulary = Vocabulary(
            ids=self._word_ids,
            vectors=self._word_vectors,
            sentence_counts=words.sentence_counts(len(self._word_vectors)),
            sentences=len(words.starts),
        )
        return vocabulary, words

    def _read_vocabulary(self, connection: sqlite3.Connection) -> None:
        revision = _word_revision(connection)
        if revision != self._word_revision:
            self._word_revision, self._word_ids = revision, {}
            self._word_vectors = _no_words()
        fresh = connection.execute(
            "SELECT id, word, data FROM word WHERE id >= ? AND revision = ? ORDER BY id",
            (len(self._word_vectors), revision),
        ).fetchall()
        if not fresh:
            return
        packed = b"".join(data for _, _, data in fresh)
        new = np.frombuffer(packed, dtype=np.float16).reshape(len(fresh), -1)
        vectors = np.zeros((fresh[-1][0] + 1, new.shape[1]), dtype=np.float16)
        if self._word_ids:
            vectors[: len(self._word_vectors)] = self._word_vectors.data
        vectors[[number for number, _, _ in fresh]] = new
        self._word_vectors = VectorTable(vectors)
        # A snapshot that is in use keeps the dictionary it was made with.
        self._word_ids = self._word_ids | {word: number for number, word, _ in fresh}

    def _read_lexical(
        self, connection: sqlite3.Connection, before: Snapshot | None
    ) -> LexicalIndex:
        living = self._passages.ids
        if before is None:
            index = LexicalIndex.of(load(lexical_path(self._path)), living)
        else:
            index = before.lexical
        return index.updated(living, passage_texts(connection, index.missing(living)))

    def _assemble(
        self,
        generation: int,
        articles: dict[int, ArticleInfo],
        lexical: LexicalIndex,
        words: tuple[Vocabulary, SentenceWords],
    ) -> Snapshot:
        assert self._passages.data is not None
        assert self._pieces.data is not None
        rows = self._passages.rows
        spans = np.array([row[2:6] for row in rows], dtype=np.int32).reshape(-1, 4)
        owners = np.array([row[1] for row in self._pieces.rows], dtype=np.int64)
        passages = PassageRows(
            self._passages.ids,
            np.array([row[1] for row in rows], dtype=np.int64),
            spans,
            tuple(str(row[6]) for row in rows),
            _places([articles[int(str(row[1]))].article_id for row in rows], spans[:, 0]),
            VectorTable(self._passages.data.astype(np.float16, copy=False)),
        )
        pieces = PieceRows(
            self._pieces.ids,
            np.searchsorted(passages.ids, owners),
            tuple(str(row[2]) for row in self._pieces.rows),
            VectorTable(self._pieces.data.astype(np.float16, copy=False)),
        )
        order = np.argsort(pieces.passages, kind="stable")
        offsets = np.searchsorted(pieces.passages[order], np.arange(len(passages.ids) + 1))
        return Snapshot(
            *(generation, articles, passages, pieces),
            passages_by_key=_grouped(passages.keys, np.arange(len(passages.ids))),
            passages_by_piece_key=_grouped(pieces.keys, pieces.passages),
            pieces_of=(order, offsets),
            lexical=lexical,
            vocabulary=words[0],
            words=words[1],
        )


def _no_words() -> VectorTable:
    # Row 0 stands for "no word", so that a word's id is its row.
    return VectorTable(np.zeros((1, 1), dtype=np.float16))


def _word_revision(connection: sqlite3.Connection) -> str:
    identity = json.loads(schema.read_meta(connection, "word_embedder") or "{}")
    return str(identity.get("revision", ""))


def _articles(connection: sqlite3.Connection) -> dict[int, ArticleInfo]:
    query = f"SELECT article.id, {INFO_COLUMNS} FROM article JOIN file ON file.id = article.file"  # noqa: S608
    return {row[0]: info_from(row[1:]) for row in connection.execute(query)}


def _places(article_ids: list[str], starts: NDArray[np.int32]) -> Ids:
    order = sorted(range(len(starts)), key=lambda row: (article_ids[row], int(starts[row])))
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _grouped(keys: tuple[str, ...], rows: NDArray[np.int64]) -> dict[str, tuple[int, ...]]:
    grouped: dict[str, list[int]] = {}
    for key, row in zip(keys, rows.tolist(), strict=True):
        grouped.setdefault(key, []).append(row)
    return {key: tuple(found) for key, found in grouped.items()}
