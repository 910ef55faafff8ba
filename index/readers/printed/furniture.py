"""What a page repeats around its articles: running heads, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.readers.dates import iso_date
from index.readers.printed.words import Page, Row, rows_of

_ZONE = 0.12
"""How much of the sheet's height, at its top and at its foot, furniture may stand in."""
_PLACE = 4.0
"""Points within which two rows stand at the same place."""
_NUMBER = re.compile(r"\W*(?:(?:seite|s\.|page) ?)?\d{1,4}(?: ?(?:/|von|of) ?\d{1,4})?\W*", re.I)
_PAGE_WORD = re.compile(r"\b(?:Seite|SEITE|S\.) ?\d{1,4}\b")
_PARTS = re.compile(r"\s+[|·•/–—-]\s+|\s*[|•]\s*")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?][“\"«]?$")


@dataclass(frozen=True, slots=True)
class Head:
    """What running heads say of the newspaper, each None where they do not."""

    source: str | None = None
    date: str | None = None


def furniture_of(pages: Sequence[Page]) -> list[list[Row]]:
    """Return each page's rows that are no article's.

    In the outer eighths of a sheet: numbers alone, rows that recur on another page at the same
    place but for their figures, and heads ("Seite 3", "newspaper | section | date").
    """
    outer = [_outer(page) for page in pages]
    known = Counter(key for rows in outer for key in {_key(row) for row in rows})
    return [
        [row for row in rows if known[_key(row)] > 1 or _is_number(row) or _is_head(row)]
        for rows in outer
    ]


def head_of(furniture: Iterable[Row]) -> Head:
    """Return source and date of heads that have the form "newspaper | section | date"."""
    source = date = None
    for row in furniture:
        parts = _parts(row)
        days = [day for day in map(iso_date, parts) if day]
        if not days:
            continue
        date = date or days[0]
        names = [p for p in parts if not (iso_date(p) or _NUMBER.fullmatch(p))]
        if len(parts) > 1 and names:
            source = source or names[0]
    return Head(source, date)


def _outer(page: Page) -> list[Row]:
    edge = _ZONE * page.height
    zones = (
        [word for word in page.words if word.middle > page.height - edge],
        [word for word in page.words if word.middle < edge],
    )
    return [row for zone in zones for row in rows_of(zone)]


def _key(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("0", row.text), round(row.middle / _PLACE)


def _is_number(row: Row) -> bool:
    return _NUMBER.fullmatch(row.text) is not None


def _is_head(row: Row) -> bool:
    if _SENTENCE_END.search(row.text) or len(row.words) > 20:
        return False
    parts = _parts(row)
    if len(parts) < 2:
        return False
    return any(iso_date(part) for part in parts) or _PAGE_WORD.search(row.text) is not None


def _parts(row: Row) -> list[str]:
    """The head's parts: between its marks and its wide blanks."""
    pieces = [row.words[0].text]
    for before, word in pairwise(row.words):
        wide = word.left - before.right > 2 * word.height
        pieces.append(" | " if wide else " ")
        pieces.append(word.text)
    return [part.strip() for part in _PARTS.split("".join(pieces)) if part.strip()]
