"""What rules carry over from German into any language: figures with a unit, days, months.

CLDR (package babel) has the words: "1,85 Meter" is "1,85 mètre", "25. Februar 2010" 2010年2月25日.
"""

import re
from datetime import date
from typing import Literal

from rag.notation import has_notation
from rag.texts import language_name, text_language
from rag.verification.locale_words import unit_names
from rag.verification.quantities import quantities

_GERMAN = "de"
_BOUND = r"(?:(?:rund|etwa|circa|ca\.|über|mehr als|mindestens|knapp|bis zu|fast) )?"
_BEFORE_FIGURE = re.compile(rf"^{_BOUND}(?=\d)", re.IGNORECASE)
_PLAIN = re.compile(
    rf"{_BOUND}(\d[\d.,]*(?:\s?(?:Million|Millionen|Mio\.?|Milliarde|Milliarden|Mrd\.?))?"
    r"(?:\s?(?:%|Prozent|Euro|€))?)",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(rf"{_BOUND}(\d[\d.]*(?:,\d+)?)\s([A-Za-zäöüß]+)", re.IGNORECASE)
_LENGTHS: tuple[Literal["long"], Literal["short"]] = ("long", "short")
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
    *("Oktober", "November", "Dezember"),
)
_DAY = re.compile(rf"(?:(?:am|Am) )?(?:(\d{{1,2}})\. )?({'|'.join(_MONTHS)})(?: (\d{{4}}))?")


def carried_over(german: str, language: str) -> str:
    """Return a figure or a day that is all a German text says in a language (BCP 47).

    "" where it says anything else. Plain figures and money are left as the German has them, without
    what bounds them: ``notation.py`` and ``bounds.py`` write these in every language.
    """
    text = german.strip().removesuffix(".")
    if plain := _PLAIN.fullmatch(text):
        # Where nobody knows how a language writes them, a figure with a word is translated.
        return plain[1] if has_notation(language) or not re.search(r"[A-Za-z]", plain[1]) else ""
    if measured := _WITH_UNIT.fullmatch(text):
        return _measured(measured[1], measured[2].lower(), language)
    found = _DAY.fullmatch(text)
    return "" if found is None else _day(found, language)


def without_bound(german: str) -> str:
    """Return a German text that begins with a figure without what bounds it ("über", "rund")."""
    return _BEFORE_FIGURE.sub("", german)


def _measured(figure: str, unit: str, language: str) -> str:
    from babel.units import format_unit  # loads slowly, and most commands need none of it

    key, locale = unit_names(_GERMAN).get(unit), cldr_name(language)
    found = quantities(figure, _GERMAN)
    # Years may be somebody's age, which Chinese counts in another word.
    if key is None or key == "duration-year" or not locale or not found:
        return ""
    value = found[0].values[0]
    number = int(value) if value.is_integer() else value
    forms = (format_unit(number, key, length, locale=locale) for length in _LENGTHS)
    # Where CLDR has no words for a unit, babel names the key.
    return next((_plain_blanks(form) for form in forms if key not in form), "")


def _day(found: re.Match[str], language: str) -> str:
    from babel import Locale
    from babel.dates import format_date

    if not (code := cldr_name(language)):
        return ""
    month, locale = _MONTHS.index(found[2]) + 1, Locale.parse(code)
    if not found[1] and not found[3]:
        return str(locale.months["stand-alone"].copy()["wide"][month])
    if not found[1] or not found[3]:
        return ""
    try:
        day = date(int(found[3]), month, int(found[1]))
        return _plain_blanks(format_date(day, "long", locale))
    except ValueError:
        return ""


def _plain_blanks(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def cldr_name(language: str) -> str:
    """Return CLDR's name of a language, "" where it has none."""
    from babel.localedata import exists

    own = text_language(language) if language_name(language) else language
    names = (language.replace("-", "_"), own.replace("-", "_"), language.split("-")[0])
    return next((name for name in names if exists(name)), "")
