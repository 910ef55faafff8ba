"""What reaches the terminal: lines, JSON, colour, and how far a long thing is.

Standard output holds results alone, with ``--json`` JSON alone; everything else goes to standard
error. Colour and progress appear on a terminal only.
"""

import io
import json
import logging
import re
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rag.settings import colour_allowed

if TYPE_CHECKING:
    from index.updating.run import Progress

BOLD, DIM, GREEN, RED, YELLOW = "1", "2", "32", "31", "33"
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
_BAR_AFTER_SECONDS = 1.0
_FIGURES = re.compile(r"\d+")
_STATUS_EVERY_SECONDS = 0.1


def say(text: str = "", *, end: str = "\n") -> None:
    """Write a line of the result to standard output."""
    print(text, end=end, flush=True)


def tell(text: str) -> None:
    """Write a line about the work to standard error."""
    print(text, file=sys.stderr, flush=True)


def say_json(value: object) -> None:
    """Write one line of JSON to standard output."""
    say(json.dumps(value, ensure_ascii=False))


def plain(text: str) -> str:
    """Return text without control characters: a title may not move a terminal's cursor."""
    return text.translate(_CONTROL)


def painted(text: str, colour: str) -> str:
    """Return text in a colour if standard output is a terminal that wants any."""
    if sys.stdout.isatty() and colour_allowed():
        return f"\x1b[{colour}m{text}\x1b[0m"
    return text


class Status:
    """One line on standard error that says what is done now and is wiped away afterwards."""

    def __init__(self, *, shown: bool = True) -> None:
        self._terminal = shown and sys.stderr.isatty()
        self._drawn = False
        self._last = 0.0
        self._kind = ""

    def show(self, text: str) -> None:
        """Show this instead of what was shown before; nothing where there is no terminal.

        What only counts further may be passed over, something else never.
        """
        now, kind = time.monotonic(), _FIGURES.sub("", text)
        due = kind != self._kind or now - self._last >= _STATUS_EVERY_SECONDS
        if self._terminal and due:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
            self._drawn, self._last, self._kind = True, now, kind

    def clear(self) -> None:
        """Wipe the line away."""
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._drawn = False


@contextmanager
def progress_bar(label: str, unit: str = "B") -> "Iterator[Progress]":
    """Yield what takes (done, total): a bar on a terminal after a second, else nothing."""
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    from tqdm import tqdm

    with tqdm(
        desc=label,
        unit=unit,
        unit_scale=True,
        delay=_BAR_AFTER_SECONDS,
        leave=False,
        file=sys.stderr,
    ) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report


def _show_nothing(done: int, total: int) -> None:
    """Where there is no terminal."""
    del done, total


@contextmanager
def prepared_streams() -> Iterator[None]:
    """Keep libraries' warnings and logs off the terminal, and let every character be written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8; half characters become escapes, which JSON knows too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    root = logging.getLogger()
    quiet, own = logging.NullHandler(), _OwnLines()
    root.addHandler(quiet)
    ours = [logging.getLogger(name) for name in ("index", "rag", "evals", "ui")]
    for logger in ours:
        logger.addHandler(own)
    hook, threading.excepthook = threading.excepthook, _tell_of_thread
    try:
        with warnings.catch_warnings():
            if not sys.warnoptions:
                warnings.simplefilter("ignore")
            yield
    finally:
        threading.excepthook = hook
        root.removeHandler(quiet)
        for logger in ours:
            logger.removeHandler(own)


def _tell_of_thread(what: threading.ExceptHookArgs) -> None:
    """Say in one line what ended a thread; its traceback is no use to a user."""
    name = what.thread.name if what.thread else "a thread"
    tell(plain(f"{name} ended: {what.exc_type.__name__}: {what.exc_value}"))


class _OwnLines(logging.Handler):
    """Our own warnings, as lines on standard error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        tell(plain(record.getMessage()))
