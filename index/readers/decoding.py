"""From a file's bytes to text, whatever program wrote them."""

import codecs
import os
from pathlib import Path

from index.errors import CorpusError, PasswordError, TooLargeError

MAX_BYTES = 50_000_000
"""The largest file that is read: about 20,000 articles."""

# Formats whose bytes may all be letters: PDF, zip containers, RTF, gzip.
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b")
_SAMPLE_BYTES = 4000
_MOSTLY = 0.7
_BLANK_BYTES = b" \t\r\n\xef\xbb\xbf"

_MARKS = (  # UTF-32 first: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    r"""Return the file's text with ``\n`` as its line end.

    UTF-8, UTF-16 and UTF-32 by their byte order mark, else UTF-16 by its zero bytes, else UTF-8,
    else Windows-1252. Raises
    CorpusError when the file can't be opened, is larger than 50 MB, empty, or not a text file.
    """
    raw = read_bytes(path)
    if raw.startswith(_OTHER_FORMATS):
        raise _not_text(path)
    try:
        text = decode(raw)
    except UnicodeError as error:
        raise _not_text(path) from error
    if "\0" in text:
        raise _not_text(path)
    if not text.strip():
        raise CorpusError(f"{path} is empty. Put an article into it or delete it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; CorpusError when it can't be opened, is empty or over 50 MB."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # Never more than the limit, whatever is written to the file in the meantime.
            raw = file.read(min(size, MAX_BYTES) + 1)
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise CorpusError(
            f"{path} can't be read: {reason}. Check that it is there and yours to read."
        ) from error
    if len(raw) > MAX_BYTES:
        raise TooLargeError(
            f"{path} has {size / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB. Split it."
        )
    if not raw.strip(_BLANK_BYTES):
        raise CorpusError(f"{path} is empty. Put an article into it or delete it.")
    return raw


def password_needed(path: Path) -> PasswordError:
    """Return the error for a file that only its password opens."""
    return PasswordError(f"{path} asks for a password. Save it without one or take it away.")


def decode(raw: bytes) -> str:
    """Return text by its byte order mark, else as UTF-8, UTF-16 or Windows-1252.

    Raises UnicodeError for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    if (unmarked := _unmarked_utf16(raw)) is not None:
        return raw.decode(unmarked)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        lenient = raw.decode("utf-8", "replace")
    # One byte damaged in a UTF-8 file must not turn every umlaut of it into two wrong letters;
    # in German Windows-1252 text next to nothing is valid UTF-8 beyond ASCII.
    damaged = lenient.count("\ufffd")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", "ignore"))
    return lenient if damaged * 2 < beyond_ascii else raw.decode("cp1252")


def _unmarked_utf16(raw: bytes) -> str | None:
    """The order of UTF-16 without a mark: in German text every other byte is then mostly zero."""
    sample = raw[: _SAMPLE_BYTES // 2 * 2]
    if len(raw) % 2 or not sample:
        return None
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    for at, encoding in enumerate(("utf-16-be", "utf-16-le")):
        if zeros[at] * 2 > len(sample) * _MOSTLY and zeros[1 - at] == 0:
            return encoding
    return None


def _not_text(path: Path) -> CorpusError:
    return CorpusError(f"{path} is not a text file. Save it as UTF-8 text or take it away.")
