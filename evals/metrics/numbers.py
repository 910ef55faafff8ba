"""Numbers in text of nine languages, in whatever notation: "2,5 Mio." is "2.5 million" is "250万".

A numeral may have several readings ("1.200" is 1200 in German and 1.2 in English): two numbers are
the same where their readings meet. Own parser; digits and scales of all languages are read in any
text, number words only in text of their language, because "on" is ten in Turkish alone.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.metrics import number_words
from evals.metrics.number_words import SCALES
from evals.normal import normal

_DIGITS = r"\d{1,3}(?:[ ']\d{3})+(?![\d])(?:[.,٫]\d+)?|\d+(?:[.,٬٫،]\d+)*"
_NUMERAL = re.compile(rf"(?<![\d])(?:{_DIGITS})")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SCALE = re.compile(r"[ \-]?(?P<word>[^\W\d_]+)\.?")
_CJK = "零〇一二两兩三四五六七八九十百千万萬亿億"
_CJK_RUN = re.compile(
    f"(?:(?<=百分之)|(?!百分之))[{_CJK}]+(?:点[零〇一二三四五六七八九]+)?[{_CJK}]*"
)
_CJK_MEASURE = re.compile(
    "[票名位个個人台辆輛件起宗天年小次项項张張座家欧歐元米公厘条條匹头只隻倍种種所场場层層篇周週岁歲枚箱吨噸成]|分[钟鐘]"
)
_WORD = re.compile(r"[^\W\d_]+")
_CONNECTORS = frozenset({"und", "and", "y", "et", "و"})
_LEAST_SHORT = 2
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)`` of the text, and what it can mean."""

    start: int
    end: int
    readings: frozenset[float]
    text: str

    def same_as(self, other: "Number") -> bool:
        """Whether both can mean the same value."""
        return not self.readings.isdisjoint(other.readings)


def numbers_in(text: str, language: str = "und") -> list[Number]:
    """Return the numbers of ``text`` in order; number words only of ``language`` (BCP 47)."""
    return list(_numbers_in(text, language))


@functools.lru_cache(_KEPT)
def _numbers_in(text: str, language: str) -> tuple[Number, ...]:
    plain = normal(text)
    found = list(_numerals(plain))
    taken = [(each.start, each.end) for each in found]
    more = _cjk(plain) if language in {"zh", "ja"} else _in_words(plain, language)
    found += [
        each for each in more if all(each.end <= start or each.start >= end for start, end in taken)
    ]
    found.sort(key=lambda each: each.start)
    return tuple(
        Number(each.start, each.end, each.readings, text[each.start : each.end])
        for each in _joined(plain, found)
    )


def value_of(form: str, language: str = "und") -> frozenset[float]:
    """Return the readings of a text that is one number and nothing else, else nothing.

    A date is none: its day and its year stand in other dates, too.
    """
    if _DATE.fullmatch(form.strip()):
        return frozenset()
    found = numbers_in(form, language)
    if len(found) != 1 or form[: found[0].start].strip() or form[found[0].end :].strip(" ."):
        return frozenset()
    return found[0].readings


def _numerals(plain: str) -> Iterator[Number]:
    place = 0
    while found := _NUMERAL.search(plain, place):
        readings = _readings(found[0])
        end = found.end()
        while scaled := _scale_at(plain, end):
            factors, end = scaled
            readings = {round(value * factor, 6) for value in readings for factor in factors}
        yield Number(found.start(), end, frozenset(readings), "")
        place = end


def _scale_at(plain: str, place: int) -> tuple[tuple[float, ...], int] | None:
    found = _SCALE.match(plain, place)
    if not found:
        return None
    word = found["word"]
    if word[0] in number_words.CJK_SCALES:
        factor, end = 1.0, found.start("word")
        while end < len(plain) and plain[end] in number_words.CJK_SCALES:
            factor, end = factor * number_words.CJK_SCALES[plain[end]], end + 1
        return (factor,), end
    attached = found.start("word") == place
    if attached and word in number_words.SHORT_SCALES:
        return number_words.SHORT_SCALES[word], found.end("word")
    factors = SCALES.get(word)
    if factors is None:
        return None
    # The full stop of "Mio." belongs to it, the one of a sentence does no harm.
    return factors, found.end()


