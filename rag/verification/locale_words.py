"""What CLDR (package babel) knows of a language: units, currencies, months, weekdays, countries."""

import re
from collections.abc import Iterator
from functools import lru_cache

ENGLISH = "en"

UNITS: dict[str, tuple[str, float]] = {
    "length-kilometer": ("length", 1000),
    "length-meter": ("length", 1),
    "length-centimeter": ("length", 0.01),
    "length-millimeter": ("length", 0.001),
    "length-mile": ("length", 1609.344),
    "area-square-meter": ("area", 1),
    "area-square-kilometer": ("area", 1e6),
    "area-square-mile": ("area", 2_589_988.11),
    "area-hectare": ("area", 1e4),
    "mass-gram": ("mass", 0.001),
    "mass-kilogram": ("mass", 1),
    "mass-tonne": ("mass", 1000),
    "volume-liter": ("volume", 0.001),
    "volume-cubic-meter": ("volume", 1),
    "temperature-celsius": ("temperature", 1),
    "energy-kilowatt-hour": ("energy", 1),
    "power-kilowatt": ("power", 1),
    "power-megawatt": ("power", 1000),
    "power-gigawatt": ("power", 1e6),
    "speed-kilometer-per-hour": ("speed", 1),
    "duration-second": ("seconds", 1),
    "duration-minute": ("seconds", 60),
    "duration-hour": ("seconds", 3600),
    "duration-day": ("seconds", 86_400),
    "duration-week": ("seconds", 604_800),
    "duration-month": ("months", 1),
    "duration-year": ("months", 12),
}
"""Unit to its dimension and how many of the dimension's base units it is."""

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "TRY", "RUB", "CNY", "PLN")
_COUNTS = (1, 2, 3, 5, 100)
_DIGITS = re.compile(r"[\d٠-٩]+")
_COUNTRY = re.compile(r"[A-Z]{2}")


@lru_cache(maxsize=64)
def unit_names(language: str) -> dict[str, str]:
    """Return the names of the units in ``UNITS`` in a language, lower case, to their keys."""
    from babel.units import format_unit  # loads slowly, and most commands need none of it

    code = _known(language)
    names: dict[str, str] = {}
    for unit in UNITS:
        for length in ("long", "short"):
            for count in _COUNTS:
                text = format_unit(count, unit, length=length, locale=code)
                name = _DIGITS.sub("", text).strip(" .\u00a0\u200e\u200f\u061c").lower()
                if name:
                    names.setdefault(name, unit)
    return names


@lru_cache(maxsize=64)
def currency_names(language: str) -> dict[str, str]:
    """Return the names of ``CURRENCIES`` in a language, lower case, to their ISO codes."""
    from babel.numbers import get_currency_name

    code = _known(language)
    return {
        get_currency_name(currency, count, locale=code).lower(): currency
        for currency in CURRENCIES
        for count in _COUNTS
    }


@lru_cache(maxsize=64)
def months(language: str) -> dict[str, int]:
    """Return the names of the months in a language, lower case, to 1-12; short ones too."""
    return dict(_calendar(language, "months", 0))


@lru_cache(maxsize=64)
def weekdays(language: str) -> dict[str, int]:
    """Return the names of the weekdays in a language, lower case, to 0 (Monday) - 6."""
    return dict(_calendar(language, "days", 0))


@lru_cache(maxsize=64)
def countries(language: str) -> dict[str, str]:
    """Return the names of countries in a language, lower case, to their two letters."""
    from babel import Locale

    territories = Locale.parse(_known(language)).territories
    return {name.lower(): code for code, name in territories.items() if _COUNTRY.fullmatch(code)}


@lru_cache(maxsize=64)
def languages(language: str) -> frozenset[str]:
    """Return the names of languages in a language, lower case."""
    from babel import Locale

    return frozenset(name.lower() for name in Locale.parse(_known(language)).languages.values())


def _calendar(language: str, kind: str, offset: int) -> Iterator[tuple[str, int]]:
    from babel import Locale

    table = getattr(Locale.parse(_known(language)), kind)
    for context in ("format", "stand-alone"):
        # A copy: an alias that is resolved in place is kept for other languages, too.
        forms = table[context].copy()
        for width in ("wide", "abbreviated"):
            for number, name in forms[width].items():
                word = name.strip(".").lower()
                # CLDR has no names for months of some calendars' languages: "3月", "3".
                if any(letter.isalpha() for letter in word) and not word[0].isdigit():
                    yield word, number + offset


@lru_cache(maxsize=256)
def _known(language: str) -> str:
    """Return the language's code if CLDR has it, English otherwise."""
    from babel.localedata import exists

    code = language.split("-")[0]
    return code if exists(code) else ENGLISH
