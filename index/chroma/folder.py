"""The folder of an embedded Chroma, which only one process may have open.

Two processes would lose vectors or crash: Chroma itself locks nothing.
"""

from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from index.errors import ChromaUnavailableError


class ChromaFolder:
    """A folder, held by the lock file ``chroma.lock`` beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Not by thread: the thread that closes need not be the one that opened.
        self._lock = FileLock(path.parent / "chroma.lock", timeout=0, thread_local=False)

    def own(self) -> bool:
        """Become the one process that has it open; False when another one is."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise ChromaUnavailableError(self.line(error.strerror)) from error
        return True

    def release(self) -> None:
        """Let other processes have it."""
        self._lock.release()

    def is_empty(self) -> bool:
        """Tell whether there is no database."""
        return not (self.path / "chroma.sqlite3").exists()

    def wipe(self) -> None:
        """Delete it with everything in it."""
        try:
            if self.path.exists():
                rmtree(self.path)
        except OSError as error:
            raise ChromaUnavailableError(self.line(error.strerror)) from error

    def line(self, reason: str | None) -> str:
        """Say that it can't be used, and what to do."""
        return (
            f"Chroma's folder {self.path} can't be used ({reason}). "
            "Make it writable or delete it: Chroma is filled again from store.db."
        )
