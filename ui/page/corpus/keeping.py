"""Adding to the index and removing from it while the page answers from it."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.errors import FundstelleError, IndexBusyError
from index.readers.dates import iso_date
from index.records import FileProblem, IndexReport
from index.updating.build import IndexBuilder
from index.updating.roots import content_hash
from index.updating.run import Progress, no_progress
from rag.assemble import OpenIndex, builder_beside, open_store, uploads_folder
from rag.errors import StoppedError
from rag.settings import Settings
from ui.page.corpus.names import free_path
from ui.page.corpus.staging import Waiting

_BUSY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one file: its name and a sentence."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of what was added: ids of new articles, and lines for the rest."""

    added: tuple[str, ...]
    known: tuple[str, ...] = ()
    """Names of files that the index has already, byte by byte."""
    failed: tuple[Line, ...] = ()


class Keeper:
    """Changes the index, one change at a time; a search that is running keeps its own state."""

    def __init__(self, settings: Settings, index: OpenIndex) -> None:
        self._settings = settings
        self._index = index
        self._folder = uploads_folder(settings)
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def add(self, files: Sequence[Waiting], progress: Progress) -> Outcome:
        """Move files to ``uploads/`` and index them; a file of which nothing comes is deleted.

        Waits while another process changes the index. Raises StoppedError once the page ends, and
        FundstelleError where nothing could be added at all.
        """
        with self._lock:
            new, known = self._moved(files)
            if not new:
                return Outcome((), known)
            try:
                report = self._update(tuple(new), progress)
            except StoppedError:
                raise  # `fundstelle index` goes on with what has been moved
            except BaseException:
                self._forget_all_but(self._kept(), new)
                raise
            kept = self._kept()
            if self._forget_all_but(kept, new):
                # What was just deleted is no reason to be careful with an empty folder.
                self._patiently(
                    lambda: self._builder(no_progress).update([self._folder], prune=True)
                )
            added = tuple(name for path in new for name in kept.get(path, ()))
            return Outcome(added, known, tuple(_lines(report.problems, new)))

    def remove(self, article_id: str) -> None:
        """Take an article out; a file in ``uploads/`` that holds it alone is deleted.

        FundstelleError for one that is not there.
        """
        with self._lock:
            with closing(open_store(self._settings)) as store:
                # One that is not there is said in the words that every command uses.
                path = Path(store.article(article_id).path)
                alone = len(self._kept()[path]) == 1
            own = alone and self._folder in path.parents
            name = str(path) if own else article_id
            self._patiently(lambda: self._builder(no_progress).remove([name]))
            if own:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """End what is going on at the next file, and wait until it has ended."""
        self._closing.set()
        with self._lock:
            pass

    def _moved(self, files: Sequence[Waiting]) -> tuple[dict[Path, str], tuple[str, ...]]:
        """Return the new files by path with the names they came with, and the known names."""
        with closing(open_store(self._settings)) as store:
            there = {file.row.hash for file in store.files() if file.articles}
        self._folder.mkdir(parents=True, exist_ok=True)
        new: dict[Path, str] = {}
        known: list[str] = []
        for file in files:
            if content_hash(file.path) in there:
                known.append(file.name)
                file.path.unlink()
                continue
            path = free_path(self._folder, file.name)
            file.path.rename(path)
            new[path] = file.name
        return new, tuple(known)

    def _kept(self) -> Mapping[Path, tuple[str, ...]]:
        """Return the ids of the articles in the index by the files they are from."""
        with closing(open_store(self._settings)) as store:
            return {file.path: tuple(file.articles) for file in store.files() if file.articles}

    @staticmethod
    def _forget_all_but(kept: Mapping[Path, tuple[str, ...]], new: Iterable[Path]) -> bool:
        """Delete the files of which nothing is kept; tell whether there was one."""
        empty = [path for path in new if path not in kept]
        for path in empty:
            path.unlink(missing_ok=True)
        return bool(empty)

    def _update(self, new: Sequence[Path], progress: Progress) -> IndexReport:
        def report(done: int, total: int) -> None:
            if self._closing.is_set():
                raise StoppedError("The page was ended.")
            progress(done, total)

        builder = self._builder(report)
        return self._patiently(lambda: builder.update([self._folder], readmit=new))

    def _patiently(self, change: Callable[[], IndexReport]) -> IndexReport:
        while True:
            try:
                return change()
            except IndexBusyError:
                if self._closing.wait(_BUSY_SECONDS):
                    raise

    def _builder(self, progress: Progress) -> IndexBuilder:
        return builder_beside(self._settings, self._index, progress)


def pasted(title: str, date: str, source: str, text: str) -> tuple[str, bytes]:
    """Return name and content of the file that holds a pasted article.

    Raises FundstelleError for a text without a word and a date that can't be read.
    """
    day = iso_date(date) if date.strip() else None
    if date.strip() and day is None:
        raise FundstelleError(
            f"{date.strip()[:40]!r} is no date. Write it as 2025-03-31 or 31. März 2025."
        )
    if not any(letter.isalnum() for letter in text):
        raise FundstelleError("There is no text. Paste the article's text.")
    fields = {"title": title, "date": day or "", "source": source}
    record = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    line = json.dumps({**record, "text": text}, ensure_ascii=False)
    stem = " ".join(title.split())[:60] or time.strftime("eingefuegt-%Y-%m-%d-%H%M%S")
    # A half character, which a browser can send, is no text.
    return f"{stem}.jsonl", line.encode("utf-8", "replace")


def _lines(problems: Sequence[FileProblem], new: dict[Path, str]) -> list[Line]:
    """Return the command's line for each new file, by the name it came with, not where it is."""
    names = {str(path): name for path, name in new.items()}
    return [
        Line(names[problem.path], problem.message.replace(problem.path, names[problem.path]))
        for problem in problems
        if problem.path in names
    ]
