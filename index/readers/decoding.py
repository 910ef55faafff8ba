"""From a file's bytes to text, whatever program wrote them."""

import codecs
from pathlib import Path

from index.errors import CorpusError

MAX_BYTES = 50_000_000
"""The largest file that is read: about 20,000 articles."""

_MARKS = (  # UTF-32 first: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    r"""Return the file's text with ``\n`` as its line end.

    UTF-8, UTF-16 and UTF-32 by their byte order mark, else UTF-8, else Windows-1252. Raises
    CorpusError when the file can't be opened, is larger than 50 MB, empty, or not a text file.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CorpusError(
                f"{path} has {size / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB. Split it."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path} can't be read: {error.strerror}.") from error
    try:
        text = _decode(raw)
    except UnicodeError as error:
        raise _not_text(path) from error
    if "\0" in text:
        raise _not_text(path)
    if not text.strip():
        raise CorpusError(f"{path} is empty. Put an article into it or delete it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        lenient = raw.decode("utf-8", "replace")
    # One byte damaged in a UTF-8 file must not turn every umlaut of it into two wrong letters;
    # in German Windows-1252 text next to nothing is valid UTF-8 beyond ASCII.
    damaged = lenient.count("\ufffd")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", "ignore"))
    return lenient if damaged * 2 < beyond_ascii else raw.decode("cp1252")


def _not_text(path: Path) -> CorpusError:
    return CorpusError(f"{path} is not a text file. Save it as UTF-8 text or take it away.")
