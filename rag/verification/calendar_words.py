"""Names of months and weekdays: of German, of English and of a text's language, in their forms."""

import re
from functools import lru_cache

from rag.verification.locale_words import months, weekdays

_GERMAN = "de"
_LONGEST_SHORT = 4
_INFLECTING = frozenset({"ru", "pl", "tr"})
_OTHER_WORDS = re.compile(r"czerwon\w*|piąt(?:[yaeą]|ego|ej|ych|ym)|четв[её]рт\w*|мартин\w*")
"""Polish for "red" and "fifth", Russian for "fourth" and Martin: no months and weekdays."""
SHORT_NAMES = frozenset({"may", "mai", "mar", "sun", "sat", "mon", "so", "mi", "do", "di", "sa",
                         "ene", "set", "ago", "mer", "dim", "jan", "mars", "sob", "pon", "kas",
                         "oca", "eki", "ara", "sal", "per", "pn", "wt", "śr", "nd", "pt", "cz",
                         "вс", "ср", "пт", "сб", "пн", "вт", "чт", "dec", "gen", "lun", "dom",
                         "sab", "vie", "mié", "jue", "ma", "ma.", "wo", "vr", "za", "zo", "paz",
                         "car", "cum", "cmt", "pzt", "sáb", "qua", "qui", "sex", "seg", "ter",
                         "march"})  # fmt: skip
"""Short or ambiguous names: months and weekdays only beside a day or a year."""


@lru_cache(maxsize=64)
def _month_names(language: str) -> dict[str, int]:
    names = {**months("en"), **months(_GERMAN), **months(language)}
    names |= {"jänner": 1, "feber": 2, "sept": 9, "märz": 3}
    if language.startswith("ar"):
        names |= {
            "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6,
            "تموز": 7, "آب": 8, "أيلول": 9,
        }  # fmt: skip
    return names


@lru_cache(maxsize=20_000)
def month_of(word: str, language: str) -> int | None:
    """Return the number of the month, 1 to 12, that a lower-cased word names, in any form."""
    names = _month_names(language)
    if word in names:
        return names[word]
    return _prefixed(word, names, language, shortest=5)


@lru_cache(maxsize=20_000)
def day_of_week(word: str, language: str) -> int | None:
    """Return the weekday that a lower-cased word names, numbered as the locale data numbers it."""
    names = {**weekdays(_GERMAN), **weekdays(language)}
    # Not "thus".
    plural = word.endswith("s") and len(word) > _LONGEST_SHORT and word not in names
    stem = word[:-1] if plural else word
    number = names.get(word, names.get(stem))
    return _prefixed(word, names, language, shortest=6) if number is None else number


def _prefixed(word: str, names: dict[str, int], language: str, shortest: int) -> int | None:
    """Return the number of a name that the word is a form of: января, lipcu, Temmuzda."""
    if language.split("-")[0] not in _INFLECTING or _OTHER_WORDS.fullmatch(word):
        return None
    glued = language.startswith("tr")
    for name, number in names.items():
        if len(name) < (4 if glued else shortest):
            continue
        # Turkish hangs its endings on the whole name, Slavic languages change its last letters.
        stem = name if glued else name[: max(4, len(name) - 2)]
        if word.startswith(stem) and len(word) <= len(name) + (4 if glued else 2):
            return number
    return None
