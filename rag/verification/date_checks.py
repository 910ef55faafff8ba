"""The dates of a claim, held against those of its German sentences."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rag.records import Reason
from rag.verification.dates import DateMention, contradicts, holds
from rag.verification.held import MOST_PARTS, Held
from rag.verification.quantities import Quantity

_LONGEST = {"months": 1200, "seconds": 366 * 86_400}
"""Times that a date is looked for before and after another one: a hundred years, or a year."""


def date_reasons(mentions: Sequence[DateMention], held: Held) -> list[Reason]:
    """Return a reason for each date of a claim that its cited sentences do not have."""
    return [reason for each in mentions if (reason := _date(each, held)) is not None]


def _date(claimed: DateMention, held: Held) -> Reason | None:
    if _is_said(claimed, held) or _is_agreed(claimed, held):
        return None
    bare = _is_bare_year(claimed)
    doubts = (
        ("date_beside", () if bare else held.beside_dates),
        ("question_fact", held.asked_dates),
        ("date_published", held.published),
    )
    for code, dated in doubts:
        if any(holds(each, claimed) for each in dated):
            return Reason(code, claimed.text)
    return _date_not_held(claimed, held)


def _date_not_held(claimed: DateMention, held: Held) -> Reason:
    if parts := _date_computed(claimed, held):
        return Reason("date_computed", claimed.text, parts)
    other = next((each for each in held.cited_dates if contradicts(each, claimed)), None)
    if other is None:
        return Reason("date_missing", claimed.text)
    return Reason("date_other", claimed.text, other.text)


def _date_computed(claimed: DateMention, held: Held) -> str:
    """Return the date and the time from it that lead to a claimed date, "" for none.

    "Vier Wochen" after 31 October, "neun Monate" after 26 February.
    """
    if claimed.month is None:
        return ""
    spans = [each for each in held.cited if each.dimension in ("months", "seconds")]
    # A weekday may be several days: counting from each would find almost any date.
    for mention in (each for each in held.cited_dates if each.weekday is None):
        for span in spans[:MOST_PARTS]:
            if any(holds(each, claimed) for each in _moved(mention.calendar, span)):
                return f"{mention.text}, {span.text}"
    return ""


def _moved(day: date | None, span: Quantity) -> Iterator[DateMention]:
    """Yield the days that lie the span before and after a day; a month is moved by its number."""
    length = round(span.values[0] * span.factor) if day and span.values else 0
    for count in (length, -length):
        if day is None or not 0 < length <= _LONGEST[span.dimension]:
            return
        if span.dimension == "months":
            year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
            yield DateMention(0, 0, "", year, month + 1, day.day)
        else:
            moved = day + timedelta(seconds=count)
            yield DateMention(0, 0, "", moved.year, moved.month, moved.day)


def _is_said(claimed: DateMention, held: Held) -> bool:
    """Tell whether a cited sentence has the date; of a bare year any four digits may be it.

    "Am Montag" lies in the year of the article, but is no evidence of what happened in that year.
    """
    bare = _is_bare_year(claimed)
    sure = held.said_dates if bare else held.cited_dates
    if any(holds(each, claimed) for each in sure):
        return True
    return bare and any(claimed.year in each.values for each in held.cited)


def _is_agreed(claimed: DateMention, held: Held) -> bool:
    """Tell whether both the question and the article have the date."""
    known = (*held.beside_dates, *held.published)
    asked = any(holds(each, claimed) for each in held.asked_dates)
    return asked and any(holds(each, claimed) for each in known)


def _is_bare_year(claimed: DateMention) -> bool:
    return claimed.year is not None and claimed.month is None
