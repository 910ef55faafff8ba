"""Plain text: the words and nothing else; title and date are found when it is cleaned."""

from pathlib import Path

from index.readers.decoding import read_text
from index.records import RawArticle, ReadResult


class PlainReader:
    """Reads ``.txt``: one article a file, perhaps copied out of a page."""

    suffixes: tuple[str, ...] = (".txt",)

    def read(self, path: Path) -> ReadResult:
        """Return the file as one article; raise CorpusError if it is no text or empty."""
        return ReadResult((RawArticle(text=read_text(path), is_page=True),))
