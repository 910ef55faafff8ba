"""What dates mean in an article of a certain day: "gestern", "im Vorjahr", "am Dienstag"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from rag.verification.dates import DateMention

_RELATIVE_DAYS = {
    "vorgestern": -2, "gestern": -1, "heute": 0, "heutigen": 0, "morgen": 1, "übermorgen": 2,
}  # fmt: skip
# "Am Morgen" and "heute morgen" are times of a day.
_RELATIVE_DAY = re.compile(
    r"\b(?:(?i:vorgestern|gestern|heute|heutigen|übermorgen)|(?<!heute )(?<!gestern )morgen)\b"
)
_RELATIVE_YEAR = (
    (re.compile(r"\b(?:vergangen|vorig|letzt)\w* jahr\b|\bvorjahr", re.IGNORECASE), -1),
    (re.compile(r"\b(?:kommend|nächst)\w* jahr\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:dies\w* jahr\b|heuer\b)", re.IGNORECASE), 0),
    (re.compile(r"\bvor zwei jahren\b|\bvorvergangen\w* jahr", re.IGNORECASE), -2),
    (re.compile(r"\bübernächst\w* jahr|\bin zwei jahren\b", re.IGNORECASE), 2),
)
_RELATIVE_MONTH = (
    (re.compile(r"\b(?:vergangen|vorig|letzt)\w* monat", re.IGNORECASE), -1),
    (re.compile(r"\b(?:kommend|nächst)\w* monat", re.IGNORECASE), 1),
)


def relative_dates(text: str, published: date) -> tuple[DateMention, ...]:
    """Return what "gestern" and "im vergangenen Jahr" mean in a German text of that day."""
    found = []
    for word in _RELATIVE_DAY.finditer(text):
        day = published + timedelta(days=_RELATIVE_DAYS[word[0].lower()])
        found.append(DateMention(*word.span(), word[0], day.year, day.month, day.day))
    for pattern, years in _RELATIVE_YEAR:
        if hit := pattern.search(text):
            found.append(DateMention(*hit.span(), hit[0], published.year + years))
    for pattern, count in _RELATIVE_MONTH:
        if hit := pattern.search(text):
            years, month = divmod(published.year * 12 + published.month - 1 + count, 12)
            found.append(DateMention(*hit.span(), hit[0], years, month + 1))
    return tuple(found)


def completed(mention: DateMention, published: date) -> tuple[DateMention, ...]:
    """Return the days and years that an article of a date can mean by a mention of its own.

    A weekday alone is within eight days of the article; a day without a year is of the year before,
    the same or the next.
    """
    if mention.weekday is not None and mention.month is None:
        near = [published + timedelta(days=n) for n in range(-8, 9)]
        return tuple(
            replace(mention, year=day.year, month=day.month, day=day.day)
            for day in near
            if day.weekday() == mention.weekday
        )
    if mention.year is None and mention.month is not None:
        years = (published.year - 1, published.year, published.year + 1)
        return tuple(replace(mention, year=year) for year in years)
    return (mention,)
