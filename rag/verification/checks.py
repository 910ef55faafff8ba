"""A claim held against the German sentences that it rests on, without any model.

Figures, dates and names of the claim must stand there; what the question itself says is not the
claim's burden, but a doubt; so is what no library can map from one script to another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import isclose

from rag.records import Reason, Verdict
from rag.verification.dates import (
    DateMention,
    completed,
    contradicts,
    dates,
    holds,
    relative_dates,
)
from rag.verification.modality import modality
from rag.verification.names import Name, claimed_names, missing_words
from rag.verification.quantities import (
    Quantity,
    blanked,
    plain,
    quantities,
    rounded,
    same_quantity,
    same_value,
)

_GERMAN = "de"
_VERDICTS = {
    "number_missing": Verdict.UNSUPPORTED,
    "number_other_unit": Verdict.UNSUPPORTED,
    "date_other": Verdict.UNSUPPORTED,
    "date_missing": Verdict.UNSUPPORTED,
    "name_missing": Verdict.UNSUPPORTED,
    "type_missing": Verdict.UNSUPPORTED,
    "number_beside": Verdict.WEAK,
    "number_rounded": Verdict.WEAK,
    "ordinal_missing": Verdict.WEAK,
    "number_computed": Verdict.WEAK,
    "date_beside": Verdict.WEAK,
    "date_computed": Verdict.WEAK,
    "date_published": Verdict.WEAK,
    "name_unknown": Verdict.WEAK,
    "question_fact": Verdict.WEAK,
    "negation_added": Verdict.WEAK,
    "negation_lost": Verdict.WEAK,
    "hedge_lost": Verdict.WEAK,
}
_MOST_PARTS = 40
"""Figures that a sum is looked for among: their pairs are tried one by one."""
_LONGEST = {"months": 1200, "seconds": 366 * 86_400}
"""Times that a date is looked for before and after another one: a hundred years, or a year."""
_ORDER = (Verdict.SUPPORTED, Verdict.WEAK, Verdict.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a claim may rest on: the sentences cited, those around them, title and date."""

    cited: tuple[str, ...]
    neighbours: tuple[str, ...]
    title: str
    date: str | None
    """ISO 8601, as far as the article says it."""


def check_claim(claim: str, language: str, grounds: Grounds, question: str) -> tuple[Reason, ...]:
    """Return the reasons to doubt a claim in a language (BCP 47), none where there is none."""
    held = _Held.of(grounds, question, language)
    folded = plain(claim)
    mentions = dates(folded, language)
    rest = blanked(folded, [(mention.start, mention.end) for mention in mentions])
    return (
        *_dates(mentions, held),
        *_numbers(quantities(rest, language), held),
        *_names(claim, language, grounds, question),
        *modality(claim, language, grounds.cited),
    )


def verdict_of(reasons: Sequence[Reason]) -> Verdict:
    """Return the worst that the reasons mean; ``supported`` where there is none."""
    verdicts = [_VERDICTS[reason.code] for reason in reasons]
    return max(verdicts, key=_ORDER.index, default=Verdict.SUPPORTED)


@dataclass(frozen=True, slots=True)
class _Held:
    """The figures and dates of the cited sentences, of those beside them, and of the question."""

    cited: tuple[Quantity, ...]
    beside: tuple[Quantity, ...]
    asked: tuple[Quantity, ...]
    cited_dates: tuple[DateMention, ...]
    """Completed from the article's own date."""
    said_dates: tuple[DateMention, ...]
    beside_dates: tuple[DateMention, ...]
    asked_dates: tuple[DateMention, ...]
    published: tuple[DateMention, ...]

    @classmethod
    def of(cls, grounds: Grounds, question: str, language: str) -> "_Held":
        near = plain(" \n".join(grounds.cited))
        far = plain(" \n".join((*grounds.neighbours, grounds.title)))
        asked = plain(question)
        published = _day(grounds.date)
        return cls(
            quantities(near, _GERMAN),
            quantities(far, _GERMAN),
            quantities(asked, language),
            _dates_of(near, published),
            _said_dates(near, published),
            _dates_of(far, published),
            dates(asked, language),
            _as_mention(published),
        )


def _dates(mentions: Sequence[DateMention], held: _Held) -> list[Reason]:
    return [reason for each in mentions if (reason := _date(each, held)) is not None]


def _date(claimed: DateMention, held: _Held) -> Reason | None:
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


def _date_not_held(claimed: DateMention, held: _Held) -> Reason:
    if parts := _date_computed(claimed, held):
        return Reason("date_computed", claimed.text, parts)
    other = next((each for each in held.cited_dates if contradicts(each, claimed)), None)
    if other is None:
        return Reason("date_missing", claimed.text)
    return Reason("date_other", claimed.text, other.text)


def _date_computed(claimed: DateMention, held: _Held) -> str:
    """Return the date and the time from it that lead to a claimed date, "" for none.

    "Vier Wochen" after 31 October, "neun Monate" after 26 February.
    """
    if claimed.month is None:
        return ""
    spans = [each for each in held.cited if each.dimension in ("months", "seconds")]
    # A weekday may be several days: counting from each would find almost any date.
    for mention in (each for each in held.cited_dates if each.weekday is None):
        for span in spans[:_MOST_PARTS]:
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


