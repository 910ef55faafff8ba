"""Finding the files below a root; how they name their articles is ``index/updating/naming.py``."""

import errno
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from index.errors import CorpusError
from index.readers import SUFFIXES
from index.records import FileProblem

IGNORE_FILE = ".fundstelleignore"
"""In a root: which of its files are no articles, in gitignore's syntax."""

_HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file that can be read, as it was found."""

    path: Path
    relative: str
    """Path below the root with forward slashes; "" if the root is this file."""
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class ScannedRoot:
    """What lies under a root, ordered by relative path; what could not be looked at.

    ``passed_over`` counts by suffix the files of formats that can't be read.
    """

    root: Path
    files: tuple[ScannedFile, ...]
    problems: tuple[FileProblem, ...]
    passed_over: Mapping[str, int]


def scan_root(root: Path) -> ScannedRoot:
    """List the files at or under ``root`` whose format can be read; a missing root has none.

    Hidden files and folders and what the root's ``.fundstelleignore`` names are passed over.
    Symbolic links are followed, no folder is entered twice. Raises CorpusError, naming the line's
    text, for an ignore file that can't be understood.
    """
    walk = _Walk(root)
    if root.is_file():
        if root.suffix.lower() in SUFFIXES:
            walk.take(root, "")
        else:
            message = f"{root} has no format that can be read. Known: {', '.join(SUFFIXES)}."
            walk.problems.append(FileProblem(str(root), "format", message))
    elif root.is_dir():
        walk.ignored = _load_ignored(root / IGNORE_FILE)
        walk.enter(root, "")
    files = sorted(walk.files, key=lambda file: file.relative)
    return ScannedRoot(root, tuple(files), tuple(walk.problems), walk.passed_over)


def content_hash(path: Path) -> str:
    """Return 32 hex digits (blake2b, 16 bytes) of the file's bytes; OSError if it can't be read."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_HASH_BYTES))
    return digest.hexdigest()


def _load_ignored(path: Path) -> GitIgnoreSpec:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        lines = []
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} can't be read. Save it as UTF-8 text or remove it.") from error
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        reason = " ".join(str(error).split())
        raise CorpusError(f"{path}: {reason} Write patterns as in a .gitignore.") from error


@dataclass(slots=True)
class _Walk:
    """One walk through a root, folder by folder in the order of names."""

    root: Path
    ignored: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec(()))
    files: list[ScannedFile] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    _entered: set[tuple[int, int]] = field(default_factory=set)

    def enter(self, folder: Path, relative: str) -> None:
        """Take all files below ``folder``, whose path below the root is ``relative``."""
        # A stack, not recursion: a tree of folders may be deeper than Python's stack.
        waiting = [(folder, relative)]
        links: list[tuple[Path, str]] = []
        while waiting or links:
            # Links come last: a folder inside the root is then known by its own name.
            current, name = waiting.pop() if waiting else links.pop(0)
            for entry in self._entries(current):
                path, below = current / entry.name, f"{name}/{entry.name}".lstrip("/")
                if self._is_folder(entry):
                    if not self.ignored.match_file(f"{below}/"):
                        (links if entry.is_symlink() else waiting).append((path, below))
                elif self.ignored.match_file(below):
                    continue
                elif path.suffix.lower() in SUFFIXES:
                    self.take(path, below)
                else:
                    self.passed_over[path.suffix.lower()] += 1

    def take(self, path: Path, relative: str) -> None:
        """Note one file, or why it can't be read."""
        try:
            found = path.stat()
        except OSError as error:
            self._complain(path, error)
            return
        if not stat.S_ISREG(found.st_mode):
            # A pipe would be waited at for ever.
            message = f"{path} is not a regular file. Take it away."
            self.problems.append(FileProblem(str(path), "unreadable", message))
            return
        self.files.append(ScannedFile(path, relative, found.st_size, found.st_mtime_ns))

    def _entries(self, folder: Path) -> Iterator["os.DirEntry[str]"]:
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._entered:
                return
            self._entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._complain(folder, error)
            return
        for entry in found:
            if not entry.name.startswith(".") and self._has_plain_name(folder, entry.name):
                yield entry

    def _has_plain_name(self, folder: Path, name: str) -> bool:
        """Whether the name is text: other bytes fit into no report and no database."""
        try:
            name.encode()
        except UnicodeEncodeError:
            shown = f"{folder}/{os.fsencode(name).decode('utf-8', 'backslashreplace')}"
            message = f"{shown} has a name that is not UTF-8. Rename it."
            self.problems.append(FileProblem(shown, "unreadable", message))
            return False
        return True

    def _is_folder(self, entry: "os.DirEntry[str]") -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False  # a link that leads nowhere: taken as a file, it gives its reason

    def _complain(self, path: Path, error: OSError) -> None:
        reason = os.strerror(error.errno) if error.errno else str(error)
        advice = "Check its permissions." if error.errno == errno.EACCES else "Check the path."
        message = f"{path} can't be read ({reason}). {advice}"
        self.problems.append(FileProblem(str(path), "unreadable", message))
