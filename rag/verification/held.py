"""What a claim is held against: the German sentences, and the figures and dates that they hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.verification.article_dates import completed, relative_dates
from rag.verification.counted import with_nouns
from rag.verification.dates import DateMention, dates
from rag.verification.quantities import Quantity, blanked, plain, quantities

GERMAN = "de"
_SCORE = re.compile(r"(?<![\d:.,])(\d{1,3}):(\d{1,3})(?![\d:]|\s?Uhr)")
MOST_PARTS = 40
"""Figures that a sum, or a time that leads to a date, is looked for among."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a claim may rest on: the sentences cited, those around them, title, date, newspaper."""

    cited: tuple[str, ...]
    neighbours: tuple[str, ...]
    title: str
    date: str | None
    """ISO 8601, as far as the article says it."""
    source: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All of it that is German text."""
        return (*self.cited, *self.neighbours, self.title)


@dataclass(frozen=True, slots=True)
class Held:
    """The figures and dates of the cited sentences, of those beside them, and of the question."""

    cited: tuple[Quantity, ...]
    scores: tuple[tuple[float, float], ...]
    """Of "27:25" in them: one of the two alone is no figure that the sentences have."""
    beside: tuple[Quantity, ...]
    asked: tuple[Quantity, ...]
    cited_dates: tuple[DateMention, ...]
    """Completed from the article's own date."""
    said_dates: tuple[DateMention, ...]
    beside_dates: tuple[DateMention, ...]
    asked_dates: tuple[DateMention, ...]
    published: tuple[DateMention, ...]

    @classmethod
    def of(cls, grounds: Grounds, question: str, language: str) -> "Held":
        """Read the grounds, and a question in its language (BCP 47)."""
        near = plain(" \n".join(grounds.cited))
        far = plain(" \n".join((*grounds.neighbours, grounds.title)))
        asked = plain(question)
        published = _day(grounds.date)
        said, far_dates = _said(near, published), _said(far, published)
        return cls(
            figures_of(near),
            _scores(near),
            figures_of(far),
            quantities(asked, language),
            (*said, *_completed(said, published)),
            said,
            (*far_dates, *_completed(far_dates, published)),
            dates(asked, language),
            _as_mention(published),
        )


def figures_of(text: str) -> tuple[Quantity, ...]:
    """Return the figures of a German text folded by ``plain``, no scores, with what they count."""
    text = without_scores(text)
    return with_nouns(quantities(text, GERMAN), text)


def without_scores(text: str) -> str:
    """Return a text with blanks where it has scores of a game, so that offsets stay."""
    return blanked(text, [found.span() for found in _SCORE.finditer(text)])


def _scores(text: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(found[1]), float(found[2])) for found in _SCORE.finditer(text))


def _said(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Return the dates of a German text, also those counted from the article's ("gestern")."""
    found = dates(text, GERMAN)
    return found if published is None else (*found, *relative_dates(text, published))


def _completed(found: Sequence[DateMention], published: date | None) -> tuple[DateMention, ...]:
    """Return what dates without a year mean in an article of that day."""
    if published is None:
        return ()
    return tuple(one for each in found for one in completed(each, published))


def _as_mention(published: date | None) -> tuple[DateMention, ...]:
    if published is None:
        return ()
    return (DateMention(0, 0, "", published.year, published.month, published.day),)


def _day(iso: str | None) -> date | None:
    try:
        return None if iso is None else date.fromisoformat(iso[:10])
    except ValueError:
        return None
