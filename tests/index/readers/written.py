"""What a reader makes of a file that a test writes."""

from pathlib import Path

from index.readers import reader_for
from index.records import RawArticle, ReadResult


def read(folder: Path, name: str, content: str | bytes) -> ReadResult:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return reader_for(path).read(path)


def read_one(folder: Path, name: str, content: str | bytes) -> RawArticle:
    (article,) = read(folder, name, content).articles
    return article
