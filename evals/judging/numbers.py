"""The numbers of a text as values, whatever language writes them.

"2,5 Mio.", "2.5 million" and "250万" are one value. Where a separator can be read in two ways
("1.200"), both readings are kept, and two numbers agree if any of their readings do.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

Readings = frozenset[float]
"""What one written number can mean."""

_NUMBER = re.compile(r"\d+(?:[.,'’ \u202f\u00a0]\d{3}(?!\d))*(?:[.,:]\d+)?(?:½)?|½")
_SCALE = re.compile(r"[\s\u00a0-]*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS_OF_A_ROUND = 2


def numbers_of(text: str) -> list[Readings]:
    """Return the readings of each number of ``text``: digits, number words, names of months."""
    found = [_read(match, text) for match in _NUMBER.finditer(text)]
    values = _tables()["words"]
    for match in _WORD.finditer(text):
        value = values.get(match[0].casefold())
        if value is not None:
            found.append(frozenset((value * _scale(text, match.end()),)))
    return found


def agrees(number: Readings, others: Iterable[Readings]) -> bool:
    """Whether any of ``others`` is this number, or is it when rounded to as many digits."""
    return any(_same(mine, theirs) for other in others for theirs in other for mine in number)


def _same(mine: float, theirs: float) -> bool:
    if mine == theirs or abs(mine - theirs) <= 1e-9 * abs(theirs):
        return True
    digits = len(f"{mine:.12g}".replace(".", "").strip("0"))
    if digits < _DIGITS_OF_A_ROUND or "e" in f"{mine:.12g}":
        return False
    return float(f"{theirs:.{digits}g}") == mine and abs(theirs) >= 100


def _read(match: re.Match[str], text: str) -> Readings:
    digits = match[0].replace("½", ".5")
    scale = _scale(text, match.end())
    return frozenset(value * scale for value in _values(digits))


def _values(digits: str) -> set[float]:
    plain = re.sub(r"[ '’\u202f\u00a0]", "", digits)
    marks = re.findall(r"[.,:]", plain)
    values = set()
    if not marks:
        values.add(float(plain))
    elif len(set(marks)) > 1:
        whole, _, rest = plain.rpartition(marks[-1])
        values.add(float(re.sub(r"[.,:]", "", whole) + "." + rest))
    else:
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
            values.add(float(re.sub(r"[.,]", "", plain)))
        if len(marks) == 1:
            values.add(float(plain.replace(marks[0], ".")))
    return values or {float(re.sub(r"\D", "", plain))}


def _scale(text: str, at: int) -> float:
    following = _SCALE.match(text, at)
    if not following:
        return 1.0
    word, scales = following[1].casefold(), _tables()["scales"]
    # Chinese writes what is counted right behind the scale.
    return scales.get(word) or next(
        (scales[word[:size]] for size in (2, 1) if not word[0].isascii() and word[:size] in scales),
        1.0,
    )


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, float]]:
    text = (files("evals") / "judging" / "numbers.json").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, float]] = json.loads(text)
    return found
