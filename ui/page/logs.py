"""What goes to standard error while the page is served: lines, whatever is in them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import TextIO

_SHOWN = frozenset("\n\t")


class _Plain:
    """A stream that writes control characters as what they are called, not as what they do."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(without_controls(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def without_controls(text: str) -> str:
    """Return text in which nothing moves a terminal's cursor or turns its writing around."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(c if c in _SHOWN or c.isprintable() else ascii(c)[1:-1] for c in text)


@contextmanager
def plain_terminal() -> Iterator[None]:
    """Keep what articles, names and browsers say from steering the terminal.

    Gradio prints tracebacks, whose last line may hold anything.
    """
    with redirect_stderr(_Plain(sys.stderr)):  # type: ignore[type-var]
        yield
