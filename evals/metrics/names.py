"""Names of people and places in a claim, and whether the cited sentences hold them.

German writes every noun with a capital letter, so a name is told there by standing beside another
capital word ("Olaf Depping") or behind a bare preposition. Other scripts are mapped to Latin
letters by anyascii (ISC licence, pure Python, no dependency; Unidecode does it under the GPL) and
compared by their consonants, which transliterations share. A name that can't be mapped is unknown:
absence proves nothing across scripts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from anyascii import anyascii

from evals.metrics.dates import dates_in
from evals.normal import levelled, without_markers

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё][^\W\d_]+"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \-]{_CAPITAL})*")
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]{1,5}(?:[·・][\u4e00-\u9fff]{1,6})+")
_NO_NAMES = frozenset(
    {
        *("euro", "mio", "mrd", "prozent", "percent", "uhr", "meter", "millionen", "million"),
        *("ende", "anfang", "mitte", "january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december", "monday", "tuesday"),
        *("wednesday", "thursday", "friday", "saturday", "sunday", "german", "germany"),
    }
)
_NEAR = 0.74
_SAME = 0.9
_SHORT = 3
_CONSONANTS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "s"), ("ch", "s"),
    ("kh", "h"), ("ts", "z"), ("tz", "z"), ("ck", "k"), ("ph", "f"), ("pf", "f"), ("th", "t"),
    ("q", "k"), ("c", "k"), ("w", "f"), ("v", "f"), ("j", "y"), ("x", "ks"), ("b", "p"),
    ("d", "t"), ("g", "k"), ("z", "s"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a claim writes it, and whether that may be a word like any other."""

    text: str
    certain: bool


def names_in(claim: str, language: str) -> list[Name]:
    """Return the names of a claim in the order they come, without dates and units."""
    text = levelled(without_markers(claim))
    for date in dates_in(text):
        text = text[: date.start] + "," * (date.end - date.start) + text[date.end :]
    if language in {"zh", "ja"}:
        return [Name(found[0], certain=True) for found in _CJK_NAME.finditer(text)] + _latin(text)
    return [
        name
        for found in _RUN.finditer(text)
        if (name := _name_of(text, found, language)) is not None
    ]


def found_in(name: Name, cited: Sequence[str], elsewhere: Sequence[str]) -> bool | None:
    """Whether a cited sentence holds the name; None where that can't be told.

    ``elsewhere`` is what else the product has shown: a name that stands only there was put in the
    wrong place.
    """
    if name.text.isascii() or _is_latin(name.text):
        return _latin_found(name, cited, elsewhere)
    wanted = [_consonants(part) for part in re.split(r"[ ·・\-]", name.text)]
    wanted = [part for part in wanted if len(part) >= _SHORT]
    if not wanted:
        return None
    if all(_nearest(part, cited) >= _NEAR for part in wanted[-1:]):
        return True
    return False if all(_nearest(part, elsewhere) >= _SAME for part in wanted[-1:]) else None


def _latin_found(name: Name, cited: Sequence[str], elsewhere: Sequence[str]) -> bool | None:
    words = [word for word in re.split(r"[ \-]", name.text) if word[:1].isupper()]
    missing = [word for word in words if not _holds(cited, word)]
    if not missing:
        return True
    if name.certain:
        misplaced = len(missing) == len(words) or any(_holds(elsewhere, word) for word in missing)
        return False if misplaced else None
    return False if all(_holds(elsewhere, word) for word in missing) else None


def _holds(texts: Sequence[str], word: str) -> bool:
    """Whether a text has the word, give or take a German ending on either side."""
    plain = anyascii(word).lower()
    stem = plain[:-1] if len(plain) > 4 and plain.endswith("s") else plain
    pattern = re.compile(rf"\b(?:{re.escape(plain)}|{re.escape(stem)})(?:e?s|n|en|er|ern|e)?\b")
    return any(pattern.search(_ascii(text)) for text in texts)


@lru_cache(maxsize=20_000)
def _ascii(text: str) -> str:
    return anyascii(levelled(text)).lower()


def _name_of(text: str, found: re.Match[str], language: str) -> Name | None:
    words = [w for w in re.split(r"[ \-]", found[0]) if w.lower() not in _NO_NAMES]
    before = text[: found.start()].rstrip()
    opens = not before or before[-1] in '.!?:"'
    if opens and (len(words) > 1 or language != "de"):
        # The first word of a sentence has its capital letter from there.
        words = words[1:] if len(words) > 1 else []
    if not words:
        return None
    several = len(words) > 1
    if language == "de" and not several:
        if not re.search(r"\b(?:in|aus|nach|bei|von|Herr|Frau|Dr\.)$", before):
            return None
        return Name(words[-1], certain=False)
    # "Free List" may translate a German name: only in German is absence certain.
    return Name(" ".join(words), certain=several and language == "de")


def _latin(text: str) -> list[Name]:
    return [Name(found[0], certain=False) for found in re.finditer(r"[A-ZÄÖÜ][\wäöüß]{3,}", text)]


def _is_latin(text: str) -> bool:
    return all(each < "\u0250" or not each.isalpha() for each in text)


def _nearest(wanted: str, texts: Sequence[str]) -> float:
    return max(
        (
            SequenceMatcher(None, wanted, word).ratio()
            for text in texts
            for word in _skeletons(text)
        ),
        default=0.0,
    )


@lru_cache(maxsize=20_000)
def _skeletons(text: str) -> tuple[str, ...]:
    words = re.findall(r"[A-ZÄÖÜ][\wäöüß]+", levelled(text))
    return tuple(s for word in words if len(s := _consonants(word)) >= _SHORT)


@lru_cache(maxsize=20_000)
def _consonants(word: str) -> str:
    plain = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for letters, one in _CONSONANTS:
        plain = plain.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", plain))
