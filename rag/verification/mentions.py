"""Which of the names of a German sentence a text in another language or script mentions.

By sound, as ``names.py`` does, but the nearest of the names has to be clearly nearer than the
others: "Südland" and "Nordland" are much alike in Arabic letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.search.names import CASELESS, sounding
from index.text.stopwords import stopwords
from rag.verification.countries import COUNTRY_PHRASES, COUNTRY_WORDS, country_in
from rag.verification.names import (
    DOTTED,
    LATIN_TOKEN,
    TOKEN,
    Name,
    home_name,
    missing_words,
    sound,
)
from rag.verification.owners import Owner

_PHRASES = {
    word: re.compile(r"(?<!\w)(?:" + "|".join(re.escape(each) for each in others) + r")(?!\w)")
    for word, others in COUNTRY_PHRASES.items()
}
_UNSPACED = frozenset({"zh", "ja", "th"})
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ALIKE, _ALIKE_ABROAD, _CLEARLY = 0.82, 0.72, 0.1
_INFLECTED, _CUT = 0.95, 0.92
_LONGEST_ENDING, _SHORTEST_STEM = 4, 4


@dataclass(frozen=True, slots=True)
class Mention:
    """One of the names at ``[start, end)`` of a text."""

    owner: Owner
    start: int
    end: int


def mentions(text: str, language: str, owners: Sequence[Owner]) -> tuple[Mention, ...]:
    """Return where a text in a language (BCP 47) mentions which of the owners, in order."""
    code = language.split("-")[0]
    text = shortened(text)
    words = _telling(owners)
    found = [
        Mention(owner, start, start + len(word))
        for start, word in _words(text, code)
        if (word[0].isupper() or not _has_case(word) or country_in(word, code))
        and (owner := _nearest(word, code, words)) is not None
    ]
    if code in _UNSPACED:
        found += _countries_inside(text, owners)
    found.sort(key=lambda mention: mention.start)
    return tuple(
        each
        for at, each in enumerate(found)
        if at == 0 or found[at - 1].owner.key != each.owner.key
    )


def unmapped(
    text: str, language: str, known: Sequence[Mention], texts: Sequence[str]
) -> tuple[int, ...]:
    """Return where a text has a capital that may be the name of somebody else.

    None in languages without capitals, and none in German, where every noun has one.
    """
    code = language.split("-")[0]
    if code in CASELESS or code == "de":
        return ()
    return tuple(
        start
        for start, word in _words(shortened(text), code)
        if word[0].isupper()
        and not any(each.start <= start < each.end for each in known)
        and word.lower() not in stopwords(code)
        and missing_words(Name((word,), start, start + len(word), certain=False), texts)
    )


def _words(text: str, code: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text and where they stand, without what an apostrophe glues to them.

    Of scripts without blanks: those in Latin letters, and the parts of dotted names.
    """
    unspaced = code in _UNSPACED
    for found in (LATIN_TOKEN if unspaced else TOKEN).finditer(text):
        yield found.start(), found[0]
    for hit in DOTTED.finditer(text) if unspaced else ():
        for part in re.finditer(r"[^·・•‧＝=]+", hit[0]):
            yield hit.start() + part.start(), part[0]


def shortened(text: str) -> str:
    """Return a text with one word for a country where it has several, so that offsets stay."""
    for word, pattern in _PHRASES.items():
        for found in pattern.finditer(text):
            text = text[: found.start()] + word.ljust(len(found[0])) + text[found.end() :]
    return text


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _telling(owners: Sequence[Owner]) -> list[tuple[str, Owner]]:
    """Return the words that only one of the owners has, by their sound."""
    words = {
        (sounding(part), owner.key): owner
        for owner in owners
        if not owner.country
        for word in owner.words
        for part in {word, *word.split("-")}
        if len(part) > 1 and part[0].isupper()
    }
    return [
        (word, owner)
        for (word, key), owner in words.items()
        if not any(word == other and key != others for other, others in words)
    ] + [("", owner) for owner in owners if owner.country]


def _nearest(word: str, code: str, words: Sequence[tuple[str, Owner]]) -> Owner | None:
    country = country_in(word, code)
    best: dict[tuple[str, ...], tuple[float, Owner]] = {}
    for other, owner in words:
        if owner.country:
            likeness = float(owner.country == country)
        else:
            likeness = max(_likeness(part, other) for part in {word, *word.split("-")} if part)
        if likeness > best.get(owner.key, (0.0, owner))[0]:
            best[owner.key] = (likeness, owner)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY):
        return None
    return ranked[0][1]


def _likeness(word: str, held: str) -> float:
    """Return how alike a word and the sound of a German one are, 0 where they hardly are."""
    heard = sound(word)
    if held in (heard, sounding(home_name(word))):
        return 1.0
    shorter, longer = sorted((heard, held), key=len)
    if len(shorter) < _SHORTEST_STEM:
        return 0.0
    if longer.startswith(shorter) and len(longer) - len(shorter) <= _LONGEST_ENDING:
        return _INFLECTED if shorter == held else _CUT
    abroad = not _LATIN.match(word)
    if not abroad and heard[:1] != held[:1]:
        return 0.0
    ratio = SequenceMatcher(None, heard, held, autojunk=False).ratio()
    return ratio if ratio >= (_ALIKE_ABROAD if abroad else _ALIKE) else 0.0


def _countries_inside(text: str, owners: Sequence[Owner]) -> list[Mention]:
    countries = {owner.country: owner for owner in owners if owner.country}
    return [
        Mention(countries[code], found.start(), found.end())
        for word, code in COUNTRY_WORDS.items()
        if code in countries and not word[0].isascii()
        for found in re.finditer(re.escape(word), text)
    ]
