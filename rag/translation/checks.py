"""What of a German sentence does not arrive in its translation: figures and dates."""

import re
from collections.abc import Iterator

from rag.records import Reason
from rag.verification.dates import DateMention, dates, holds
from rag.verification.quantities import (
    Quantity,
    blanked,
    plain,
    quantities,
    same_quantity,
    same_value,
)

_GERMAN = "de"


def lost(german: str, translation: str, language: str) -> tuple[Reason, ...]:
    """Return a reason for each figure and date that a translation (BCP 47) leaves out.

    Names are looked for from the other side alone: which of two capitalised German words are a name
    nobody can tell without knowing it.
    """
    return tuple(_figures_and_dates(plain(german), plain(translation), language))


def _figures_and_dates(german: str, translation: str, language: str) -> Iterator[Reason]:
    said, arrived = dates(german, _GERMAN), dates(translation, language)
    for mention in said:
        if not _is_in_figures(mention) or _is_written(mention, translation):
            continue
        if not any(_same(mention, other) for other in arrived):
            yield Reason("date_lost", evidence=mention.text.strip())
    figures = quantities(blanked(german, [(each.start, each.end) for each in said]), _GERMAN)
    # Whole: a figure of the German may be read as a part of a date there, or the other way round.
    held = quantities(translation, language)
    for figure in figures:
        written = any(sign.isdigit() for sign in figure.text)
        if written and not any(_same_figure(figure, other) for other in held):
            yield Reason("number_lost", evidence=figure.text)


def _same_figure(figure: Quantity, other: Quantity) -> bool:
    """Tell whether both are the same amount: "1,2 Mio." and "1.2 million", 90 minutes and 1.5 h."""
    return same_value(figure, other) or same_quantity(figure, other)


def _is_in_figures(mention: DateMention) -> bool:
    """Tell whether a date has a day, a year or a time: a month or weekday alone may be reworded."""
    return mention.day is not None or mention.year is not None or bool(mention.minutes)


def _is_written(mention: DateMention, translation: str) -> bool:
    """Tell whether a time of day stands there in figures, whatever word is beside them."""
    return any(
        re.search(
            rf"(?<!\d){at // 60}(?:[.:h]{at % 60:02})(?!\d)"
            if at % 60
            else rf"(?<![\d.:h]){at // 60}(?![\d]|[.:h]\d)",
            translation,
        )
        for at in mention.minutes
    )


def _same(mention: DateMention, other: DateMention) -> bool:
    return holds(other, mention) or holds(mention, other)
