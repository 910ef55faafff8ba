"""The names and nouns of a German sentence that a figure of it may belong to, and its figures."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from index.text.stopwords import stopwords
from rag.verification.countries import country_in
from rag.verification.dates import dates
from rag.verification.held import GERMAN, without_scores
from rag.verification.names import claimed_names
from rag.verification.quantities import Quantity, blanked, quantities

_DATA = json.loads((files("rag.verification") / "owners.json").read_text(encoding="utf-8"))


def any_of(kind: str) -> str:
    """Return a pattern of the words of a kind in ``owners.json``, the longest first."""
    words = sorted(_DATA[kind].split(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)"


PREPOSITION, ARTICLE = any_of("prepositions"), any_of("articles")
FORM = r"(?:[a-zäöüß][\wäöüß-]*(?:e|en|er|es|em)\s+)?"
"""An adjective or none."""
CONTRACTED = {"im": "in", "ins": "in", "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu",
              "am": "an"}  # fmt: skip
_RUN = re.compile(r"(?<![\w#-])[A-ZÄÖÜ][\w&'’-]*(?:[ /][A-ZÄÖÜ][\w&'’-]*)*")
_OF_COUNTRY = re.compile(r"(?<![\w#])[\w-]+isch(?:e[nrsm]?)?(?!\w)(?:\s+[A-ZÄÖÜ][\w-]*)?")
_COUNTED = re.compile(rf"\s+(?!{ARTICLE}){FORM}[A-ZÄÖÜ][\wäöüß-]*")
_BEFORE_RUN = re.compile(
    r"(?<!\w)(?:(?:gefolgt von|vor|hinter|gegenüber|verglichen mit)\s+"
    rf"|({PREPOSITION})\s+)?(?:{ARTICLE}\s+)?{FORM}$",
    re.IGNORECASE,
)
_REACH = 60
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}(?![a-zäöüß])")
_PART_OF_A_NAME = re.compile(r"[^\W\d_]-?$")
_NO_FIGURE = re.compile(r"-?[^\W_]|\.\s*[,)/;]")
_TIMES, _ADVERBS = frozenset(_DATA["times"].split()), frozenset(_DATA["adverbs"].split())


@dataclass(frozen=True, slots=True)
class Owner:
    """A name or a noun of a German sentence; ``country`` is its two letters where it is one."""

    words: tuple[str, ...]
    country: str | None
    proper: bool
    preposition: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they stand there."""
        return " ".join(self.words)

    @property
    def key(self) -> tuple[str, ...]:
        """What is the same for "China" and "chinesische Hersteller"."""
        return (self.country,) if self.country else self.words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its figures as "#", what they count as "~"."""

    masked: str
    figures: tuple[tuple[Quantity, str, int], ...]
    """With the noun counted, and where that ends."""
    owners: tuple[Owner, ...]


def _of_country(word: str) -> str | None:
    return country_in(word, GERMAN) if _OF_COUNTRY.match(word) else None


def read_sentence(text: str) -> Sentence:
    """Read a German sentence, folded by ``plain``."""
    days = [(day.start, day.end) for day in dates(text, GERMAN)]
    text = without_scores(blanked(text, days))
    figures, masked = [], text
    for figure in quantities(text, GERMAN):
        if figure.ordinal or (figure.spelled and figure.values[0] <= 1):
            continue
        if _PART_OF_A_NAME.search(text[: figure.start]) or _NO_FIGURE.match(text, figure.end):
            continue
        noun, end = "", figure.end
        if found := _COUNTED.match(text, figure.end):
            *form, noun = found[0].split()
            end = found.end()
            if any(_of_country(word) for word in (*form, noun)):
                noun, end = "", figure.end
        masked = (
            masked[: figure.start] + "#" * (figure.end - figure.start)
            + "~" * (end - figure.end) + masked[end:]
        )  # fmt: skip
        figures.append((figure, noun, end))
    # A single figure can't be taken for another's, and names take long to find.
    owners = _owners(masked, text) if len(figures) > 1 else ()
    return Sentence(masked, tuple(figures), tuple(owners))


def _owners(masked: str, text: str) -> Iterator[Owner]:
    proper = [name for name in claimed_names(text, GERMAN) if name.certain and len(name.words) > 1]
    adjectives = [
        (found.start(), found.end())
        for found in _OF_COUNTRY.finditer(masked)
        if _of_country(found[0].split()[0])
    ]
    runs = [found.span() for found in _RUN.finditer(masked)]
    alone = [run for run in runs if not any(a < run[1] and run[0] < b for a, b in adjectives)]
    for start, end in sorted((*adjectives, *alone)):
        words = masked[start:end].replace("/", " ").split()
        first = words[0].lower() in stopwords(GERMAN) or words[0] in _ADVERBS
        kept = words[1:] if first else words
        if not kept or any(word in _TIMES for word in kept):
            continue
        begin = start + len(words[0]) + 1 if first else start
        country = country_in(kept[0], GERMAN) if len(kept) == 1 else _of_country(kept[0])
        certain = bool(country) or any(_ACRONYM.match(word) for word in kept)
        certain = certain or any(name.start < end and begin < name.end for name in proper)
        before = _BEFORE_RUN.search(masked[max(0, begin - _REACH) : begin])
        word = ((before and before[1]) or "").lower()
        yield Owner(tuple(kept), country, certain, CONTRACTED.get(word, word), begin, end)
