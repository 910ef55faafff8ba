"""Numbers written in words: "neununddreißig", "two hundred and fifty", "مليون ومئتي ألف", "三十九".

The words are data (``number_words.json``); Chinese characters have their own small grammar.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.verification.locale_words import unit_names

_DATA = json.loads((files("rag.verification") / "number_words.json").read_text(encoding="utf-8"))
_FALLBACK = ("de", "en")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_HAN = re.compile(r"[零〇一二两兩三四五六七八九十百千万萬亿億]+")
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_COUNTED = frozenset(
    "个個名位人年月日天次票岁歲元欧歐米公点點小分周家所座种種项項条條间辆倍只本票成"
)
"""What must follow a single numeral: alone it is a part of any word (三 in 三明治)."""
# Percentage points, and the quarterback.
_HAN_NO_NUMBERS = ("百分点", "百分點", "四分卫", "四分衛")
_ARABIC_AND = "و"
_LAST_WORD = re.compile(r"([^\W_]+[.ºª]?)\s+$")
_COUNTED_OFF = re.compile(r"^\d+(?:\.|st|nd|rd|th|º|ª|e|ème|-?я|-?й)$")
# A date that was read already: "metà maggio".
_BEFORE_BLANKED = re.compile(r"(?:\s[^\W\d_]{1,3})?\s{4}")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in words at ``[start, end)`` of a text."""

    value: float
    start: int
    end: int
    ordinal: bool = False
    part: bool = False
    """Whether what stands behind it may be what it is a part, or a multiple, of: half a million."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language writes numbers with, lower case."""

    words: dict[str, float]
    ordinals: dict[str, int]
    fractions: dict[str, float]
    """Also of what is counted in twos and tens: "both", "dozen", "decade"."""
    fraction_before: frozenset[str]
    """A doubtful fraction is one behind these: "a quarter"; "this quarter" is none."""
    fraction_behind: frozenset[str]
    """And before these, scales and units: "quarter of"."""
    part_behind: frozenset[str]
    """Behind these, and behind ordinals, it is none: "the first half"."""
    half_behind: re.Pattern[str] | None
    """Matches "and a half" behind a number and its unit."""
    half_glued: re.Pattern[str] | None
    """Matches a number and a half in one word, as group 1 the number: "viereinhalb"."""
    joiners: frozenset[str]
    doubtful: frozenset[str]
    about: tuple[str, ...]
    compound: re.Pattern[str] | None
    """Matches a word that is glued together from number words; None where none are."""
    piece: re.Pattern[str] | None

    @property
    def scales(self) -> dict[str, float]:
        """The words that multiply what stands before them."""
        return {word: value for word, value in self.words.items() if value >= 100}


@lru_cache(maxsize=64)
def lexicons(language: str) -> tuple[Lexicon, ...]:
    """Return the lexicons to read a text in ``language`` with, German and English if unknown."""
    code = language.split("-")[0]
    return tuple(_lexicon(name) for name in ((code,) if code in _DATA else _FALLBACK))


@lru_cache(maxsize=64)
def _lexicon(code: str) -> Lexicon:
    entry = _DATA[code]
    words = {
        word.replace("_", " "): float(value)
        for value, slot in entry["words"].items()
        for word in slot.split()
    }
    ordinals = {word: int(n) for n, slot in entry["ordinals"].items() for word in slot.split()}
    joiners = [joiner for joiner in entry["joiners"].split("|") if joiner]
    compound = piece = None
    if entry["glued"]:
        longest_first = sorted([*words, *joiners], key=len, reverse=True)
        pieces = "|".join(re.escape(word) for word in longest_first)
        compound, piece = re.compile(f"(?:{pieces})+"), re.compile(pieces)
    behind, glued = entry["half_behind"], entry["half_glued"]
    return Lexicon(
        words, ordinals, entry["fractions"], frozenset(entry["fraction_before"].split()),
        frozenset(entry["fraction_behind"].split()), frozenset(entry["part_behind"].split()),
        re.compile(behind, re.IGNORECASE) if behind else None,
        re.compile(glued) if glued else None, frozenset(joiners),
        frozenset(entry["doubtful"].split()), tuple(entry["about"].split()), compound, piece,
    )  # fmt: skip


def written_numbers(text: str, language: str) -> list[WrittenNumber]:
    """Return the numbers in words of a text, in order; one and zero are left out.

    "ein" and "one" are articles and pronouns far more often than numbers.
    """
    found = [
        number
        for lexicon in lexicons(language)
        for number in _spelled(text, lexicon)
        if not number.part or _is_fraction(text, number.start, number.end, lexicon, language)
    ]
    found.extend(_han_numbers(text))
    unique = {(number.start, number.value): number for number in found}
    return sorted(unique.values(), key=lambda number: number.start)


def value_of(morphemes: Sequence[float]) -> float:
    """Return what number words in this order are together: [2, 100, 9, 40] is 249."""
    total = group = 0.0
    for value in morphemes:
        if value < 100:
            group += value
        elif value < 1000:
            group = (group or 1) * value if value == 100 else group + value
        elif not group and 0 < total < value:
            total *= value  # mil millones
        else:
            total, group = total + (group or 1) * value, 0.0
    return total + group


