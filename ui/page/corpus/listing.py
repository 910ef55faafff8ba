"""The list of articles as the page draws it: searched, sorted, a page at a time."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from index.records import ArticleInfo

Message = dict[str, Any]
Column = Literal["title", "source", "date", "characters"]
ROWS = 50
"""Articles on a page of the list."""
_LONGEST_SEARCH = 200
_LAST_PAGE = 1_000_000
_LAST_TURN = 1_000_000_000
_UMLAUTS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the list is wanted; ``page`` counts from 0.

    ``turn`` counts what a browser has asked: handed back, it tells a late answer from the last.
    """

    text: str = ""
    column: Column = "date"
    descending: bool = True
    page: int = 0
    turn: int = 0


def wanted_of(given: Mapping[str, object]) -> Wanted:
    """Return what a browser asked for; what can't be is as if it had not been said."""
    plain = Wanted()
    text, column, descending = given.get("text"), given.get("column"), given.get("descending")
    return Wanted(
        text[:_LONGEST_SEARCH] if isinstance(text, str) else plain.text,
        next((name for name in get_args(Column) if name == column), plain.column),
        descending if isinstance(descending, bool) else plain.descending,
        _count(given.get("page"), _LAST_PAGE),
        _count(given.get("turn"), _LAST_TURN),
    )


def _count(given: object, last: int) -> int:
    return min(max(given, 0), last) if type(given) is int else 0


def listing(infos: Iterable[ArticleInfo], wanted: Wanted) -> Message:
    """Return one page of those articles that hold every word of the search.

    A word counts wherever it stands in title, source, author, date or id, whatever its case.
    Articles without a date, a source or a title come last, up or down.
    """
    infos = tuple(infos)
    words = wanted.text.casefold().split()
    found = [info for info in infos if _holds(info, words)] if words else list(infos)
    found.sort(key=lambda info: info.article_id)
    key = _KEYS[wanted.column]
    known = [info for info in found if key(info) is not None]
    known.sort(key=key, reverse=wanted.descending)
    ordered = known + [info for info in found if key(info) is None]
    pages = max(-(-len(ordered) // ROWS), 1)
    page = min(wanted.page, pages - 1)
    return {
        "kind": "listing",
        **asdict(wanted),
        "page": page,
        "pages": pages,
        "first": page * ROWS + 1 if ordered else 0,
        "matching": len(ordered),
        "total": len(infos),
        "rows": [_row(info) for info in ordered[page * ROWS : (page + 1) * ROWS]],
    }


def _holds(info: ArticleInfo, words: list[str]) -> bool:
    parts = (info.title, info.source, info.author, info.date, info.article_id)
    text = "\n".join(part for part in parts if part).casefold()
    return all(word in text for word in words)


def _row(info: ArticleInfo) -> Message:
    return {
        "id": info.article_id,
        "title": info.title,
        "source": info.source,
        "date": info.date,
        "characters": info.characters,
    }


def _in_order(text: str | None) -> str | None:
    """Return what German words are sorted by (DIN 5007-1): ä as a, ß as ss, without case."""
    if not text:
        return None
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UMLAUTS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_KEYS: Mapping[str, Callable[[ArticleInfo], Any]] = {
    "title": lambda info: _in_order(info.title),
    "source": lambda info: _in_order(info.source),
    "date": lambda info: info.date or None,
    "characters": lambda info: info.characters,
}
