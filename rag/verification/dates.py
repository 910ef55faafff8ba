"""Dates, years, weekdays and clock times of a text, across notations and languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rag.verification.calendar_words import SHORT_NAMES, day_of_week, month_of
from rag.verification.locale_words import weekdays
from rag.verification.units import MARKS

_YEAR = r"(?:1[5-9]|20)\d\d"
_ISO = re.compile(rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?!\d)")
_HAN = re.compile(
    rf"(?:({_YEAR})\s?[年년]\s?)?(\d{{1,2}})\s?[月월](?:\s?(\d{{1,2}})\s?[日号號일])?"
)
_NUMERIC = re.compile(rf"(?<![\d.,/])(\d{{1,2}})[./](\d{{1,2}})[./]({_YEAR}|\d\d)?(?![\d])")
_SCHOOL_YEAR = re.compile(rf"(?<!\d)({_YEAR})\s?[/–-]\s?(\d\d|{_YEAR})(?![\d/-])")
_BARE_YEAR = re.compile(rf"(?<![\d.,:/€$£])({_YEAR})(?![\d:/%€]|[.,]\d|\s?[万萬亿億千百만억])")
_CLOCK = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-4])(?:[:.h٫]([0-5]\d))?\s?"
    r"(a\.?\s?m\.?|p\.?\s?m\.?|uhr|h(?!\w)|o'clock|heures?|час(?:ов|а)?(?!\w)|点|點|時(?!間)|시(?!간))",
    re.IGNORECASE,
)
_CLOCK_MINUTES = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-4])\s?(?:点|點|時|时|시|h(?=\s?\d))\s?(?:([0-5]?\d)\s?[分분]?|(半|반))(?!\d)"
)
_CLOCK_BARE = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])[:h]([0-5]\d)(?![\d:])")
_HOUR = re.compile(r"(?<=\s)(\d{1,2})(?:[.:](\d\d))?(?![\d.,/])")
_BEFORE_HOUR = re.compile(
    r"(?:\b(?:saat|godz(?:inie|iny|\.)?|alle|as|às|at|в)|الساعة)\s+$", re.IGNORECASE
)
_LONGEST_BEFORE_HOUR = 12
_AFTERNOON = re.compile(r"p\.?\s?m|下午|晚上|مساء|午後|오후", re.IGNORECASE)
_MORNING = re.compile(r"a\.?\s?m|上午|早上|凌晨|صباح|午前|오전", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:\.|st|nd|rd|th|er|º|-?го|-е)?(?:\s(?:of|de|di))?\s*$"
)
_DAY_AFTER = re.compile(r"\.?,?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d.,:]*\d|\s?%)")
_AND = r"(?:,|–|-|/|und|bis|oder|sowie|and|to|or|y|et|au|e|ve|ile|и|по|i|do)"
_EARLIER_DAY = re.compile(rf"(?<![\d.,])(\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s?{_AND}\s?$")
_LATER_DAY = re.compile(rf"\s?{_AND}\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,:]*\d|\s?%)")
_YEAR_AFTER = re.compile(rf"\.?,?\s{{0,2}}(?:de\s|del\s|of\s|عام\s|سنة\s)?({_YEAR})(?!\d)")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])+")
_DECADE = re.compile(
    r"(?<![\d.,])([3-9]0)(?:er[ -]?Jahre\w*|-(?:е|х|ых)(?:\s+год\w*)?|년대)"
    r"|\bthe ['’]?([3-9]0)s\b|(?<!\d)([3-9]0)['’]l[ıiuüae]\w*(?:\s+yıl\w*)?"
    r"|(?:20世[纪紀])?([3-9]0)年代"
    r"|\b(?:années|anni|años|anos|jaren|lat\w*)\s+['’]?([3-9]0)(?!\d)"
    r"|\b(dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)er[ -]?jahre\w*",
    re.IGNORECASE,
)
_TENS = ("dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``[start, end)`` of a text; what it does not say is None.

    ``minutes`` is a time of day, its readings in minutes since midnight.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minutes: frozenset[int] = frozenset()

    @property
    def calendar(self) -> date | None:
        """The day, if year, month and day are known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def dates(text: str, language: str) -> tuple[DateMention, ...]:
    """Return the dates of a text that is folded by ``quantities.plain``, in order, none twice."""
    found: list[DateMention] = []
    for mention in _mentions(text, language):
        if all(mention.end <= other.start or other.end <= mention.start for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def holds(held: DateMention, claimed: DateMention) -> bool:
    """Whether a date says all that the claimed one says."""
    if claimed.minutes:
        return bool(claimed.minutes & held.minutes)
    if claimed.weekday is not None and claimed.month is None:
        return _weekday(held) == claimed.weekday
    pairs = ((held.year, claimed.year), (held.month, claimed.month), (held.day, claimed.day))
    return all(said is None or said == known for known, said in pairs)


def contradicts(held: DateMention, claimed: DateMention) -> bool:
    """Whether a date that says as much as the claimed one says something else."""
    if claimed.minutes:
        return bool(held.minutes)
    if claimed.weekday is not None and claimed.month is None:
        return _weekday(held) not in (None, claimed.weekday)
    pairs = ((held.year, claimed.year), (held.month, claimed.month), (held.day, claimed.day))
    told = [(known, said) for known, said in pairs if said is not None]
    return all(known is not None for known, _ in told[-1:]) and not holds(held, claimed)


def _weekday(mention: DateMention) -> int | None:
    calendar = mention.calendar
    return mention.weekday if calendar is None else calendar.weekday()


def _mentions(text: str, language: str) -> Iterator[DateMention]:
    yield from _written_in_figures(text, language)
    yield from _named_months(text, language)
    yield from _years(_SCHOOL_YEAR, text)
    yield from _times(text)
    yield from _years(_BARE_YEAR, text)
    yield from _decades(text)
    yield from _named_weekdays(text, language)


def _written_in_figures(text: str, language: str) -> Iterator[DateMention]:
    for found in _ISO.finditer(text):
        yield from _valid(found, int(found[1]), int(found[2]), int(found[3]))
    for found in _HAN.finditer(text):
        year = int(found[1]) if found[1] else None
        yield from _valid(found, year, int(found[2]), int(found[3]) if found[3] else None)
    for found in _NUMERIC.finditer(text):
        yield from _numeric(found, language)


def _years(pattern: re.Pattern[str], text: str) -> Iterator[DateMention]:
    for found in pattern.finditer(text):
        yield DateMention(*found.span(), found[0], int(found[1]))


def _decades(text: str) -> Iterator[DateMention]:
    """Yield the first years of decades of the last century: "90er Jahre", "anni '90"."""
    for found in _DECADE.finditer(text):
        tens = next(each for each in found.groups() if each)
        at = int(tens) if tens.isdigit() else 10 * (_TENS.index(tens.lower()) + 3)
        yield DateMention(*found.span(), found[0], 1900 + at)


def _times(text: str) -> Iterator[DateMention]:
    for found in _CLOCK_MINUTES.finditer(text):
        yield _clock(text, found, int(found[1]), 30 if found[3] else int(found[2]))
    for found in _CLOCK.finditer(text):
        yield _clock(text, found, int(found[1]), int(found[2] or 0))
    for found in _CLOCK_BARE.finditer(text):
        yield _clock(text, found, int(found[1]), int(found[2]))
    # From the figure back: looking for every word before an hour first costs ten times as much.
    for found in _HOUR.finditer(text):
        start = max(0, found.start() - _LONGEST_BEFORE_HOUR)
        before = _BEFORE_HOUR.search(text[start : found.start()])
        if before and int(found[1]) <= 24 and (found[2] or _says_hour(before[0])):
            yield _clock(text, found, int(found[1]), int(found[2] or 0))


def _says_hour(words: str) -> bool:
    return words.lower().startswith(("saat", "godz", "الساعة"))


def _valid(
    found: re.Match[str], year: int | None, month: int, day: int | None
) -> Iterator[DateMention]:
    try:
        date(year or 2024, month, day or 1)
    except ValueError:
        return
    yield DateMention(*found.span(), found[0], year, month, day)


def _numeric(found: re.Match[str], language: str) -> Iterator[DateMention]:
    first, second = int(found[1]), int(found[2])
    year = int(found[3]) if found[3] else None
    if year is not None and year < 100:
        year += 2000
    if year is None and "/" in found[0]:
        return
    if language.startswith("en") and "/" in found[0] and first <= 12 and second > 12:
        first, second = second, first
    yield from _valid(found, year, second, first)


def _named_months(text: str, language: str) -> Iterator[DateMention]:
    for word in _WORD.finditer(text):
        month = month_of(word[0].lower(), language)
        if month is None:
            continue
        mention = _with_day_and_year(text, word, month, language)
        if not _is_no_date(mention, word[0]) and _exists(mention):
            yield mention
            yield from filter(_exists, _day_beside(text, mention, language))


def _with_day_and_year(text: str, word: re.Match[str], month: int, language: str) -> DateMention:
    """Return the month with the day and the year that stand beside it."""
    start, end = word.span()
    day: int | None = None
    year: int | None = None
    if before := _DAY_BEFORE.search(text, max(0, start - 12), start):
        start, day = before.start(), int(before[1])
    elif after := _day_after(text, end, language):
        end, day = after.end(), int(after[1])
    if after := _YEAR_AFTER.match(text, end):
        end, year = after.end(), int(after[1])
    elif before := re.search(rf"({_YEAR})\s?,?\s?(?:yılı(?:nın)?\s)?$", text[:start]):
        start, year = before.start(), int(before[1])
    return DateMention(start, end, text[start:end], year, month, day)


def _day_beside(text: str, mention: DateMention, language: str) -> Iterator[DateMention]:
    """Yield the other date of "27. und 28. Juni" or "June 27 and 28"."""
    if mention.day is None:
        return
    found = _EARLIER_DAY.search(text, max(0, mention.start - 12), mention.start)
    if found is None and language.startswith("en"):
        found = _LATER_DAY.match(text, mention.end)
    if found is not None:
        start, end = found.span()
        yield replace(mention, start=start, end=end, text=found[0], day=int(found[1]))


def _day_after(text: str, end: int, language: str) -> re.Match[str] | None:
    """Return the day behind a month: English alone writes "May 3"."""
    if not language.startswith("en") or _YEAR_AFTER.match(text, end):
        return None
    return _DAY_AFTER.match(text, end)


def _is_no_date(mention: DateMention, word: str) -> bool:
    """Tell whether a month's name alone is an ordinary word ("may", "mars")."""
    if mention.day is not None or mention.year is not None:
        return False
    lower = word.lower()
    if lower not in SHORT_NAMES:
        return False
    return not word[0].isupper() or lower not in {"mai", "may", "march", "mars"}


def _exists(mention: DateMention) -> bool:
    try:
        date(mention.year or 2024, mention.month or 1, 1 if mention.day is None else mention.day)
    except ValueError:
        return False
    return True


def _named_weekdays(text: str, language: str) -> Iterator[DateMention]:
    if language.split("-")[0] in {"zh", "ja", "ko", "ar", "th", "vi"}:
        for name, day in weekdays(language).items():
            at = text.find(name) if len(name) > 2 and not name.isascii() else -1
            if at >= 0:
                yield DateMention(at, at + len(name), name, weekday=day)
        return
    for word in _WORD.finditer(text):
        lower = word[0].lower()
        number = day_of_week(lower, language)
        if number is not None and lower not in SHORT_NAMES and len(lower) > 3:
            yield DateMention(*word.span(), word[0], weekday=number)


def _clock(text: str, found: re.Match[str], hour: int, minute: int) -> DateMention:
    around = text[max(0, found.start() - 4) : found.end() + 3]
    readings = {hour * 60 + minute}
    if _AFTERNOON.search(around):
        readings = {(hour % 12 + 12) * 60 + minute}
    elif _MORNING.search(around):
        readings = {hour % 12 * 60 + minute}
    elif hour < 12:
        readings.add((hour + 12) * 60 + minute)
    return DateMention(*found.span(), found[0], minutes=frozenset(readings))
