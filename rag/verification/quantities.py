"""Quantities of a text: numbers with their units, in digits and words, in every notation.

``1.200`` is read both ways where the language does not decide; German text is read as German.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.verification.number_words import WrittenNumber, half_behind, lexicons, written_numbers
from rag.verification.units import CURRENCY_SIGNS, GAP, WORD, unit_of

_GERMAN = "de"
_NUMBER = re.compile(
    r"(?<![\w.,])(?<!\w[-])\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?![\d])"
    # No figures: the 2 of m2, CO2 and Covid-19.
    r"|(?<![.,\dmм])(?<!CO)(?<!ovid-)(?<!OVID-)\d+(?:[.,]\d+)*"
)
_PERCENT_WORDS = re.compile(r"百分之|p(?:o|ou|e)r ci?ento?\b", re.IGNORECASE)
# Of scripts without blanks. Where it is followed by a smaller one, both are one number: 1万2350人.
_GLUED_SCALES = {
    "十": 10.0, "百": 100.0, "千": 1e3, "천": 1e3, "万": 1e4, "萬": 1e4, "만": 1e4,
    "亿": 1e8, "億": 1e8, "억": 1e8, "兆": 1e12, "조": 1e12,
    "พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6,
}  # fmt: skip
_MYRIAD = 1e4
_MEGAWATT = ("兆瓦", "百萬瓦", "百万瓦")
_ARTICLE = re.compile(r"\s+an?(?=\s)", re.IGNORECASE)
_ORDINAL_MARK = re.compile(
    r"(?:st|nd|rd|th|º|ª|er|ère|re|e|ème|de|ste|-й|-я|-е|-го|\.(?=\s+[^\W\d_])|"
    r"['’]?(?:inci|ıncı|uncu|üncü|nci|ncı))\b|\.(?=\s+[^\W\d_])"
)
_MONEY_SCALE = re.compile(r"\s?[MmKk](?=\s?€|\s?(?:euros?|dollars?)\b)")
_BEHIND_MONEY = re.compile(r"\s?[MmKk](?!\w)")
_ABOUT_REACH = 24
_CLOSE = 1e-6
_MOST_OF_A_ROUNDING = 0.04


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``[start, end)`` of a text, with its unit if it has one.

    ``values`` are its readings; ``dimension`` is "percent", a currency's code, a dimension of
    ``locale_words.UNITS`` or "" where no unit is known; ``factor`` leads to the base unit.
    """

    values: tuple[float, ...]
    dimension: str
    factor: float
    start: int
    end: int
    text: str
    ordinal: bool = False
    about: bool = False
    spelled: bool = False
    counts: str = ""
    """The noun behind it that is no unit, where it was looked for (``counted.py``)."""


