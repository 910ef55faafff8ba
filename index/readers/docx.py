"""Word files: paragraphs and properties from the container's XML (expat, nothing expanded)."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from index.errors import CorpusError, NoTextError
from index.readers.archive import damaged, read_part
from index.readers.dates import date_in_head, iso_date
from index.readers.decoding import password_needed, read_bytes
from index.readers.signatures import HEAD_PARAGRAPHS, Byline, byline, is_credit
from index.records import RawArticle, ReadResult

_DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
# What older programs and passwords make of a .docx: an OLE container.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = re.compile(
    r"http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006"
    r"|purl\.oclc\.org/ooxml/wordprocessingml)/main (\w+)"
)
_SPACES = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Text that Word does not show: deleted, moved away, a field's program, a fallback drawn twice.
_HIDDEN = {"del", "moveFrom", "instrText", "delText"}
_TITLES = {"title", "titel", "heading1", "berschrift1", "ueberschrift1", "überschrift1"}
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"


@dataclass(slots=True)
class _Paragraphs:
    """Collects the document's paragraphs while expat walks through it."""

    found: list[tuple[str, str]] = field(default_factory=list)
    """Style and text."""
    _open: list[tuple[str, list[str]]] = field(default_factory=list)
    """Paragraphs that are not closed: a text box has its own inside another one."""
    _styles: list[str] = field(default_factory=list)
    _hidden: int = 0
    _in_text: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        word = _WORD.fullmatch(name)
        tag = word[1] if word else ""
        if tag in _HIDDEN or name == _FALLBACK:
            self._hidden += 1
        elif tag == "p":
            self._open.append(("", []))
        elif tag == "pStyle" and self._open:
            style = next((v for k, v in attributes.items() if k.endswith(" val")), "")
            self._open[-1] = (style, self._open[-1][1])
        elif tag == "t":
            self._in_text = True
        elif tag in _SPACES and self._open and not self._hidden:
            self._open[-1][1].append(_SPACES[tag])

    def end(self, name: str) -> None:
        """Close an element."""
        word = _WORD.fullmatch(name)
        tag = word[1] if word else ""
        if tag in _HIDDEN or name == _FALLBACK:
            self._hidden -= 1
        elif tag == "p" and self._open:
            style, parts = self._open.pop()
            if text := "".join(parts).strip():
                self.found.append((style, text))
        elif tag == "t":
            self._in_text = False

    def characters(self, text: str) -> None:
        """Take text in."""
        if self._in_text and self._open and not self._hidden:
            self._open[-1][1].append(text)


@dataclass(slots=True)
class _Properties:
    """Collects the document's properties by their bare names."""

    found: dict[str, str] = field(default_factory=dict)
    _name: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        del attributes
        self._name = name.rpartition(" ")[2]

    def end(self, name: str) -> None:
        """Close an element."""
        del name
        self._name = ""

    def characters(self, text: str) -> None:
        """Take text in."""
        if self._name:
            self.found[self._name] = self.found.get(self._name, "") + text


class DocxReader:
    """Reads ``.docx``: one article a file."""

    suffixes: tuple[str, ...] = (".docx",)

    def read(self, path: Path) -> ReadResult:
        """Return the file as one article; headers, footers, notes and comments are left out.

        Raises CorpusError for a file that is damaged or no Word file, PasswordError for one with a
        password, NoTextError for one without words.
        """
        content = read_bytes(path)
        if content.startswith(_OLE):
            raise password_needed(path) if _ENCRYPTED in content else damaged(path)
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise damaged(path) from error
        with archive:
            document = read_part(archive, _DOCUMENT, path)
            core = read_part(archive, _PROPERTIES, path)
        if document is None:
            raise damaged(path)
        words, facts = _Paragraphs(), _Properties()
        _parse(document, words, path)
        if core is not None:
            _parse(core, facts, path)
        if not words.found:
            raise NoTextError(f"{path} holds no words. Put an article into it or take it away.")
        return ReadResult((_article(words.found, facts.found),))


def _article(paragraphs: list[tuple[str, str]], facts: dict[str, str]) -> RawArticle:
    signed: Byline | None = None
    kept: list[str] = []
    for number, (_, text) in enumerate(paragraphs):
        by = byline(text) if number < HEAD_PARAGRAPHS else None
        signed = signed or by
        if by is None and not is_credit(text):
            kept.append(text)
    said = {name: value.strip() for name, value in facts.items() if value.strip()}
    headed = next((text for style, text in paragraphs if style.lower() in _TITLES), None)
    return RawArticle(
        text="\n\n".join(kept),
        title=said.get("title") or headed,
        date=(signed.date if signed else None)
        or date_in_head(kept)
        or iso_date(said.get("created", ""))
        or None,
        author=signed.author if signed else said.get("creator"),
    )


def _parse(content: bytes, into: _Paragraphs | _Properties, path: Path) -> None:
    def refuse(*_: object) -> NoReturn:
        # Word writes none; entities are how a small file becomes a large one.
        raise CorpusError(
            f"{path} declares a document type, which no Word file does. Save it again as .docx."
        )

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = into.start
    parser.EndElementHandler = into.end
    parser.CharacterDataHandler = into.characters
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no name for it
    except expat.ExpatError as error:
        raise damaged(path) from error
