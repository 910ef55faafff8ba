"""Who wrote an article and who took its pictures, where a line says nothing else."""

import re
from dataclasses import dataclass

from index.readers.dates import iso_date

HEAD_PARAGRAPHS = 6
"""How many paragraphs of an article a byline may stand in."""

_WORD = r"[A-ZÄÖÜ][\w.’'-]*"
_NAME = rf"(?:(?:Dr|Prof)\. )*{_WORD}(?: (?:(?:von|van|de|der|den|zu|du) )*{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:, | und | & ){_NAME}){{0,5}}"
_BY = "(?:Von|VON|Text:|Text und Fotos?:|Interview:|Aufgezeichnet von|Ein Kommentar von)"
_BYLINE = re.compile(
    rf"{_BY} (?P<names>{_NAMES})(?:,? ?[|–,]? ?(?P<date>[^.!?]{{0,12}}\d.{{0,40}}))?"
)
_CREDIT = re.compile(
    r"(?:Fotos?|Bild(?:er)?|Grafik|Archivfoto|Symbolfoto|Symbolbild|Archivbild|Illustration)"
    r"\s*:\s*\S.{0,100}"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote, and when, if the line says it."""

    author: str
    date: str | None = None


def byline(text: str) -> Byline | None:
    """Return what a line like "Von Anna Weiß, 03.05.2024" says; None if it says anything else."""
    found = _BYLINE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    date = iso_date(found["date"]) if found["date"] else None
    return None if found["date"] and date is None else Byline(found["names"], date)


def is_credit(text: str) -> bool:
    """Tell whether a line is nothing but who took a picture."""
    return _CREDIT.fullmatch(text) is not None
