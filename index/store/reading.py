"""Reading ``store.db``: what is indexed, one article, and the state that an update starts from."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import FundstelleError
from index.interfaces import EmbedderIdentity
from index.records import Article, ArticleInfo, PageStart, RemovedLine, Span
from index.store import schema
from index.store.as_is import AS_IS, AsIs
from index.store.changes import FileRow
from index.text.passage_form import FORM_BEFORE_FORMS, Heading, PassageForm

INFO_COLUMNS = (
    "article.article_id, title, date, author, source, url, file.root, file.relative, length(text),"
    " (SELECT count(*) FROM passage WHERE passage.article = article.id), pages"
)
"""What :func:`info_from` takes, of ``article JOIN file ON file.id = article.file``."""

_INFO = f"SELECT {INFO_COLUMNS} FROM article JOIN file ON file.id = article.file"  # noqa: S608


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file in the index with the ids and hashes of its articles."""

    row: FileRow
    articles: dict[str, str]
    """Article id -> hash of its content."""

    @property
    def path(self) -> Path:
        """Where the file is; a root that is a file has itself, "", as its only file."""
        return Path(self.row.root) / self.row.relative


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is indexed."""

    articles: int
    passages: int
    sentences: int
    outbox: int


class StoreReader:
    """Read-only questions to a store; every call sees one committed state."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = schema.connect(path, write=False)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    def identities(self) -> tuple[EmbedderIdentity, EmbedderIdentity]:
        """Return who made the passage vectors and who made the word vectors."""
        return self._identity("embedder"), self._identity("word_embedder")

    def passage_form(self) -> PassageForm:
        """Return how the articles were cut, and what of them is embedded."""
        found = schema.read_meta(self._connection, "passage_form")
        if found is None:
            return FORM_BEFORE_FORMS
        values = json.loads(found)
        return PassageForm(**values | {"heading": Heading(values["heading"])})

    def generation(self) -> int:
        """Return the number of the committed state."""
        return int(schema.read_meta(self._connection, "generation") or 0)

    def roots(self) -> list[str]:
        """Return the known roots, sorted."""
        return [row[0] for row in self._connection.execute("SELECT path FROM root ORDER BY path")]

    def as_is(self) -> AsIs:
        """Return which roots are indexed without cleaning."""
        return AsIs.load(schema.read_meta(self._connection, AS_IS))

    def excluded(self) -> set[str]:
        """Return paths and article ids that the user took out."""
        return {row[0] for row in self._connection.execute("SELECT value FROM excluded")}

    def files(self) -> list[KnownFile]:
        """Return every file with its articles' ids and hashes."""
        found: dict[int, KnownFile] = {}
        for number, root, relative, size, mtime_ns, digest in self._connection.execute(
            "SELECT id, root, relative, size, mtime_ns, hash FROM file ORDER BY root, relative"
        ):
            row = FileRow(root, relative, size, mtime_ns, digest, number)
            found[number] = KnownFile(row, {})
        for number, article_id, digest in self._connection.execute(
            "SELECT file, article_id, hash FROM article"
        ):
            found[number].articles[article_id] = digest
        return list(found.values())

    def counts(self) -> Counts:
        """Return how many articles, passages and sentences there are, and what Chroma awaits."""
        articles, sentences = self._connection.execute(
            "SELECT count(*), coalesce(sum(length(sentences)), 0) / 8 FROM article"
        ).fetchone()
        (passages,) = self._connection.execute("SELECT count(*) FROM passage").fetchone()
        (outbox,) = self._connection.execute("SELECT count(*) FROM outbox").fetchone()
        return Counts(articles, passages, sentences, outbox)

    def infos(self) -> list[ArticleInfo]:
        """Return every article without its text, sorted by id."""
        rows = self._connection.execute(f"{_INFO} ORDER BY article.article_id")
        return [info_from(row) for row in rows]

    def info(self, article_id: str) -> ArticleInfo | None:
        """Return one article without its text."""
        row = self._connection.execute(f"{_INFO} WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else info_from(row)

    def article(self, article_id: str) -> Article:
        """Return one article with its text; FundstelleError, with near ids, where there is none."""
        info = self.info(article_id)
        if info is None:
            raise FundstelleError(
                f"There is no article {article_id!r} in the index. `fundstelle articles` lists all."
            )
        text, removed = self._connection.execute(
            "SELECT text, removed FROM article WHERE article_id = ?", (article_id,)
        ).fetchone()
        lines = tuple(RemovedLine(**line) for line in json.loads(removed))
        return Article(
            *(article_id, text, info.title, info.date, info.author, info.source, info.url),
            *(info.path, lines, info.pages),
        )

    def sentences(self, article_id: str) -> tuple[Span, ...]:
        """Return the sentence spans of one article, in order."""
        row = self._connection.execute(
            "SELECT sentences FROM article WHERE article_id = ?", (article_id,)
        ).fetchone()
        return () if row is None else spans_from(row[0])

    def outbox_is_empty(self) -> bool:
        """Tell whether Chroma has heard of everything."""
        return self._connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone() is None

    def _identity(self, key: str) -> EmbedderIdentity:
        return EmbedderIdentity(**json.loads(schema.read_meta(self._connection, key) or "{}"))


def spans_from(data: bytes) -> tuple[Span, ...]:
    """Undo the store's packing of spans: int32 pairs."""
    pairs = np.frombuffer(data, dtype=np.int32).reshape(-1, 2)
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def info_from(row: Sequence[Any]) -> ArticleInfo:
    """Make an article's description of a row of INFO_COLUMNS."""
    article_id, title, date, author, source, url, root, relative, characters, passages, pages = row
    # A root that is a file has itself, "", as its only file.
    path = str(Path(root) / relative)
    starts = tuple(PageStart(number, start) for number, start in json.loads(pages))
    return ArticleInfo(
        *(article_id, title, date, author, source, url, path, characters, passages, starts)
    )
