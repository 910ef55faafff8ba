"""Where files wait between the browser and the index: bounded, under names that are ours."""

import re
import secrets
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from index.errors import FundstelleError
from ui.page.corpus.names import file_name

LARGEST_FILE = 50_000_000
"""Bytes of one file."""
_LARGEST_ALL = 1_000_000_000
_MOST_FILES = 5_000
_HOURS = 2.0
_TOKEN = re.compile(r"[0-9a-f]{32}")


class UploadError(FundstelleError):
    """A file that is not taken in."""

    code = "upload"


@dataclass(slots=True)
class Waiting:
    """A file that is coming in or has come, and its name."""

    token: str
    name: str
    path: Path
    size: int
    since: float


class Staging:
    """Takes files in, byte by byte, and hands each out once; what nobody fetches is dropped."""

    def __init__(self, folder: Path) -> None:
        """What an earlier process left in ``folder`` is deleted."""
        self._folder = folder
        self._lock = threading.Lock()
        self._waiting: dict[str, Waiting] = {}
        shutil.rmtree(folder, ignore_errors=True)

    def begin(self, name: str, size: int = 0) -> Waiting:
        """Make room for a file of at least ``size`` bytes.

        Raises FileTypeError for a format that can't be read, UploadError where there is no room.
        """
        name = file_name(name)
        check_size(name, size)
        with self._lock:
            self._drop_old()
            if len(self._waiting) >= _MOST_FILES or self._size() + size > _LARGEST_ALL:
                raise UploadError(f"{name}: too much is waiting to be added. Try again later.")
            token = secrets.token_hex(16)
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / token
            self._waiting[token] = Waiting(token, name, path, 0, time.monotonic())
            return self._waiting[token]

    def write(self, waiting: Waiting, data: bytes) -> None:
        """Add bytes to a file; UploadError once it is too large, and then it is dropped."""
        waiting.size += len(data)
        try:
            check_size(waiting.name, waiting.size)
            with waiting.path.open("ab") as file:
                file.write(data)
        except (UploadError, OSError) as error:
            self.drop(waiting.token)
            if isinstance(error, UploadError):
                raise
            raise UploadError(f"{waiting.name} can't be kept ({error.strerror}).") from error

    def take(self, token: str) -> Waiting | None:
        """Hand a file out for good; None for a token that is not known (any more)."""
        if not _TOKEN.fullmatch(token):
            return None
        with self._lock:
            waiting = self._waiting.pop(token, None)
        return waiting if waiting is not None and waiting.path.is_file() else None

    def drop(self, token: str) -> None:
        """Forget a file."""
        with self._lock:
            waiting = self._waiting.pop(token, None)
        if waiting is not None:
            waiting.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete what is left."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _size(self) -> int:
        return sum(waiting.size for waiting in self._waiting.values())

    def _drop_old(self) -> None:
        limit = time.monotonic() - _HOURS * 3600
        for token in [t for t, waiting in self._waiting.items() if waiting.since < limit]:
            self._waiting.pop(token).path.unlink(missing_ok=True)


def check_size(name: str, size: int) -> None:
    """Raise UploadError for a file that is too large."""
    if size > LARGEST_FILE:
        raise UploadError(
            f"{name} has more than {LARGEST_FILE // 1_000_000} MB. Split it, or put it into a "
            "folder and type `fundstelle index FOLDER`."
        )
