"""Shares that a claim takes of the wrong one: "60 % von Nordwerks Alpha" is not the Alpha's 60%.

Part and whole turned round have the same figures and names as the German, and mean the opposite.
Judged where a percentage is followed by the word for "of" in both, the German names the part before
it, and the claim has names on both sides. In languages that put the whole first it is not.
"""

import re
from collections.abc import Iterator, Sequence

from rag.records import Reason
from rag.verification.held import GERMAN
from rag.verification.names import Name, claimed_names, missing_words

_OF = {
    "de": r"(?:de[rs]|vo[nm])\b",
    "en": r"of\b",
    "es": r"del?\b",
    "fr": r"(?:de|du|des)\b|d['’]",
    "it": r"(?:di|de[il]|dell[ao]|degli|delle)\b|dell['’]",
    "nl": r"van\b",
    "pt": r"d[aoe]s?\b",
}
_PERCENT = (
    r"(?:%|Prozent|percent|per\s+cent|por\s+ciento|pour\s+cent|per\s+cento|procent|por\s+cento)"
)
_END = re.compile(r"[,;:!?]|\.(?!\d)|$")


def turned_reasons(claim: str, language: str, cited: Sequence[str]) -> list[Reason]:
    """Return ``share_turned`` for each percentage of a claim (BCP 47) whose whole is the part."""
    reasons = []
    for figure, start, whole, end in _shares(claim, language.split("-")[0]):
        names = claimed_names(claim, language)
        before = [name for name in names if name.end <= start]
        behind = [name for name in names if whole <= name.start < end]
        for sentence in cited:
            for german, at, of, stop in _shares(sentence, GERMAN):
                sides = (sentence[:at], sentence[of:stop])
                if german == figure and _turned(before, behind, sides):
                    said = claim[start:end].strip()
                    reasons.append(Reason("share_turned", said, sentence[at:stop].strip()))
    return reasons


def _shares(text: str, code: str) -> Iterator[tuple[float, int, int, int]]:
    """Yield each percentage, where it starts, and where what it is a share of stands."""
    if code not in _OF:
        return
    pattern = rf"(\d+(?:[.,]\d+)?)\s?{_PERCENT}\s+(?:{_OF[code]})"
    for found in re.finditer(pattern, text):
        end = _END.search(text, found.end())
        assert end is not None
        yield float(found[1].replace(",", ".")), found.start(), found.end(), end.start()


def _turned(before: Sequence[Name], behind: Sequence[Name], sides: tuple[str, str]) -> bool:
    """Tell whether the names before the figure are the German whole's, those behind the part's."""
    first = {_side(name, sides) for name in before} - {None}
    second = {_side(name, sides) for name in behind} - {None}
    return (first, second) == ({1}, {0})


def _side(name: Name, sides: tuple[str, str]) -> int | None:
    """Return on which side of the German figure a name stands; None for neither and for both."""
    there = [at for at, side in enumerate(sides) if not missing_words(name, (side,))]
    return there[0] if len(there) == 1 else None
