"""One form for text that is compared: digits, quotes, dashes, blanks and case made equal.

The result has as many characters as the text, so that places in one are places in the other.
"""

import functools
import re
import unicodedata

_BLANKS = dict.fromkeys(
    map(ord, "\t\n\xa0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_DOUBLE = dict.fromkeys(map(ord, "„“”«»‟″〝〞＂「」『』《》"), '"')
_SINGLE = dict.fromkeys(map(ord, "‚‘’‛‹›′`´＇"), "'")
_TABLE = {**_BLANKS, **_DASHES, **_DOUBLE, **_SINGLE}
_MARKER = re.compile(r"\[\s*(\d+(?:\s*[-–,;]\s*\d+)*)\s*\]")
_MOST_IN_A_RANGE = 20
_KEPT = 4096
"""Texts whose forms are remembered: every metric of an item looks at the same few."""


def levelled(text: str) -> str:
    """Return ``text`` with plain digits, quotes, dashes and blanks; case and length are kept."""
    return "".join(_plain_digit(each) for each in text.translate(_TABLE))


@functools.lru_cache(_KEPT)
def normal(text: str) -> str:
    """Return :func:`levelled` text in lower case; the length is kept."""
    return "".join(_lower(each) for each in levelled(text))


@functools.lru_cache(_KEPT)
def words_only(text: str) -> str:
    """Return normal text with single blanks, without vowel marks and citation markers."""
    bare = "".join(c for c in normal(without_markers(text)) if not _is_vowel_mark(c))
    return " ".join(bare.split())


def cited_numbers(text: str) -> list[int]:
    """Return the numbers of every marker in order: ``[1]``, ``[1, 2]``, ``[1][2]``, ``[1-3]``."""
    return [number for found in _MARKER.finditer(levelled(text)) for number in _numbers(found[1])]


def without_markers(text: str) -> str:
    """Return ``text`` without citation markers."""
    return _MARKER.sub("", text)


def _numbers(inside: str) -> list[int]:
    numbers: list[int] = []
    for part in re.split(r"[,;]", inside):
        ends = [int(each) for each in part.split("-")]
        # A wide range is no citation but a span of years: only its ends are taken.
        close = len(ends) == 2 and 0 <= ends[1] - ends[0] <= _MOST_IN_A_RANGE
        numbers += range(ends[0], ends[1] + 1) if close else ends
    return numbers


def _plain_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _lower(character: str) -> str:
    # Some letters become two in lower case (the Turkish İ); their places would move.
    lower = character.lower()
    return lower if len(lower) == 1 else lower[0]


def _is_vowel_mark(character: str) -> bool:
    return "\u064b" <= character <= "\u0652" or character in "\u0670\u0640"
