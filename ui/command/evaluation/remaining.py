"""How far something that goes on item by item is, and how long it will still take."""

import sys
import time
from collections import deque
from collections.abc import Callable

from ui.command.output import Status, tell

_RECENT = 20
"""Items whose pace counts: an early slow one is forgotten."""
_LINE_EVERY_SECONDS = 30.0


class Progress:
    """Says how far the work is on standard error.

    On a terminal that is one line, wiped away in the end; elsewhere (a log, a CI) a line at most
    every 30 seconds.
    """

    def __init__(self, before: str = "", *, clock: Callable[[], float] = time.monotonic) -> None:
        """``before`` stands before the count, ``clock`` tells seconds."""
        self._before = before
        self._status = Status()
        self._terminal = sys.stderr.isatty()
        self._clock = clock
        self._said_at = clock()
        self._seen: deque[tuple[float, int]] = deque(maxlen=_RECENT + 1)

    def at(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done, called once before the first, then each."""
        now = self._clock()
        self._seen.append((now, done))
        if self._terminal:
            self._status.show(self._text(done, total))
        elif now - self._said_at >= _LINE_EVERY_SECONDS:
            tell(self._text(done, total))
            self._said_at = now

    def clear(self) -> None:
        """Wipe the line away."""
        self._status.clear()

    def _text(self, done: int, total: int) -> str:
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        counted = f"{self._before}{done} of {total}"
        if last == first:
            return counted
        return f"{counted}, {_said((now - began) / (last - first) * (total - done))} left"


def _said(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {minutes / 60:.1f} h"
