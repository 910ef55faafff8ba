"""Names of persons, places and bodies that a claim has and that its evidence may hold.

Names are capitalised words; in German, where every noun is one, only those that stand where names
stand. What is written in another alphabet is compared by sound (``index/search/names.py``).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

from index.search.names import CASELESS, sounding
from index.text.stopwords import stopwords
from rag.verification.locale_words import countries, languages, months, weekdays

_DATA = json.loads((files("rag.verification") / "names.json").read_text(encoding="utf-8"))
_EXONYMS = {word: home for home, words in _DATA["exonyms"].items() for word in words.split()}
TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|-(?=\w))*")
LATIN_TOKEN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ\d]|-(?=\w))*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
DOTTED = re.compile(
    r"[\u3400-\u9fff]{1,6}(?:[·・•‧][\u3400-\u9fff]{1,8})+|[\u30a1-\u30fa\u30fc]{2,}(?:[・＝=][\u30a1-\u30fa\u30fc]{2,})+"
)
_CAPITALISES_NOUNS = frozenset({"de"})
_SENTENCE_START = re.compile(r"(?:^|[.!?¿¡:„“\"»«(]\s*|[\n–—]\s*)$")
_ALIKE = 0.76
_ALIKE_ABROAD = 0.66
_SHORTEST_STEM = 4
_MOST = 0.6
_NOUN_ENDINGS = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|ion|ionen|tät|täten|nis|nisse|tum|chen"
    r"|ling|linge|ment|mente|ismus|ik|ur|enz|anz|ei|eien|innen|erinnen)$"
)
_TITLES = re.compile(
    r"\b(?:Herrn?|Frau|Dr\.|Prof\.|[A-ZÄÖÜ]\w*(?:meister|leiter|sprecher|minister|präsident|kanzler"
    r"|chef|trainer|direktor|vorsitzende|dezernent|rat|rätin|pfarrer|lehrer|autor|anwalt|kämmerer)"
    r"(?:in|s|r)?)\s+$"
)
_BEFORE_PLACE = re.compile(r"\b(?:Stadt|Gemeinde|Landkreis|Kreis|Ort|Ortsteil|Dorf)\s+$")
_ROMAN = re.compile(r"[IVX]+\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``[start, end)`` of a claim; ``certain`` if it can't well be an ordinary word."""

    words: tuple[str, ...]
    start: int
    end: int
    certain: bool

    @property
    def text(self) -> str:
        """The name as it is written, but for what joins its words."""
        return " ".join(self.words)


def claimed_names(text: str, language: str) -> tuple[Name, ...]:
    """Return the names of a claim, in order; languages, months, weekdays and titles are none."""
    code = language.split("-")[0]
    found: list[Name] = []
    run: list[re.Match[str]] = []
    # Scripts without blanks are glued to Latin letters: 这是Jasper.
    tokens = LATIN_TOKEN if code in CASELESS else TOKEN
    for token in tokens.finditer(text):
        if token[0][0].isupper() and run and text[run[-1].end() : token.start()] in (" ", "-"):
            run.append(token)
            continue
        found.extend(_names(run, text, code))
        run = [token] if token[0][0].isupper() else []
    found.extend(_names(run, text, code))
    if code in CASELESS:
        found.extend(
            Name(tuple(re.split(r"[·・•‧＝=]", hit[0])), hit.start(), hit.end(), certain=False)
            for hit in DOTTED.finditer(text)
        )
    return tuple(found)


