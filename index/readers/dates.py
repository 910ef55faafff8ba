"""Dates as German newspapers and web pages write them, to ISO 8601; never guessed."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    **{"januar": 1, "jänner": 1, "februar": 2, "feber": 2, "märz": 3, "april": 4, "mai": 5},
    **{"juni": 6, "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11},
    **{"dezember": 12, "jan": 1, "feb": 2, "mär": 3, "mrz": 3, "apr": 4, "jun": 6, "jul": 7},
    **{"aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12},
}
_DAY = (
    r"(?<![\d.,])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"|(?P<gd>\d{1,2})\. ?(?:(?P<gm>\d{1,2})\.|(?P<name>[^\W\d_]{3,9})\.?) ?(?P<gy>\d{4}))(?!\d)"
)
_TIME = (
    r"(?:T|[ ,\-–|/]{1,5}(?:um )?)(?P<h>\d{1,2})[:.](?P<min>\d{2})(?::\d{2}(?:\.\d{1,9})?)?"
    r" ?(?P<zone>Z|[+-]\d{2}:?\d{2})?(?: ?Uhr)?(?!\d)"
)
_WEEKDAY = r"(?:(?:mo|di|mi|do|fr|sa|so)[a-zä]*[.,]{0,2} (?:den )?)?"
_WHOLE = re.compile(f"{_WEEKDAY}(?:{_DAY})(?:{_TIME})?", re.IGNORECASE)
_WITH_TIME = re.compile(_DAY + _TIME, re.IGNORECASE)
_LABELLED = re.compile(
    r"\(?(?:stand|datum|veröffentlicht|publiziert|erschienen|erstellt|aktualisiert|geändert"
    r"|letzte (?:änderung|aktualisierung))\b[^\d]{0,20}" + _DAY,
    re.IGNORECASE,
)
_FROM = re.compile(rf"(?:(?:artikel|beitrag|meldung) )?vom {_DAY}", re.IGNORECASE)
_DATELINE = re.compile(
    r"[^\d.!?:]{2,40}, (?:den )?" + _DAY + r"\)?(?: ?[–—:]| - |$)", re.IGNORECASE
)

_HEAD_LINES = 12
_HEAD_CHARACTERS = 400


def iso_date(text: str) -> str | None:
    """Return a date such as ``11. Juli 2024, 10:28 Uhr`` as ``2024-07-11T10:28``, else None.

    Reads ISO dates and German ones, with or without time and zone. A form that is not known, a
    day that does not exist and a date without its year give None.
    """
    found = _WHOLE.fullmatch(" ".join(text.split()))
    return _iso(found) if found else None


def date_in_head(lines: Iterable[str]) -> str | None:
    """Return the date of publication that the first lines name, None if none clearly does.

    A date counts when it is a line by itself, has a time, follows a word such as "Stand", or
    stands in a dateline ("Lindental, 11. Juli 2024 – ..."): a day that the article tells of is
    not the day it appeared.
    """
    for line in list(lines)[:_HEAD_LINES]:
        # What stands far inside a long line is the article, unless it closes its teaser.
        ends = (line,) if len(line) <= _HEAD_CHARACTERS else (line[:80], line[-80:])
        if found := next(filter(None, map(_line_date, ends)), None):
            return found
    return None


def _line_date(line: str) -> str | None:
    line = " ".join(line.split())
    whole = iso_date(line)
    if whole:
        return whole
    for found in (
        *(_WITH_TIME.search(line), _LABELLED.match(line)),
        *(_DATELINE.match(line), _FROM.fullmatch(line)),
    ):
        if found and (date := _iso(found)):
            return date
    return None


def _iso(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    month = part["m"] or part["gm"] or _MONTHS.get((part["name"] or "").lower(), 0)
    hour, minute = part.get("h"), part.get("min")
    try:
        moment = datetime(
            int(part["y"] or part["gy"]),
            int(month),
            int(part["d"] or part["gd"]),
            int(hour or 0),
            int(minute or 0),
            tzinfo=_zone(part.get("zone")),
        )
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes") if hour else moment.date().isoformat()


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)
