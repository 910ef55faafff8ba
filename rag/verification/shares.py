"""Whose a figure of a German sentence is: "Nordland kam auf 61 Modelle, die Union auf 21".

Only where the form leaves no doubt. Two forms count: a *list*, whose later items are nothing but a
name and its figure, or a figure and its name, joined by the same word ("auf", "mit", a bracket,
"aus der"); and *clauses* with one proper name and one figure of a kind each, the names behind the
same preposition or behind none. Everything else is nobody's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.verification.owners import (
    ARTICLE,
    CONTRACTED,
    FORM,
    PREPOSITION,
    Owner,
    Sentence,
    any_of,
    read_sentence,
)
from rag.verification.quantities import Quantity, plain

CLAUSE = "clause"
"""The form of a figure that is its clause's only one of a kind, as its owner is."""
_JOIN = any_of("joins")
_SOFT = rf"(?:{any_of('softeners')}\s*)*"
_TIGHT = re.compile(rf"\s*(\(|:|/|–|(?:{_JOIN}))?\s*{_SOFT}[+±−–-]?\s*", re.IGNORECASE)
_LOOSE = re.compile(
    rf"(?:\s+(?:[a-zäöüß]+|{any_of('times')})){{1,6}}?\s+({_JOIN})?\s*{_SOFT}[+±−–-]?\s*"
)
_TO_OWNER = re.compile(rf"\s+({PREPOSITION}\s+)?(?:{ARTICLE}\s+)?{FORM}")
_LOOSE_TO_OWNER = re.compile(
    r"(?:\s+(?:der|von)\s+[A-ZÄÖÜ][\w-]*)?(?:\s+[a-zäöüß]+){0,3}\s+"
    rf"({PREPOSITION}\s+)(?:{ARTICLE}\s+)?{FORM}"
)
_NO_JOIN = re.compile(rf"(?<!\w){PREPOSITION}\s*$")
_VERB = r"(?:\s+[a-zäöüß]+(?:t|te|en|ten))"
_BEHIND_OWNER = re.compile(
    rf"{_VERB}?\s*(?:[,;.)(–!]|$|und\b|sowie\b|während\b|gegenüber\b|verglichen\b)"
    r"|(?:\s+[a-zäöüß]+){1,5}[“”\"]?\s*[,;.]"
)
_REST_OF_ITEM = r"(?:\s+der\s+[A-ZÄÖÜ][\w-]*)?[)]?\s*(?:\([^()]*\)\s*)?"
_VERB_OF_ITEM = rf"(?:(?:\s*[a-zäöüß]+){{1,2}}(?=[,;–])|{_VERB}(?=\s+und\b))?"
_BETWEEN = re.compile(
    rf"{_REST_OF_ITEM}{_VERB_OF_ITEM}[,;–/]?\s*(?:{any_of('apart')}\s*)*(?:{ARTICLE}\s+)?"
    rf"(?:{PREPOSITION}\s+)?(?:{ARTICLE}\s+)?{FORM}{_SOFT}"
)
_CUT = re.compile(
    r"[,;:–)]|\((?!#+~*\))|\b(?:und|sowie|oder|während|gegenüber|aber|doch|sondern|wobei|als)\b"
)


_FROM = frozenset({">in", ">aus", ">von"})


@dataclass(frozen=True, slots=True)
class Share:
    """A figure and whose it is; ``counted`` is the noun behind the figure, "" for none."""

    owner: Owner
    figure: Quantity
    counted: str
    form: str
    """What joins the two."""
    start: int
    end: int
    tight: bool
    """Whether nothing but such a word stands between them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists of a sentence in which each figure is somebody's, and whoever is named there."""

    groups: tuple[tuple[Share, ...], ...]
    owners: tuple[Owner, ...]


@lru_cache(maxsize=2048)
def read_shares(sentence: str) -> Reading:
    """Return whose the figures of a German sentence surely are."""
    read = read_sentence(plain(sentence))
    if len(read.figures) < 2 or len(read.owners) < 2:
        return Reading((), ())
    found = (*_lists(read), *_clauses(read))
    groups = tuple(group for group in found if len({share.owner.key for share in group}) > 1)
    members = {share.owner for group in groups for share in group}
    owners = tuple(owner for owner in read.owners if owner.proper or owner in members)
    return Reading(groups, owners if groups else ())


