"""The tables of ``store.db`` and how a connection to it is opened.

Vectors and words are content-addressed: they may be written ahead of the rows that use them, so
that the transaction that makes new articles visible is short. Everything a reader shows hangs on
``article``, ``passage`` and ``piece``, which change only together with ``generation``.
Row ids are AUTOINCREMENT: an id is never used twice and its row never changes, so that a reader
may keep whatever it derived from a row until the row is gone.
"""

import sqlite3
from pathlib import Path

from index.errors import FundstelleError, IndexMismatchError, IndexMissingError

FORMAT = "2"
"""Changes with the tables or with the meaning of what is in them (splitting, keys)."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE root (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE excluded (value TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT, root TEXT NOT NULL, relative TEXT NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash TEXT NOT NULL, UNIQUE (root, relative));
CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL UNIQUE,
  file INTEGER NOT NULL REFERENCES file (id), hash TEXT NOT NULL,
  title TEXT NOT NULL, date TEXT, author TEXT, source TEXT, url TEXT,
  text TEXT NOT NULL, pages TEXT NOT NULL, removed TEXT NOT NULL, sentences BLOB NOT NULL,
  words BLOB NOT NULL);
CREATE INDEX article_file ON article (file);
CREATE TABLE vector (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES article (id),
  start INTEGER NOT NULL, end INTEGER NOT NULL, first_sentence INTEGER NOT NULL,
  end_sentence INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX passage_article ON passage (article);
CREATE INDEX passage_key ON passage (key);
CREATE TABLE piece (
  id INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL REFERENCES passage (id),
  start INTEGER NOT NULL, end INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX piece_passage ON piece (passage);
CREATE INDEX piece_key ON piece (key);
CREATE TABLE word (
  id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL, revision TEXT NOT NULL,
  data BLOB NOT NULL, UNIQUE (word, revision));
CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT,
  operation TEXT NOT NULL, collection TEXT NOT NULL, key TEXT NOT NULL);
"""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open an existing store; a connection may be handed from thread to thread, not shared.

    Raises IndexMissingError where there is none, IndexMismatchError for another format and
    FundstelleError for a file that is no store.
    """
    if not path.is_file():
        raise IndexMissingError(
            f"There is no index in {path.parent}. Run `fundstelle index FOLDER` to make one."
        )
    connection = _open(path, "rw" if write else "ro")
    try:
        found = read_meta(connection, "format")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise FundstelleError(
            f"{path} is damaged or no index ({error}). "
            "Move it away and run `fundstelle index FOLDER` to make it anew."
        ) from error
    if found != FORMAT:
        connection.close()
        raise IndexMismatchError(
            f"The index in {path.parent} was made by another version of Fundstelle "
            f"(format {found}, this one has {FORMAT}). Run `fundstelle index --rebuild`."
        )
    return connection


def create(path: Path, meta: dict[str, str]) -> None:
    """Make an empty store with these ``meta`` rows; it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            (
                {"format": FORMAT, "generation": "0", "projecting": "0", "unswept": "0"} | meta
            ).items(),
        )
        connection.commit()
    finally:
        connection.close()
    unfinished.replace(path)


def retire(path: Path) -> list[str]:
    """Move a store of another format aside as ``store.db.old``; return the roots it knew."""
    connection = sqlite3.connect(path)
    try:
        roots = [str(row[0]) for row in connection.execute("SELECT path FROM root ORDER BY path")]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        roots = []
    finally:
        connection.close()
    path.replace(path.with_name(path.name + ".old"))
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    return roots


def read_meta(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a ``meta`` value, None where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def write_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a ``meta`` value inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level None: every transaction is written out, none begins by itself.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=30,
    )
    if mode == "rw":
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    return connection
