"""Figures in the notation of the answer's language, where a draft has them in another.

"735.000 Euro" in an English sentence is read as a thousandth of it, and so is "735,000" in a
Turkish one. Only figures that stand letter by letter in the German evidence are rewritten: of any
other nobody knows how it was meant. Two commas are English grouping wherever they stand.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib.resources import files

_NOTATIONS: dict[str, dict[str, str]] = json.loads(
    (files("rag.texts") / "notation.json").read_text(encoding="utf-8")
)
_FIGURE = re.compile(
    r"(?<![A-Za-z\d.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+)"
    r"(?:(\s?)(Million|(?i:Mio\.?|Millionen|Mrd\.?|Milliarden|Milliarde))(?![A-Za-zÀ-ɏ]))?"
    r"(?:(\s?)((?i:Euro|Prozent))(?![A-Za-zÀ-ɏ]))?"
)
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")
_TORN = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\s\d{3})+(?!\d)")
_SCALES = {"Mi": ("million", Decimal(10**6)), "Mr": ("billion", Decimal(10**9))}


def in_notation(text: str, language: str, evidence: Sequence[str]) -> str:
    """Return the text with such figures rewritten for a language (BCP 47); unknown: unchanged."""
    german = " ".join(evidence)
    code = language.split("-")[0]
    if code == "de":
        return _ENGLISH.sub(lambda found: _german(found, german), text)
    notation = _NOTATIONS.get(language, _NOTATIONS.get(code))
    if notation is None:
        return text
    if notation["thousands"] != ",":
        text = _ENGLISH.sub(lambda found: _german(found, german, notation["thousands"]), text)
    text = _TORN.sub(lambda found: _joined(found, german), text)

    def rewritten(found: re.Match[str]) -> str:
        if not _stands_in(german, found[1]):
            return found[0]
        return _written(found, notation)

    return _FIGURE.sub(rewritten, text)


def has_notation(language: str) -> bool:
    """Tell whether figures can be written as a language (BCP 47) has them."""
    return language.split("-")[0] in {"de", *_NOTATIONS}


def _german(found: re.Match[str], german: str, thousands: str = ".") -> str:
    """Return "735,000" as the German has it, or grouped by ``thousands`` where it is no decimal."""
    figure = found[0].replace(",", ".")
    if _stands_in(german, figure):
        return figure
    return found[0].replace(",", thousands) if found[0].count(",") > 1 else found[0]


def _stands_in(german: str, figure: str) -> bool:
    """Tell whether the German has a figure letter by letter, and not as part of another."""
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", german) is not None


def _joined(found: re.Match[str], german: str) -> str:
    """Return "1, 200" as one figure where the German has it."""
    figure = re.sub(r"[.,]\s", ".", found[0])
    there = re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", german)
    return figure if there else found[0]


def _written(found: re.Match[str], notation: Mapping[str, str]) -> str:
    digits, unit = found[1], found[5]
    scale = _scale(found[3])
    if scale is not None and "myriad" in notation:
        number = _in_myriads(_value(digits) * scale[1], notation)
    else:
        number = _regrouped(digits, notation)
        if scale is not None:
            number += f" {notation[scale[0]]}"
    if unit is None:
        return number
    euro = unit.lower() == "euro"
    if euro and digits == "1":
        return f"{number}{found[4]}{unit}"
    word = notation["euro" if euro else "percent"]
    if euro and scale is not None:
        word = notation.get("of", "") + word
    return f"{number}{'' if word == '%' or 'myriad' in notation else ' '}{word}"


def _scale(word: str | None) -> tuple[str, Decimal] | None:
    if word is None:
        return None
    return _SCALES["Mr" if word.lower().startswith(("mrd", "milliard")) else "Mi"]


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", "."))


def _regrouped(digits: str, notation: Mapping[str, str]) -> str:
    whole, _, part = digits.partition(",")
    whole = whole.replace(".", notation["thousands"])
    return f"{whole}{notation['decimal']}{part}" if part else whole


def _in_myriads(value: Decimal, notation: Mapping[str, str]) -> str:
    """Write a large number as East Asian languages count: by 10,000 and by 100,000,000."""
    base, word = (10**8, "myriads") if value >= 10**8 else (10**4, "myriad")
    shown = (value / base).normalize()
    return f"{shown:f}{notation[word]}"