def _readings(numeral: str) -> set[float]:
    """Return what digits with separators can mean."""
    separators = re.findall(r"[^\d]", numeral)
    if not separators:
        return {float(numeral)}
    kinds = set(separators)
    parts = re.split(r"[^\d]", numeral)
    by_thousands = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    whole = float("".join(parts))
    decimal = float("".join(parts[:-1]) + "." + parts[-1])
    last = separators[-1]
    if len(kinds) == 1 and len(separators) > 1:
        # 1.200.000 is one number; 4.5.6 is none that could be read.
        return {whole} if by_thousands else {float(part) for part in parts}
    if last == "٫" or len(kinds) > 1:
        return {decimal}
    if last in " '٬":
        return {whole}
    return {whole, decimal} if by_thousands and parts[0] != "0" else {decimal}


def _joined(plain: str, found: list[Number]) -> Iterator[Number]:
    """Join "1 milyon" and "200 bin", "2万" and "5900": a lower part right behind a scaled one."""
    held: Number | None = None
    for each in found:
        if held is not None and _continues(plain, held, each):
            sums = {a + b for a in held.readings for b in each.readings if b < a}
            held = Number(held.start, each.end, frozenset(sums), "")
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _continues(plain: str, held: Number, each: Number) -> bool:
    between = plain[held.end : each.start].strip()
    near = each.start - held.end <= 4 and (not between or between in _CONNECTORS)
    said = plain[held.start : held.end]
    scaled = bool(re.search(r"[^\d.,' ٬٫]", said)) and min(held.readings) >= 1000
    greatest = max(each.readings)
    # What follows must fit into the zeros of what stands before.
    return near and scaled and all(value % _above(greatest) == 0 for value in held.readings)


def _above(value: float) -> float:
    power = 10.0
    while power <= value:
        power *= 10
    return power


def _cjk(plain: str) -> Iterator[Number]:
    for found in _CJK_RUN.finditer(plain):
        run = found[0]
        value = number_words.cjk_value(run)
        measured = _CJK_MEASURE.match(plain, found.end()) is not None
        # One sign alone is a number before a measure word only: 十分 is "very".
        if value is None or (len(run) < _LEAST_SHORT and not (measured and run not in "零一千万")):
            continue
        yield Number(found.start(), found.end(), frozenset({value}), "")


def _in_words(plain: str, language: str) -> Iterator[Number]:
    words = [(each.start(), each.end(), each[0]) for each in _WORD.finditer(plain)]
    index = 0
    while index < len(words):
        length, value = _longest(plain, words[index : index + 9], language)
        if length:
            yield Number(words[index][0], words[index + length - 1][1], frozenset({value}), "")
        index += max(length, 1)


def _longest(plain: str, words: list[tuple[int, int, str]], language: str) -> tuple[int, float]:
    """Return how many of the words make one number, and which; (0, 0) for none."""
    total = number_words.Total(language)
    used = 0
    for place, (start, _, word) in enumerate(words):
        between = plain[words[place - 1][1] : start] if place else ""
        if between.strip(" -"):
            break
        if word in _CONNECTORS and used == place and used:
            continue
        joined, bare = _without_connector(word, language, first=not used)
        known = number_words.lookup(bare, language)
        if known is None or not total.take(known, after_connector=joined or used < place):
            break
        used = place + 1
    return (used, total.value) if used and total.counts else (0, 0.0)


def _without_connector(word: str, language: str, *, first: bool) -> tuple[bool, str]:
    if language == "ar" and not first and word.startswith("و") and len(word) > 3:
        bare = word.removeprefix("و")
        if number_words.lookup(bare, language) is not None:
            return True, bare
    return False, word
