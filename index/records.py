"""The words of the index: what is read, cut, embedded, kept and found.

Every span counts Unicode code points of the article's cleaned text (NFC), half open:
``article.text[start:end]`` is the evidence, everywhere.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins: ``start`` is an offset in a text, ``number`` counts the file's pages.

    ``number`` is the place in the file, from 1: what a viewer opens, not what is printed there.
    """

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that was cut, and why; ``line`` counts from 1 in the text as read.

    Of what stood around a PDF's text, and so never in it, ``line`` is the page.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader finds in a file, before cleaning; what the file does not say stays None."""

    text: str
    title: str | None = None
    article_id: str | None = None
    date: str | None = None
    """ISO 8601, as far as the source gives it: ``2024-07-11`` or ``2024-07-11T10:28``."""
    author: str | None = None
    source: str | None = None
    url: str | None = None
    pages: tuple[PageStart, ...] = ()
    """Where pages begin in ``text``, in order; empty for a format without pages."""
    removed: tuple[RemovedLine, ...] = ()
    """What the reader itself left out of ``text``."""
    is_page: bool = False
    """Whether a web page stands around the article, saved or copied: such text is cleaned."""
    is_described: bool = False
    """Whether the fields are what the page says of itself, not what its first lines look like."""
    furniture: tuple[tuple[int, str], ...] = ()
    """Numbers (from 1) of lines that the format marks as not the article, each with a reason."""
    headline: int | None = None
    """Number (from 1) of the line that the format marks as the headline."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its cleaned text; offsets of everything else count in ``text``."""

    article_id: str
    text: str
    title: str = ""
    date: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    path: str = ""
    removed: tuple[RemovedLine, ...] = ()
    pages: tuple[PageStart, ...] = ()
    """Where pages begin in ``text``, in order; empty for a format without pages."""


@dataclass(frozen=True, slots=True)
class Span:
    """``[start, end)`` in the cleaned text of one article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences, the unit that search ranks.

    ``first_sentence`` and ``end_sentence`` (exclusive) count the article's sentences from 0.
    ``pieces`` are the spans of its sentences merged to at least 100 characters.
    """

    start: int
    end: int
    first_sentence: int
    end_sentence: int
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """An article, its sentences (in order, not overlapping) and its passages."""

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One file, or one line of it, that could not be read; the others go on."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one file gave: its articles in order, and the parts of it that could not be read."""

    articles: tuple[RawArticle, ...]
    problems: tuple[FileProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What is known of an indexed article without its text."""

    article_id: str
    title: str
    date: str | None
    author: str | None
    source: str | None
    url: str | None
    path: str
    characters: int
    passages: int
    pages: tuple[PageStart, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page that this character of the text stands on, None without pages."""
        place = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[place - 1].number if place else None


@dataclass(frozen=True, slots=True)
class Scores:
    """The legs of a hit's score: cosines in [-1, 1], ``lexical`` and ``coverage`` in [0, 1]."""

    passage: float
    sentence: float
    lexical: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A found span; ``focus`` is its three-sentence window nearest to the question."""

    rank: int
    article: ArticleInfo
    start: int
    end: int
    text: str
    score: float
    scores: Scores
    focus: Span
    also_in: tuple[str, ...] = ()
    """Ids of other articles that hold the same text."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds that a hit must keep; dates are ISO days and inclusive.

    With a date bound articles without a date are out, unless ``undated`` lets them in.
    """

    since: str | None = None
    until: str | None = None
    source: str | None = None
    article: str | None = None
    """An article's id."""
    undated: bool = False

    def __bool__(self) -> bool:
        return any((self.since, self.until, self.source, self.article))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; ``nearness`` says how sure it is that anything answers the question.

    ``nearness`` is a log-odds: below about -2 nothing in the index is near the question.
    ``candidates`` names who proposed them: ``chroma`` or ``exact``. ``left_out`` counts the
    articles that the filters keep out, ``articles`` all that there are.
    """

    question: str
    hits: tuple[Hit, ...]
    filters: Filters
    nearness: float
    candidates: str
    left_out: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run of ``index`` did; article counts, passages and sentences now in the index."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    passages: int = 0
    sentences: int = 0
    seconds: float = 0.0
    problems: tuple[FileProblem, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """Files of formats that can't be read, by suffix."""
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Article ids (or paths) by what happened to them: what ``--dry-run`` prints."""
