"""Which country a word is of: its name, what its people are called, an adjective of it."""

import json
import re
from functools import lru_cache
from importlib.resources import files

from rag.verification.names import country_of

_DATA = json.loads((files("rag.verification") / "countries.json").read_text(encoding="utf-8"))
COUNTRY_WORDS: dict[str, str] = {
    stem: code for code, words in _DATA["countries"].items() for stem in words.split()
}
"""Beginnings of the names and adjectives of countries, lower case, to their two letters."""
COUNTRY_PHRASES: dict[str, list[str]] = _DATA["phrases"]
"""A word for a country to what else it is called in more words or other letters."""

_EXACT: dict[str, str] = _DATA["exact"]
_ARABIC_BEFORE = re.compile(r"^[وبلفك]?(?:ال|لل)(?=[\u0600-\u06ff]{2})")


@lru_cache(maxsize=8192)
def country_in(word: str, language: str) -> str | None:
    """Return the two letters of the country that a word or an adjective is of, None for none."""
    return surely_country(word) or country_of(word, language)


def surely_country(word: str) -> str | None:
    """Return the same by the lists alone, which have the beginnings of few countries' words."""
    if word in _EXACT:
        return _EXACT[word]
    lower = _ARABIC_BEFORE.sub("", word.lower())
    ends = range(len(lower), 1, -1)
    return next((code for end in ends if (code := COUNTRY_WORDS.get(lower[:end]))), None)