def same_kind(a: Share, b: Share) -> bool:
    """Whether two figures count the same, as far as they say it."""
    if a.figure.dimension == b.figure.dimension:
        # What an item of a list leaves out is said of the one before it; in clauses it is not.
        if not (a.counted and b.counted):
            return bool(a.figure.dimension) or a.form != CLAUSE or a.counted == b.counted
        return a.counted[:5].lower() == b.counted[:5].lower()
    bare = a if not a.figure.dimension else b
    return not bare.figure.dimension and not bare.counted


def _lists(read: Sentence) -> Iterator[tuple[Share, ...]]:
    for side in (_left, _right):
        group: list[Share] = []
        for share in side(read):
            if group and _goes_on(read, group, share):
                group.append(share)
                continue
            yield tuple(group)
            group = [share]
        yield tuple(group)


def _goes_on(read: Sentence, group: Sequence[Share], share: Share) -> bool:
    last = group[-1]
    return (
        share.tight
        and _form(share) == _form(last)
        and all(same_kind(each, share) for each in group)
        and _BETWEEN.fullmatch(read.masked[last.end : share.start]) is not None
    )


def _form(share: Share) -> tuple[str, str]:
    """Return what the items of a list have alike: "aus der Union" goes on after "in Nordland"."""
    if share.form in _FROM:
        return (">", "")
    return (share.form, "" if share.form == "(" else share.owner.preposition)


def _left(read: Sentence) -> Iterator[Share]:
    """Yield figures behind a name: "die Union auf 21"."""
    for figure, noun, end in read.figures:
        before = [owner for owner in read.owners if owner.end <= figure.start]
        if not before:
            continue
        owner = before[-1]
        between = read.masked[owner.end : figure.start]
        tight = _TIGHT.fullmatch(between)
        if (found := tight or _LOOSE.fullmatch(between)) and (found[1] or _ends_well(between)):
            form = (found[1] or "").lower()
            yield Share(owner, figure, noun, form, owner.start, end, tight is not None)


def _ends_well(between: str) -> bool:
    """Whether no preposition that joins no list stands before the figure: "über zehn Anfragen"."""
    return _NO_JOIN.search(between) is None


def _right(read: Sentence) -> Iterator[Share]:
    """Yield figures before a name: "21 aus der Union", "61 chinesische"."""
    for figure, noun, end in read.figures:
        behind = [owner for owner in read.owners if owner.start >= end][:2]
        ends = [owner for owner in behind if _BEHIND_OWNER.match(read.masked, owner.end)]
        if not ends:
            continue
        owner = ends[0]
        between = read.masked[end : owner.start]
        if owner.words[0][0].islower() and not between.strip():
            yield Share(owner, figure, noun, ">", figure.start, owner.end, tight=True)
            continue
        tight = _TO_OWNER.fullmatch(between)
        if (found := tight or _LOOSE_TO_OWNER.fullmatch(between)) and between.strip():
            word = (found[1] or "").strip()
            form = f">{CONTRACTED.get(word, word)}"
            yield Share(owner, figure, noun, form, figure.start, owner.end, tight is not None)


def _clauses(read: Sentence) -> Iterator[tuple[Share, ...]]:
    """Yield the figures of clauses that have one proper name and one figure of a kind each."""
    cuts = [0, *(found.end() for found in _CUT.finditer(read.masked)), len(read.masked)]
    found = [share for start, end in pairwise(cuts) for share in _of_clause(read, start, end)]
    for preposition in dict.fromkeys(share.owner.preposition for share in found):
        yield tuple(share for share in found if share.owner.preposition == preposition)


def _of_clause(read: Sentence, start: int, end: int) -> list[Share]:
    owners = [each for each in read.owners if start <= each.start < end and each.proper]
    if len(owners) != 1:
        return []
    inside = [
        Share(owners[0], figure, noun, CLAUSE, start, end, tight=False)
        for figure, noun, _ in read.figures
        if start <= figure.start < end
    ]
    return [
        share
        for share in inside
        if not any(same_kind(share, other) for other in inside if other is not share)
    ]
