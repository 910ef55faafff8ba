"""Dates in text of nine languages: days, days of a month, months of a year.

A date that lacks its year agrees with every year. Words such as "gestern" or "am Donnerstag" are no
dates here; that they stand in a text is told, because then it can't be said which day is meant.
"""

import re
from dataclasses import dataclass

from evals.metrics.number_words import cjk_value
from evals.normal import normal

# Stems, because months decline in Polish and Russian; in the order of the year.
_MONTHS = (
    "januar january jan ocak enero janvier январ styczni styczeń يناير",
    "februar february feb şubat febrero février феврал lut فبراير شباط",
    "märz march mar mart marzo mars март marca marzec marcu مارس آذار",
    "april apr nisan abril avril апрел kwie أبريل إبريل نيسان",
    "mai may mayıs mayo ма maj مايو أيار",
    "juni june jun haziran junio juin июн czerwc czerwiec يونيو حزيران",
    "juli july jul temmuz julio juillet июл lipc lipiec يوليو تموز",
    "august aug ağustos agosto août август sierp أغسطس آب",
    "september sept sep eylül septiembre septembre сентябр wrze سبتمبر أيلول",
    "oktober october okt oct ekim octubre octobre октябр październik أكتوبر",
    "november nov kasım noviembre novembre ноябр listopad نوفمبر",
    "dezember december dez dec aralık diciembre décembre декабр grudni grudzień ديسمبر",
)
_DECLINED = frozenset(
    {
        *("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр"),
        *("ноябр", "декабр", "styczni", "lut", "marc", "kwie", "maj", "czerwc", "lipc", "sierp"),
        *("wrze", "październik", "listopad", "grudni"),
    }
)


def _month_words() -> dict[str, int]:
    return {word: place for place, words in enumerate(_MONTHS, start=1) for word in words.split()}


_BY_WORD = _month_words()
_WORDS = "|".join(
    re.escape(word) + (r"\w{0,4}" if word in _DECLINED else r"\w{0,2}(?!\w)")
    for word in sorted(_BY_WORD, key=len, reverse=True)
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_MONTH = rf"(?P<month>{_WORDS})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<!\d){_YEAR}-(?P<number>[01]\d)(?:-{_DAY})?(?!\d)",
        rf"(?<![\d.]){_DAY}\.\s?(?P<number>[01]?\d)\.(?:\s?{_YEAR}(?!\d))?",
        rf"(?<![\d/]){_DAY}/(?P<number>[01]?\d)/{_YEAR}(?!\d)",
        rf"(?<!\d)(?:{_YEAR}\s?年\s?)?(?P<number>[01]?\d)\s?月(?:\s?{_DAY}\s?[日号號])?",
        rf"(?<![\d.,]){_DAY}(?:\.|st|nd|rd|th)?\s(?:of\s|de\s)?{_MONTH}\.?"
        rf"(?:,?\s(?:de\s|of\s)?{_YEAR}(?!\d))?",
        rf"(?<!\w){_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?(?!\d)(?:,?\s{_YEAR}(?!\d))?",
        rf"(?<!\w){_MONTH}\.?,?\s(?:de\s|of\s)?{_YEAR}(?!\d)",
    )
)
_CJK_DATE = re.compile("[〇零一二三四五六七八九十]+(?=[年月日号號])")
_RELATIVE = re.compile(
    r"\b(?:gestern|vorgestern|heute|morgen|(?:mon|diens|donners|frei|sams|sonn)tag\w*|mittwoch\w*"
    r"|(?:vor|in) (?:einer?|zwei|drei) (?:woche|tag|monat|jahr)\w*"
    r"|(?:vorige|vergangene|letzte|nächste|kommende|diese)\w* (?:woche|monat|jahr)\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What a date says; None for what it leaves open."""

    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True, slots=True)
class Date:
    """A date at ``[start, end)`` and what it can mean: 4/7/2025 is two days."""

    start: int
    end: int
    readings: frozenset[Day]
    text: str

    def agrees_with(self, other: "Date") -> bool:
        """Whether both can be the same day, or one the month of the other."""
        return any(_agree(mine, theirs) for mine in self.readings for theirs in other.readings)


def dates_in(text: str) -> list[Date]:
    """Return the dates of ``text`` in order, whatever the language."""
    plain = normal(text)
    # Chinese numerals are read in place: every shape knows digits alone.
    plain = _CJK_DATE.sub(lambda found: _padded(found[0]), plain)
    found: list[Date] = []
    for shape in _SHAPES:
        for match in shape.finditer(plain):
            readings = _readings(match)
            free = all(match.end() <= each.start or match.start() >= each.end for each in found)
            if readings and free:
                said = text[match.start() : match.end()]
                found.append(Date(match.start(), match.end(), readings, said))
    return sorted(found, key=lambda each: each.start)


def has_relative_date(text: str) -> bool:
    """Whether a German text names a day by its distance: "gestern", "am Donnerstag"."""
    return _RELATIVE.search(normal(text)) is not None


def _padded(numerals: str) -> str:
    value = cjk_value(numerals)
    digits = "" if value is None else str(int(value))
    # Places must not move; where digits need more room than signs, nothing is read.
    return digits.rjust(len(numerals)) if 0 < len(digits) <= len(numerals) else numerals


def _readings(match: re.Match[str]) -> frozenset[Day]:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    day = int(groups["day"]) if groups.get("day") else None
    if groups.get("number"):
        number = int(groups["number"])
        days = {Day(year, number, day)}
        if "/" in match[0] and day is not None:
            days.add(Day(year, day, number))
    else:
        days = {Day(year, _month_of(groups["month"]), day)}
    return frozenset(each for each in days if _possible(each))


def _month_of(word: str) -> int:
    length = max(len(each) for each in _BY_WORD if word.startswith(each))
    return _BY_WORD[word[:length]]


def _possible(day: Day) -> bool:
    something = day.year is not None or day.day is not None
    return something and 1 <= day.month <= 12 and (day.day is None or 1 <= day.day <= 31)


def _agree(one: Day, other: Day) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)
