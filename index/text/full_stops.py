"""Whether a full stop ends a German sentence or stands behind an abbreviation or a number."""

import re
from dataclasses import dataclass

from index.text.german_words import (
    BEFORE_NUMBER,
    LETTERED,
    MAYBE_LAST,
    MONTHS,
    NEVER_LAST,
    OFTEN_LAST,
    ORDINAL_NOUNS,
    STARTERS,
)

_OPENING = "\"'„“”»«‚‘’›‹([{¿¡"
_PARTS = re.compile(r"[-–/.]")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}")
_BEFORE_DATE = frozenset(("am", "vom", "zum", "bis", "dem", "den", "der", "ab", "seit", "und"))
# "Drei Punkte: 1. Wir bauen, 2. Wir sparen", but not the numbers "3, 5, 9."
_LISTED = re.compile(r"(?:[:;]|[^\W\d],)$")
_BEFORE_ORDINAL = frozenset(
    ("der", "die", "das", "dem", "den", "des", "zum", "zur", "am", "im", "beim")
)
_ARE = frozenset(("bin", "ist", "sind", "war", "waren"))
_UNITS = frozenset("mgtlh")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ROMAN = re.compile(r"[IVX]{1,6}")
# "Wr." (Neustadt), "Ch." (Leitgeb), but not units, which end sentences.
_NO_VOWEL = re.compile(r"(?!(?:km|kg|cm|mm|ml)$)[BCDFGHJ-NP-TV-XZ]?[bcdfghj-np-tv-xzß]{1,4}")
# Abbreviations of several parts, with or without blanks between them.
_INSIDE = re.compile(
    r"(?:^|\W)(?:[zZ]\. ?[bB]|[dD]\. ?h|i\. ?d\. ?R|u\. ?U|z\. ?T|z\. ?Zt|v\. ?a|i\. ?A|m\. ?E"
    r"|i\. ?S|i\. ?H|z\. ?Hd|d\. ?i|[os]\. ?g|i\. ?e|e\. ?g)$"
)
_AND_THE_LIKE = re.compile(r"(?:^|\W)[uo]\. ?[äÄ]$")
_LATIN_END = "\u0250"


@dataclass(frozen=True, slots=True)
class FullStop:
    """A full stop with a blank behind it: what stands before it and what starts behind it."""

    before: str
    """Up to 48 characters of the sentence so far."""
    opens: bool
    """Whether ``before`` is all of the sentence so far."""
    letter: str
    """The first character behind it that is no blank, quote, bracket or dash."""
    word: str
    """The word that starts there, "" if it starts with a digit or a sign."""


def ends_sentence(place: FullStop) -> bool:
    """Tell whether the full stop ends a sentence; linear in the 48 characters before it."""
    words = place.before.split()
    token = words[-1].lstrip(_OPENING) if words else ""
    if not token:
        return True
    previous = words[-2] if len(words) > 1 else ""
    first = place.opens and not previous
    if token[-1].isdigit():
        return _number_ends(token, previous, place, first=first)
    last = _PARTS.split(token)[-1]
    if _ROMAN.fullmatch(last) or (len(last) == 1 and last.isalpha()):
        return _letter_ends(last, previous, place, first=first)
    return _abbreviation_ends(token, last, place)


def _number_ends(token: str, previous: str, place: FullStop, *, first: bool) -> bool:
    """Whether the number is a cardinal at the end, not an ordinal, a date or a list's mark."""
    last = _PARTS.split(token)[-1]
    if _YEAR.fullmatch(last) or not last.isdigit():
        return True  # 2024., 2,5., 3:1., G20.
    if first or _LISTED.search(previous) or place.word in ORDINAL_NOUNS | MONTHS:
        return False
    if "." in token and not (_DATE.fullmatch(token) and previous.lower() in _BEFORE_DATE):
        return True  # 1.200., 10.30., but "am 11.11."
    # "auf Platz 3. Bayern": an ordinal follows an article or a preposition ("Am 3. Mai"), or the
    # owner ("Wiens 2. Bezirk"), or stands before a month ("Montag 3. Mai").
    named = previous[:1].isupper() and previous.isalpha() and not previous.endswith("s")
    if named and (previous not in STARTERS or len(previous) == 1):
        return True
    # "das 500. Baby", but "es kamen 500."; "sie ist 70.", but "er ist 2. Bürgermeister".
    cardinal = len(last) > 2 and previous.lower() not in _BEFORE_ORDINAL
    aged = previous in _ARE and int(last) > 20
    return previous == "§" or cardinal or aged or _starts_for_sure(place)


def _letter_ends(last: str, previous: str, place: FullStop, *, first: bool) -> bool:
    """Whether an initial, a Roman number or the end of "u. a." is the last word."""
    if first or _INSIDE.search(place.before):
        return False
    measured = last in _UNITS and previous[-1:].isdigit()
    if measured or _AND_THE_LIKE.search(place.before) or previous in LETTERED:
        return True
    if last >= _LATIN_END:
        return last.islower()  # Russian "г." may end a sentence, an initial does not
    return len(place.word) > 1 and place.word in STARTERS  # "E. T. A. Hoffmann"


def _abbreviation_ends(token: str, last: str, place: FullStop) -> bool:
    if last in NEVER_LAST:
        return False
    if last in BEFORE_NUMBER:
        return not (place.letter.isdigit() or _ROMAN.fullmatch(place.word))
    if last in OFTEN_LAST:
        return True
    # "Friedrichstr.", "m.b.H.", "Ph.D."
    several = "." in token and all(part.isalpha() and len(part) < 3 for part in token.split("."))
    if several or last in MAYBE_LAST or last.endswith("str") or _NO_VOWEL.fullmatch(last):
        return _starts_for_sure(place)
    return True


def _starts_for_sure(place: FullStop) -> bool:
    """Whether what follows starts a sentence whatever stands before; only German is ambiguous."""
    if place.letter.isalpha() and place.letter >= _LATIN_END:
        return True
    return place.word in STARTERS