def missing_words(name: Name, haystack: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name that no text of the haystack holds, however it is spelled."""
    held = _held(tuple(haystack))
    return tuple(word for word in name.words if not _is_held(word, held))


def home_name(word: str) -> str:
    """Return the German name of a city that has another one abroad; the word itself if none."""
    return str(_EXONYMS.get(word, word))


def exonym_homes() -> frozenset[str]:
    """Return the German names of the cities and regions that have other ones abroad."""
    return frozenset(_DATA["exonyms"])


def held_words(text: str) -> frozenset[str]:
    """Return the capitalised words of a text by their sound, and the parts of hyphenated ones."""
    return _held((text,))


def knows_ordinary_words(language: str) -> bool:
    """Tell whether a capital is surely a name's in a language, titles and bodies known apart."""
    code = language.split("-")[0]
    return code in CASELESS or code in _DATA["generic"]


def country_of(word: str, language: str) -> str | None:
    """Return the two letters of the country that a word names in a language, None for none."""
    return _country(word, language.split("-")[0])


@lru_cache(maxsize=10_000)
def _country(word: str, code: str) -> str | None:
    lower = re.split(r"['’]", word.lower())[0]
    names = countries(code)
    if lower in names:
        return names[lower]
    for name, country in names.items():
        alike = len(name) >= 5 and len(lower) >= 5 and lower[:5] == name[:5]
        if alike and lower[:1].isalpha() and abs(len(lower) - len(name)) <= 4:
            return country
    return None


def _names(run: Sequence[re.Match[str]], text: str, code: str) -> list[Name]:
    if not run:
        return []
    starts = bool(_SENTENCE_START.search(text[: run[0].start()]))
    words = [token for token in run if not _is_ordinary(_bare(token[0]), code)]
    if starts and words and words[0] is run[0] and len(run) == 1:
        return _initial(run[0], code)
    if starts and run[0] in words and run[0][0].lower() in stopwords(code):
        words = words[1:]
    if not words:
        return []
    if code in _CAPITALISES_NOUNS:
        return _german(run, words, text, starts=starts)
    certain = all(_LATIN.match(token[0]) or _CYRILLIC.match(token[0]) for token in words)
    return [_name(words, certain=certain)]


def _initial(token: re.Match[str], code: str) -> list[Name]:
    """A first word is capitalised anyway: a name perhaps, if it is no function word."""
    if token[0].lower() in stopwords(code) or code in _CAPITALISES_NOUNS:
        return []
    return [_name([token], certain=False)] if len(token[0]) > 3 else []


def _german(
    run: Sequence[re.Match[str]], words: Sequence[re.Match[str]], text: str, *, starts: bool
) -> list[Name]:
    """Return names among German capitals: two in a row, after a title, or in place of a place."""
    if starts and run[0][0].lower() in stopwords("de"):
        run = run[1:]
        words = [token for token in words if token in run]
    if not words or words[-1] is not run[-1] or _NOUN_ENDINGS.search(words[-1][0]):
        return []
    word, before = words[-1][0], text[: words[-1].start()]
    named = bool(_TITLES.search(before) or _BEFORE_PLACE.search(before))
    if len(words) >= 2 or named:
        return [_name(words, certain=True)]
    if len(run) >= 2:
        return [_name(words, certain=False)]  # "Euro Zuschuss", "Ende Winter"
    if re.search(r"\b(?:in|aus|nach|bei|von|mit|laut|und|sagte|sagt|gegen|für)\s$", before):
        ordinary = word.endswith(("en", "er", "n", "e", "s"))
        return [] if ordinary else [_name(run, certain=False)]
    return []


def _name(words: Sequence[re.Match[str]], *, certain: bool) -> Name:
    return Name(
        tuple(_bare(token[0]) for token in words), words[0].start(), words[-1].end(), certain
    )


def _bare(word: str) -> str:
    """Cut what a language glues to a name behind an apostrophe: Nerlenfurt'un, Mary's."""
    return re.split(r"['’]", word)[0]


@lru_cache(maxsize=20_000)
def _is_ordinary(word: str, code: str) -> bool:
    lower = word.lower()
    if len(word) < 2 or _ROMAN.match(word):
        return True
    generic = _generic(code)
    if lower in generic or (lower.endswith("s") and lower[:-1] in generic):
        return True
    if lower in months(code) or lower in weekdays(code) or lower.rstrip("s") in weekdays(code):
        return True
    if lower in languages(code) or country_of(word, code) is not None:
        return True
    return code != "de" and any(
        len(lower) >= 5 and lower[:5] == name[:5] for name in months(code) | weekdays(code)
    )


@lru_cache(maxsize=64)
def _generic(code: str) -> frozenset[str]:
    words = f"{_DATA['generic'].get(code, '')} {_DATA['generic']['de']}"
    return frozenset(word.lower() for word in words.split())


@lru_cache(maxsize=512)
def _held(texts: tuple[str, ...]) -> frozenset[str]:
    words: set[str] = set()
    for text in texts:
        for token in TOKEN.finditer(text):
            if token[0][0].isupper() or not token[0].isascii():
                words.add(sounding(token[0]))
                words.update(sounding(part) for part in token[0].split("-") if len(part) > 2)
                if home := _EXONYMS.get(token[0]):
                    words.add(sounding(home))
    return frozenset(words)


def _is_held(word: str, held: frozenset[str]) -> bool:
    spellings: Iterable[str] = {word, _EXONYMS.get(word, word), *word.split("-")}
    least = _ALIKE if _LATIN.match(word) else _ALIKE_ABROAD
    return any(_like(sound(spelling), held, least) for spelling in spellings if len(spelling) > 1)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Return a word of any script by its sound (``index/search/names.py``)."""
    known = _LATIN.match(word) or _CYRILLIC.match(word)
    return sounding(word if known else anyascii(word).replace(" ", ""))


def _is_most_of(part: str, word: str) -> bool:
    """Tell whether a name begins with a held word or is little more: not Waldhauser for Haus."""
    return word.startswith(part) or (part in word and len(part) >= _MOST * len(word))


def _like(word: str, held: frozenset[str], least: float) -> bool:
    if word in held:
        return True
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    for other in held:
        shorter = min(len(word), len(other))
        if shorter >= _SHORTEST_STEM and (word in other or _is_most_of(other, word)):
            return True
        if word[:1] != other[:1] and least >= _ALIKE:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= least and matcher.ratio() >= least:
            return True
    return False