def _spelled(text: str, lexicon: Lexicon) -> Iterator[WrittenNumber]:
    run: list[tuple[str, float, int, int]] = []
    for token in _TOKEN.finditer(text.lower()):
        values = _morphemes(token[0], lexicon)
        adjacent = bool(run) and not text[run[-1][3] : token.start()].strip()
        if values and (adjacent or not run):
            run.extend((token[0], value, token.start(), token.end()) for value in values)
            continue
        if run and adjacent and token[0] in lexicon.joiners:
            run.append((token[0], 0.0, token.start(), token.end()))
            continue
        yield from _closed(run, lexicon)
        run = [(token[0], value, token.start(), token.end()) for value in values]
        yield from _single(token, lexicon)
    yield from _closed(run, lexicon)


def _single(token: re.Match[str], lexicon: Lexicon) -> Iterator[WrittenNumber]:
    if (fraction := _fraction(token[0], lexicon)) is not None:
        yield WrittenNumber(fraction, token.start(), token.end(), part=True)
    elif (ordinal := _ordinal(token[0], lexicon)) is not None:
        yield WrittenNumber(ordinal, token.start(), token.end(), ordinal=True)


def _fraction(word: str, lexicon: Lexicon) -> float | None:
    if lexicon.half_glued and (glued := lexicon.half_glued.fullmatch(word)):
        whole = _morphemes(glued[1], lexicon)
        return value_of(whole) + 0.5 if whole else None
    return lexicon.fractions.get(word)


def half_behind(text: str, at: int, language: str) -> int | None:
    """Return where "and a half", which begins at ``at``, ends; None where it does not stand."""
    for lexicon in lexicons(language):
        if lexicon.half_behind and (found := lexicon.half_behind.match(text, at)):
            return found.end()
    return None


def _is_fraction(text: str, start: int, end: int, lexicon: Lexicon, language: str) -> bool:
    """Tell whether a word at ``[start, end)`` is a fraction, no part of a year, game or name."""
    lower = text.lower()
    behind = _TOKEN.search(lower, end)
    before = _LAST_WORD.search(lower, 0, start)
    last = before[1] if before else ""
    if last in lexicon.part_behind or _ordinal(last, lexicon) or _COUNTED_OFF.search(last):
        return False
    if _BEFORE_BLANKED.match(text, end):
        return False
    if lower[start:end] not in lexicon.doubtful or last in lexicon.fraction_before:
        return True
    known = lexicon.fraction_behind | lexicon.scales.keys() | unit_names(language).keys()
    return behind is not None and behind[0] in known


def _ordinal(word: str, lexicon: Lexicon) -> float | None:
    """Return an ordinal's value, also of a German one with an ending ("dritten")."""
    found = lexicon.ordinals.get(word)
    if found is None and word[-1:] in "nrsm":
        return lexicon.ordinals.get(word[:-1])
    return found


def _closed(
    run: Sequence[tuple[str, float, int, int]], lexicon: Lexicon
) -> Iterator[WrittenNumber]:
    """Yield the number of a run of number words; a joiner between two of like size parts them."""
    parts: list[list[tuple[str, float, int, int]]] = [[]]
    for word in run:
        if word[0] in lexicon.joiners and word[1] == 0:
            parts.append([])
        else:
            parts[-1].append(word)
    merged: list[list[tuple[str, float, int, int]]] = []
    for part in filter(None, parts):
        if merged and value_of([w[1] for w in part]) < merged[-1][-1][1]:
            merged[-1].extend(part)
        else:
            merged.append(part)
    for part in merged:
        value = value_of([word[1] for word in part])
        alone = len(part) == 1 and part[0][0] in lexicon.doubtful
        if value > 1 and not alone:
            yield WrittenNumber(value, part[0][2], part[-1][3])


def _morphemes(word: str, lexicon: Lexicon) -> list[float]:
    if word in lexicon.words:
        return [lexicon.words[word]]
    if word.startswith(_ARABIC_AND) and word[1:] in lexicon.words:
        return [lexicon.words[word[1:]]]
    if lexicon.compound and lexicon.piece and lexicon.compound.fullmatch(word):
        pieces = lexicon.piece.findall(word)
        return [lexicon.words[piece] for piece in pieces if piece in lexicon.words]
    if "-" in word:
        parts = [part for part in word.split("-") if part not in lexicon.joiners]
        if parts and all(part in lexicon.words for part in parts):
            return [lexicon.words[part] for part in parts]
    return []


def _han_numbers(text: str) -> Iterator[WrittenNumber]:
    for found in _HAN.finditer(text):
        run, follows = found[0], text[found.end() : found.end() + 1]
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        if before.isdigit() or (len(run) == 1 and follows not in _HAN_COUNTED):
            continue
        if text.startswith(_HAN_NO_NUMBERS, found.start()) or (before and before in "数數几幾好"):
            continue
        if all(character in "千万" for character in run):
            continue  # 千万 is also "by all means", 万 a surname
        value = _han_value(run)
        if value > 1:
            yield WrittenNumber(value, found.start(), found.end(), ordinal=before == "第")


def _han_value(run: str) -> float:
    if len(run) > 2 and all(character in _HAN_DIGITS for character in run):
        return float("".join(str(_HAN_DIGITS[character]) for character in run))
    total = section = digit = 0
    for character in run:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        scale = _HAN_SCALES[character]
        if scale >= 10**4:
            total, section = (total + section + digit) * scale, 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return float(total + section + digit)