def _is_said(claimed: DateMention, held: _Held) -> bool:
    """Tell whether a cited sentence has the date; of a bare year any four digits may be it.

    "Am Montag" lies in the year of the article, but is no evidence of what happened in that year.
    """
    bare = _is_bare_year(claimed)
    sure = held.said_dates if bare else held.cited_dates
    if any(holds(each, claimed) for each in sure):
        return True
    return bare and any(claimed.year in each.values for each in held.cited)


def _is_agreed(claimed: DateMention, held: _Held) -> bool:
    """Tell whether both the question and the article have the date."""
    known = (*held.beside_dates, *held.published)
    asked = any(holds(each, claimed) for each in held.asked_dates)
    return asked and any(holds(each, claimed) for each in known)


def _is_bare_year(claimed: DateMention) -> bool:
    return claimed.year is not None and claimed.month is None


def _numbers(claimed: Sequence[Quantity], held: _Held) -> list[Reason]:
    return [reason for each in claimed if (reason := _number(each, held)) is not None]


def _number(claimed: Quantity, held: _Held) -> Reason | None:
    if any(same_quantity(claimed, each) for each in held.cited) or _counts_nothing(claimed):
        return None
    beside = any(same_quantity(claimed, each) for each in held.beside)
    asked = any(same_quantity(claimed, each) for each in held.asked)
    if beside and asked:
        return None  # the question and the article agree on it
    if beside or asked:
        return Reason("number_beside" if beside else "question_fact", claimed.text)
    return _number_not_held(claimed, held)


def _number_not_held(claimed: Quantity, held: _Held) -> Reason:
    known = (*held.cited, *held.beside)
    if about := next((each for each in held.cited if rounded(claimed, each)), None):
        return Reason("number_rounded", claimed.text, about.text)
    if parts := _computed(claimed, held.cited[:_MOST_PARTS]):
        return Reason("number_computed", claimed.text, parts)
    if other := next((each for each in known if same_value(claimed, each)), None):
        return Reason("number_other_unit", claimed.text, other.text)
    # "Third-graders" are "Drittklässler": what is counted off is often a part of a word.
    counted_off = claimed.ordinal and not any(each.isdigit() for each in claimed.text)
    return Reason("ordinal_missing" if counted_off else "number_missing", claimed.text)


def _computed(claimed: Quantity, known: Sequence[Quantity]) -> str:
    """Return the two figures of one unit whose sum or difference is claimed, "" for none."""
    whole = [value * claimed.factor for value in claimed.values]
    for a, b in combinations([each for each in known if each.dimension], 2):
        if a.dimension != b.dimension or claimed.dimension not in ("", a.dimension):
            continue
        x, y = a.values[0] * a.factor, b.values[0] * b.factor
        factor = a.factor if not claimed.dimension else 1.0
        if any(isclose(value * factor, made) for value in whole for made in (x + y, abs(x - y))):
            return f"{a.text}, {b.text}"
    return ""


def _names(claim: str, language: str, grounds: Grounds, question: str) -> list[Reason]:
    article = (*grounds.cited, *grounds.neighbours, grounds.title)
    reasons = []
    for name in claimed_names(claim, language):
        missing = missing_words(name, article)
        if not missing:
            continue
        if not missing_words(name, (question, *article)):
            # The asker's own word for it: "the town hall" for "das Rathaus".
            continue
        # A single word may be an ordinary one: the first of a sentence, any German noun.
        alone = len(name.words) == 1
        if alone and not name.certain and name.text.isascii():
            continue
        certain = name.certain
        if language.startswith(_GERMAN):
            certain = certain and _is_surname_missing(name, missing)
        reasons.append(Reason("name_missing" if certain else "name_unknown", name.text))
    return reasons


def _is_surname_missing(name: Name, missing: Sequence[str]) -> bool:
    """Tell whether the last word of a German name is missing, and is no noun behind "Berliner"."""
    *first, last = name.words
    of_a_place = any(word.endswith("er") and word not in missing for word in first)
    return last in missing and not of_a_place


def _dates_of(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Return the dates of a German text, those without a year also as the article's date means."""
    found = _said_dates(text, published)
    if published is None:
        return found
    return (*found, *(one for each in found for one in completed(each, published)))


def _said_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    found = dates(text, _GERMAN)
    return found if published is None else (*found, *relative_dates(text, published))


def _as_mention(published: date | None) -> tuple[DateMention, ...]:
    if published is None:
        return ()
    return (DateMention(0, 0, "", published.year, published.month, published.day),)


def _day(iso: str | None) -> date | None:
    try:
        return None if iso is None else date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _counts_nothing(claimed: Quantity) -> bool:
    """Tell whether it is the number of "one of the" or "the first" and no figure."""
    small = all(value in (0, 1, 2) for value in claimed.values)
    return small and not claimed.dimension and not any(each.isdigit() for each in claimed.text)
