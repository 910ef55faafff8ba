"""JSON lines: one article a line, a broken line costs only itself."""

import json
from pathlib import Path

from index.errors import CorpusError
from index.readers.dates import iso_date
from index.readers.decoding import read_text
from index.records import FileProblem, RawArticle, ReadResult


class JsonlReader:
    """Reads ``.jsonl``: ``{"id","title","text","date","author","source","url"}`` a line."""

    suffixes: tuple[str, ...] = (".jsonl",)

    def read(self, path: Path) -> ReadResult:
        """Return the articles of the good lines and a problem for each bad one.

        All fields but ``text`` are optional, unknown ones are passed over. Raises CorpusError if
        the file is no text or empty.
        """
        articles: list[RawArticle] = []
        problems: list[FileProblem] = []
        # Not splitlines(): U+2028 may stand unescaped inside a JSON string.
        for number, line in enumerate(read_text(path).split("\n"), start=1):
            if not line.strip():
                continue
            try:
                articles.append(_article(line, place=f"{path} line {number}"))
            except CorpusError as error:
                problems.append(FileProblem(str(path), error.code, str(error)))
        return ReadResult(tuple(articles), tuple(problems))


def _article(line: str, *, place: str) -> RawArticle:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        # "line 1" of the decoder is the line within this line: only its column helps.
        column = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CorpusError(f"{place} is not JSON{column}. Write one object a line.") from error
    if not isinstance(record, dict):
        raise CorpusError(f'{place} is not an object. Write it as {{"text": "..."}}.')
    text = _field(record, "text", place=place)
    if text is None:
        raise CorpusError(f'{place} has no "text". Every article needs one.')
    date = _field(record, "date", place=place)
    return RawArticle(
        text=text,
        title=_field(record, "title", place=place),
        article_id=_field(record, "id", place=place),
        date=iso_date(date) if date else None,
        author=_field(record, "author", place=place),
        source=_field(record, "source", place=place),
        url=_field(record, "url", place=place),
    )


def _field(record: dict[str, object], name: str, *, place: str) -> str | None:
    value = record.get(name)
    if name == "id" and type(value) is int:
        value = str(value)
    # A number where a date is due is a form we can't read, not a broken line.
    if value is None or (name == "date" and not isinstance(value, str)):
        return None
    if not isinstance(value, str):
        kind = type(value).__name__
        raise CorpusError(f'{place}: "{name}" must be text, not {kind}. Put it into quotes.')
    return value if value.strip() else None
