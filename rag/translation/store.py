"""What the model made of German sentences, kept in one SQLite file of the data folder.

The model's own text is kept, not the verdict: a check that has learnt something is asked anew.
"""

import hashlib
import sqlite3
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FILE = "translations.db"
PROMPT = "1"
"""Counts up with the prompt: what an older one gave is made again."""
_TABLE = "CREATE TABLE IF NOT EXISTS translation (key TEXT PRIMARY KEY, written TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a translation is found by."""

    german: str
    language: str
    model: str

    @property
    def key(self) -> str:
        """A hash: the store holds nothing that tells which sentence was looked at."""
        parts = f"{PROMPT}\x1f{self.german}\x1f{self.language}\x1f{self.model}"
        return hashlib.sha256(parts.encode()).hexdigest()


class TranslationStore:
    """Threads may share it; where the file can't be written, translations are made again."""

    def __init__(self, data: Path) -> None:
        """``data`` is the data folder."""
        self._path = data / FILE
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def find(self, kept: Kept) -> str | None:
        """Return the model's text, None where there is none yet."""
        with self._lock, suppress(sqlite3.Error):
            row = (
                self._open()
                .execute("SELECT written FROM translation WHERE key = ?", (kept.key,))
                .fetchone()
            )
            return None if row is None else str(row[0])
        return None

    def keep(self, kept: Kept, written: str) -> None:
        """Keep the model's text."""
        with self._lock, suppress(sqlite3.Error):
            connection = self._open()
            with connection:
                connection.execute(
                    "INSERT OR REPLACE INTO translation VALUES (?, ?)", (kept.key, written)
                )

    def close(self) -> None:
        """Close the file; it is opened again at its next use."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
            self._connection.execute(_TABLE)
        return self._connection