def plain(text: str) -> str:
    """Fold digits, blanks and widths: Arabic and full-width digits become 0-9."""
    folded = unicodedata.normalize("NFKC", text.replace("½", ",5").replace("²", "2"))
    folded = folded.replace("٫", ",").replace("٬", "'").replace("،", ", ")
    return "".join(
        str(unicodedata.digit(c)) if not c.isascii() and c.isdecimal() else c for c in folded
    )


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text that is folded by :func:`plain`, in order."""
    found = [*_in_digits(text, language), *_in_words(text, language)]
    in_order = sorted(found, key=lambda quantity: quantity.start)
    return tuple(_with_halves(in_order, text, language))


def same_value(claimed: Quantity, held: Quantity) -> bool:
    """Whether both have a reading in common, whatever the units."""
    return any(_near(a, b) for a in claimed.values for b in held.values)


def same_unit(claimed: Quantity, held: Quantity) -> bool:
    """Whether the units are the same or one of them is not known."""
    if claimed.dimension and held.counts:
        return False
    return (
        not claimed.dimension
        or not held.dimension
        or (claimed.dimension, claimed.factor) == (held.dimension, held.factor)
    )


def same_quantity(claimed: Quantity, held: Quantity) -> bool:
    """Whether both say the same: 1.5 km is 1,500 m, half is 50 percent."""
    if same_value(claimed, held) and same_unit(claimed, held):
        return True
    pair = {claimed.dimension, held.dimension}
    if pair == {"", "percent"}:
        whole = [v * (0.01 if q.dimension else 1) for q in (claimed, held) for v in q.values]
        return len(whole) == 2 and _near(*whole) and whole[0] <= 1
    if len(pair) == 1 and claimed.dimension:
        return any(
            _near(a * claimed.factor, b * held.factor) for a in claimed.values for b in held.values
        )
    return False


def rounded(claimed: Quantity, held: Quantity) -> bool:
    """Whether the claim rounds: "almost 200" for 198, "1.2 million" for 1,213,000."""
    if not same_unit(claimed, held):
        return False
    for value in claimed.values:
        for exact in held.values:
            if not exact or value == 0:
                continue
            apart = abs(value - exact) / abs(exact)
            if claimed.about and apart <= _MOST_OF_A_ROUNDING:
                return True
            if value >= 1000 and apart <= _MOST_OF_A_ROUNDING and _is_rounding(value, exact):
                return True
    return False


def _is_rounding(value: float, exact: float) -> bool:
    """Whether ``value`` is ``exact`` cut or rounded to at least two leading digits."""
    leading = f"{value:.12e}".split("e")[0].rstrip("0").replace(".", "")
    digits = max(2, len(leading))
    return digits < 6 and float(f"{exact:.{digits - 1}e}") == value and value != exact


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def _in_digits(text: str, language: str) -> Iterator[Quantity]:
    done = 0
    for found in _NUMBER.finditer(text):
        scale, end = _scale_of_money(text, found) or _scale(text, found.end(), language)
        values = tuple(value * scale for value in _readings(found[0], language))
        if not values or found.start() < done:
            continue  # "19,27,27" is a list
        more, end = _of_smaller_scale(text, end, scale, language)
        values, done = tuple(value + more for value in values), end
        dimension, factor, end = unit_of(text, found.start(), end, language)
        mark = _ORDINAL_MARK.match(text, found.end())
        ordinal = bool(mark) and scale == 1 and not dimension and len(found[0]) < 3
        about = _is_about(text, found.start(), end, language)
        yield Quantity(
            values, dimension, factor, found.start(), end, text[found.start() : end],
            ordinal, about,
        )  # fmt: skip


def _of_smaller_scale(text: str, at: int, scale: float, language: str) -> tuple[float, int]:
    """Return what figures right behind a scale of myriads add to a number, and where they end."""
    more, end = 0.0, at
    while scale >= _MYRIAD and text[end - 1] in _GLUED_SCALES:
        gap = GAP.match(text, end)
        found = _NUMBER.match(text, gap.end() if gap else end)
        if found is None or not found[0].isdigit():
            break
        smaller, behind = _scale(text, found.end(), language)
        if smaller >= scale:
            break
        more, scale, end = more + int(found[0]) * smaller, smaller, behind
    return more, end


def _with_halves(found: Sequence[Quantity], text: str, language: str) -> Iterator[Quantity]:
    """Yield quantities, with a half that stands behind: "two and a half million", "2年半"."""
    done = 0
    for each in found:
        if each.start < done:
            continue
        behind = None if each.ordinal else half_behind(text, each.end, language)
        if behind is None:
            yield each
            continue
        scale, end = _scale(text, behind, language)
        values = tuple((value + 0.5) * scale for value in each.values)
        unit = (each.dimension, each.factor, end)
        if not each.dimension:
            unit = unit_of(text, each.start, end, language)
        done = unit[2]
        yield replace(
            each, values=values, dimension=unit[0], factor=unit[1], end=done,
            text=text[each.start : done],
        )  # fmt: skip


def _in_words(text: str, language: str) -> Iterator[Quantity]:
    digit_ends = {found.end() for found in _NUMBER.finditer(text)}
    text = _PERCENT_WORDS.sub(lambda found: "%".ljust(len(found[0])), text)
    done = 0
    for number in written_numbers(text, language):
        before = len(text[: number.start].rstrip(" \u00a0-"))
        if before in digit_ends or number.start < done:
            continue  # the scale of a number in digits, or of a fraction
        scale, done = _scale_of_part(text, number, language)
        dimension, factor, end = unit_of(text, number.start, done, language)
        about = _is_about(text, number.start, end, language)
        yield Quantity(
            (number.value * scale,), dimension, factor, number.start, end, text[number.start : end],
            number.ordinal, about, spelled=True,
        )  # fmt: skip


def _scale_of_part(text: str, number: WrittenNumber, language: str) -> tuple[float, int]:
    """Return what "half a million" is a half of, 1 where nothing is said, and where that ends."""
    if not number.part:
        return 1.0, number.end
    article = _ARTICLE.match(text, number.end)
    scale, end = _scale(text, article.end() if article else number.end, language)
    return scale, end if scale > 1 else number.end


def _readings(number: str, language: str) -> tuple[float, ...]:
    number = re.sub(r"[ '’]", "", number)
    marks = re.findall(r"[.,]", number)
    if not marks:
        return (float(number),)
    parts = re.split(r"[.,]", number)
    if marks[-1] != marks[0]:
        return (float("".join(parts[:-1]) + "." + parts[-1]),)
    return _of_one_mark(parts, marks, language)


def _of_one_mark(parts: Sequence[str], marks: Sequence[str], language: str) -> tuple[float, ...]:
    """Return the readings of figures that one kind of mark parts: of "1.200" there may be two."""
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    whole = float("".join(parts))
    if len(marks) > 1:
        return (whole,) if grouped else ()
    decimal = float(".".join(parts))
    if not grouped or parts[0] == "0":
        return (decimal,)
    if language == _GERMAN:
        return (whole,) if marks[0] == "." else (decimal,)
    return (whole, decimal)


@lru_cache(maxsize=64)
def _scales(language: str) -> dict[str, float]:
    # Drafts mix languages, and "Mio." and "million" mean the same everywhere.
    words = {word: v for code in (_GERMAN, "en") for x in lexicons(code)
             for word, v in x.scales.items()}  # fmt: skip
    for lexicon in lexicons(language):
        words.update(lexicon.scales)
    return words


def _scale_of_money(text: str, number: re.Match[str]) -> tuple[float, int] | None:
    """Return what "€2.5m" and "2,5 M€" multiply by, None where no sign of money is beside it."""
    before = text[: number.start()].rstrip()[-1:]
    pattern = _BEHIND_MONEY if before in CURRENCY_SIGNS and before else _MONEY_SCALE
    found = pattern.match(text, number.end())
    if found is None:
        return None
    return (1e6 if found[0].strip() in "mM" else 1e3), found.end()


def _scale(text: str, at: int, language: str) -> tuple[float, int]:
    """Return what the words behind a number multiply it by, and where they end."""
    scale, end = 1.0, at
    for _ in range(2):
        start = gap.end() if (gap := GAP.match(text, end)) else end
        glued = next((name for name in _GLUED_SCALES if text.startswith(name, start)), None)
        if glued and not text.startswith(_MEGAWATT, start):
            scale, end = scale * _GLUED_SCALES[glued], start + len(glued)
            continue
        word = WORD.match(text, start)
        value = _scales(language).get(word[0].lower()) if word else None
        if word is None or value is None:
            break
        if word[0] == "m" or (word[0] in ("k", "M") and start > at):
            break  # "5 m" are metres
        scale, end = scale * value, word.end()
        end += text[end : end + 1] == "." and text[end + 1 : end + 2] == " "
    return scale, end


def _is_about(text: str, start: int, end: int, language: str) -> bool:
    before = text[max(0, start - _ABOUT_REACH) : start].lower()
    after = text[end : end + 4]
    for lexicon in lexicons(language):
        for word in lexicon.about:
            if re.search(rf"(?<!\w){re.escape(word)}\W+(?:\w+\W+)?$", before):
                return True
            if not word.isascii() and (word in before[-3:] or word in after):
                return True
    return False


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with blanks at the spans, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
