"""The names of a text, and how near a text in another language comes to them."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from evals.judging.words import content_words, folded

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[„“\"(«]\s*)([^\W\d_][\w-]*)")
_CYRILLIC = dict(
    zip(
        "абвгдеёзийклмнопрстуфхыэ",
        [
            "a",
            "b",
            "w",
            "g",
            "d",
            "e",
            "e",
            "s",
            "i",
            "j",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "y",
            "e",
        ],
        strict=True,
    )
) | {
    "ж": "sch",
    "ц": "z",
    "ч": "tsch",
    "ш": "sch",
    "щ": "sch",
    "ю": "ju",
    "я": "ja",
    "ь": "",
    "ъ": "",
}
_SOUNDS = ((re.compile("sch|sh|ch"), "x"), (re.compile("ph|v|w"), "f"), (re.compile("ck|c|q"), "k"),
           (re.compile("y|j"), "i"), (re.compile("th"), "t"), (re.compile("tz|ts|z"), "s"),
           (re.compile(r"(.)\1"), r"\1"))  # fmt: skip


def names_of(text: str, language: str) -> list[str]:
    """Return the capitalised content words; in Chinese and the like, those in Latin letters.

    The first word of a sentence counts in German only, where every noun has a capital anyway.
    """
    words = content_words(text, language)
    if language in ("zh", "ja", "th", "ko", "ar"):
        return [word for word in words if _LATIN.match(word)]
    capital = [word for word in words if word[:1].isupper()]
    if language == "de":
        return capital
    first = {match[1] for match in _SENTENCE_START.finditer(text)}
    return [word for word in capital if word not in first]


def nearest_name(name: str, words: Iterable[str]) -> float:
    """Return the best likeness, 0 to 1, of ``name`` to a capitalised word, by sound."""
    own = sound(name)
    return max((_likeness(own, sound(word)) for word in words if word[:1].isupper()), default=0.0)


@lru_cache(maxsize=100_000)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other or one[0] != other[0]:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a rough spelling by sound in Latin letters: "Лейпциг" and "Leipzig" are near."""
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in word.casefold())
    letters = folded(letters)
    for pattern, replacement in _SOUNDS:
        letters = pattern.sub(replacement, letters)
    return letters
