"""What a German figure counts: "34 Testfahrten" are no minutes.

A figure before a noun that is no unit is one of that noun; a claim that gives it a unit
("34 minutes") says another matter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.verification.quantities import Quantity

_ADJECTIVE = r"(?:(?!(?:d|ein|kein)(?:e[nrsm]?|ie|as)\s)[a-zäöüß]{3,}(?:e|en|er)\s+)?"
_NOUN = re.compile(
    rf"[ \u00a0]{_ADJECTIVE}(?![A-ZÄÖÜ]\w+(?:isch|er)e?[nrsm]?\s[A-ZÄÖÜ])([A-ZÄÖÜ][\w-]*[a-zäöüß])"
)
_OF_A_UNIT = re.compile(
    r"(?:jähr|abend|nacht|nächt|monat|wöch|woche|täg|stünd|stunde|minüt|minute|sekunde|meter|meile|gramm|kilo|tonne"
    r"|liter|hektar|quadrat|kubik|prozent|grad|watt|volt|uhr|euro|dollar|pfund|franken|yuan|renminbi"
    r"|lira|rubel|złoty|zloty|yen|cent|million|milliarde|billion|tausend|dutzend|hälfte|drittel"
    r"|viertel|punkt)|(?:jahre?[ns]?|tage?[ns]?|mark)$",
    re.IGNORECASE,
)

_NOT_COUNTING = re.compile(r"\b(?:[Mm]it|Tempo|Alter(?: von)?|Nummer|Platz|Seite)\s$")
_YEAR = re.compile(r"1\d{3}|20\d\d")


def with_nouns(found: Sequence[Quantity], text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a German text with the nouns that those without a unit count."""
    return tuple(replace(each, counts=_noun(each, text)) for each in found)


def _noun(quantity: Quantity, text: str) -> str:
    if quantity.dimension or quantity.ordinal or _YEAR.fullmatch(quantity.text):
        return ""
    noun = _NOUN.match(text, quantity.end)
    if _NOT_COUNTING.search(text, 0, quantity.start):
        return ""
    return "" if noun is None or _OF_A_UNIT.search(noun[1]) else noun[1]
