"""Plain text: the words and nothing else, so title and date are read off the first lines."""

from pathlib import Path

from index.readers.dates import date_in_head, iso_date
from index.readers.decoding import read_text
from index.records import RawArticle, ReadResult

_MAX_TITLE = 160


class PlainReader:
    """Reads ``.txt``: one article a file, perhaps copied out of a page."""

    suffixes: tuple[str, ...] = (".txt",)

    def read(self, path: Path) -> ReadResult:
        """Return the file as one article; raise CorpusError if it is no text or empty."""
        text = read_text(path)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return ReadResult(
            (RawArticle(text=text, title=_title(lines), date=date_in_head(lines), is_page=True),),
        )


def _title(lines: list[str]) -> str | None:
    """The first line, if it is short and something follows; a line that is a date is not one."""
    rest = lines[1:] if iso_date(lines[0]) else lines
    return rest[0] if len(rest) > 1 and len(rest[0]) <= _MAX_TITLE else None
