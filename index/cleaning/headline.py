"""Headline, date and author of a text that was copied out of a page."""

import re
from collections.abc import Container, Iterable, Sequence

from index.cleaning.lines import Line
from index.cleaning.picture_rules import is_credit
from index.cleaning.words import Vocabulary
from index.readers.dates import date_in_head, iso_date

_MAX_TITLE = 160
_ABOVE = 40
"""How many lines above the body the headline may stand."""
_NAME = r"(?:(?:Dr|Prof|von|van|de|zu|der|di|el)\.? )*[A-ZÄÖÜ][\w'’.-]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,3}}"
_BYLINE = re.compile(
    rf"(?:(?:Von|von|Text|Autor(?:in)?|Autoren|Interview|Protokoll|Reportage|Analyse|Kommentar"
    rf"|Redaktion)"
    rf"(?: von)? ?:? |(?:[Ee]in(?:e)? )(?:\w+ von|Beitrag von|Interview von|Kommentar von"
    rf"|Gastbeitrag von) )"
    rf"(?P<names>{_NAMES}(?:(?:,| und| &| sowie) {_NAMES}){{0,3}})"
    rf"(?:,? (?:und |in |aus )?[\w&./ -]{{1,40}})?$"
    r"|(?:Von|von|Quelle ?:) ?(?:dpa|afp|dnr|epd|kna|Reuters|AFP|APA|SID|sid)\b.{0,40}$"
    r"|\([a-zäöü]{2,4}(?:/[a-zäöü]{2,4})?\)$"
    r"|(?:dpa|afp|epd|kna|sid|reuters|red)(?:[/,-][\w/]{1,12}){0,2}$"
)
_NAMED = re.compile(rf"{_NAMES}(?:, [\w&. -]{{2,30}})?$")
_SAID = (
    r"(?:Stand|Aktualisier(?:t|ung)|Veröffentlicht|Erstellt|Update|Erschienen|Publiziert|Datum"
    r"|Online)"
)
_DATED = re.compile(
    rf"(?:(?:Zuletzt |Letzte |Artikel )?{_SAID}\b(?: seit)? ?:? ?(?:am|um|vom|vor)?"
    r"|(?:am|um|vom|vor) (?=.{0,12}\d)) ?"
    rf"(?:[\d.:,/ ()|–-]|Uhr|um|am|den|vor|Minuten?|Stunden?|Tage?n?|heute|gestern|zuletzt|{_SAID}"
    r"|(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,8}"
    r"|(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]{0,6}){0,40}$",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"(?:vor \d{1,3} \w{3,8}|(?:um )?\d{1,2}[:.]\d{2}(?: Uhr)?|\d{1,3} ?Min\.?.{0,15}|Lese(?:zeit"
    r"|dauer).{0,20}"
    r"|\d{1,4} (?:Kommentare?|Bilder)|(?:Heute|Gestern),? .{0,20}\d{2}[:.]\d{2}.{0,5})$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—/-]\s+| {2,}")


def is_about(text: str) -> bool:
    """Tell whether the line says who wrote the article or when, and nothing else."""
    if len(text) > _MAX_TITLE:
        return False
    if _says_when(text) or _BYLINE.match(text):
        return True
    pieces = [piece for piece in _PIECES.split(text) if piece]
    said = [bool(_says_when(piece) or _BYLINE.match(piece)) for piece in pieces]
    return any(said) and all(
        known or is_name(piece) for known, piece in zip(said, pieces, strict=True)
    )


def _says_when(text: str) -> bool:
    return bool(iso_date(text) or _DATED.match(text) or _TIMED.match(text))


def is_name(text: str) -> bool:
    """Tell whether the line could be a person's name; a headline can look so, too."""
    return len(text) <= 50 and _NAMED.match(text) is not None


def find_headline(
    lines: Sequence[Line], cut: Container[int], words: Vocabulary, first: int
) -> int | None:
    """Return the line above the body that looks most like its headline, None if there is none.

    It shares words with the body, is longer than a kicker, has no full stop, and little stands
    between it and the body; what stands right above a picture's credit is rather its caption.
    """
    found: int | None = None
    best = -100.0
    between = 0
    for at in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        text = lines[at].text
        if at in cut or is_about(text):
            continue
        if len(text) <= _MAX_TITLE and not re.search(r"(?<!\.)[.:]$", text):
            score = min(words.shared(text), 3) + min(len(text), 70) / 25 - between / 2
            score -= len(text.split()) <= 3
            score -= 2 * is_credit(lines[at + 1].text)
            if score >= best:
                best, found = score, at
        between += 1
    return found


def headline(lines: Sequence[str]) -> str | None:
    """Return the first line that is no date and no byline, if it is short and more follows."""
    rest = [line for line in lines[:8] if not is_about(line)]
    return rest[0] if len(rest) > 1 and len(rest[0]) <= _MAX_TITLE else None


def date_of(head: Sequence[str], above: Sequence[str]) -> str | None:
    """Return the day of publication that the lines from the headline on name.

    The lines above it count last: there pages like to show today's date.
    """
    return date_in_head(head) or date_in_head(above[::-1])


def author_of(lines: Iterable[str]) -> str | None:
    """Return the names in the first byline, None if there is none."""
    for line in lines:
        for piece in _PIECES.split(line[:_MAX_TITLE]):
            found = _BYLINE.match(piece)
            if found and found["names"]:
                return found["names"]
    return None
