"""A fetch on the terminal: a bar for each step; elsewhere each step as a line, once."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.command.output import tell

if TYPE_CHECKING:
    from tqdm import tqdm

    from rag.models.files import Progress, Report

_MANY = 1000
"""From here a total counts bytes; below it parts."""


@contextmanager
def shown_fetch() -> "Iterator[Report]":
    """Yield what takes a fetch's progress and shows it on standard error."""
    shown = _Shown()
    try:
        yield shown.show
    finally:
        shown.close()


class _Shown:
    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._last = ""

    def show(self, progress: "Progress") -> None:
        new = progress.text != self._last
        self._last = progress.text
        if new:
            self.close()
        if progress.total is None or not sys.stderr.isatty():
            if new:
                tell(progress.text)
            return
        if self._bar is None:
            self._bar = _new_bar(progress.text, progress.total)
        self._bar.update(progress.done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _new_bar(text: str, total: int) -> "tqdm[Any]":
    from tqdm import tqdm

    counts_bytes = total >= _MANY
    return tqdm(
        desc=text,
        total=total,
        unit="B" if counts_bytes else "",
        unit_scale=counts_bytes,
        leave=False,
        file=sys.stderr,
    )
