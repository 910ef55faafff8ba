"""Readers, one file a format: a new one is a file and its class in ``_PLAIN`` or ``_FOREIGN``."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from index.errors import CorpusError
from index.interfaces import Reader
from index.readers.docx import DocxReader
from index.readers.html import HtmlReader
from index.readers.jsonl import JsonlReader
from index.readers.mail import MailReader
from index.readers.markdown import MarkdownReader
from index.readers.pdf import PdfReader
from index.readers.plain import PlainReader

_PLAIN: tuple[Reader, ...] = (MarkdownReader(), PlainReader(), JsonlReader())
# Parsed in a process of their own: their libraries or their containers may be led astray.
_FOREIGN: tuple[Reader, ...] = (HtmlReader(), PdfReader(), DocxReader(), MailReader())

READERS: Mapping[str, Reader] = MappingProxyType(
    {suffix: reader for reader in (*_PLAIN, *_FOREIGN) for suffix in reader.suffixes}
)
"""Suffix, lower case and with its dot, to the reader of that format."""

SUFFIXES: tuple[str, ...] = tuple(READERS)
"""The suffixes that can be read."""

FOREIGN: frozenset[str] = frozenset(suffix for reader in _FOREIGN for suffix in reader.suffixes)
"""The suffixes of formats that are read in a process of their own (``index/readers/worker.py``)."""


def reader_for(path: Path) -> Reader:
    """Return the reader of this file's format; CorpusError, naming all, if there is none."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise CorpusError(f"{path} has no format that can be read. Known: {', '.join(SUFFIXES)}.")
    return reader
