"""Where the article's body begins and ends: its run of paragraphs.

Lines have weights, paragraphs positive, labels and furniture negative ones, and the body is the
run with the greatest sum (the idea of Finn, Kushmerick and Smyth, "Fact or fiction", 2001, there
for words and tags of HTML; the greatest sum in one pass is Kadane's).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.cleaning.lines import Line
from index.cleaning.words import Vocabulary

_LEAST = 200
"""Characters of paragraphs below which a text has no body to speak of."""
_LABEL, _FURNITURE, _FOREIGN = -40, -20, 0.3
_FACT = re.compile(r"(?:[-–•*·] ?)?[A-ZÄÖÜ0-9][^:.!?]{1,40}: ?\S|[-–•*·] \S")
_LONG = 180
"""Characters from which on a paragraph is the article's whatever its words: teasers are shorter."""
_LEAD_LINES = 25
_ALONE = 2
"""Lines between two paragraphs from which on the farther one must share words with the body."""


@dataclass(frozen=True, slots=True)
class Body:
    """Half open: ``first`` is the first paragraph, ``end`` the line behind the last."""

    first: int
    end: int


def find_body(
    lines: Sequence[Line],
    cut: Mapping[int, str],
    words: Vocabulary,
    *,
    start: int = 0,
    stop: int | None = None,
) -> Body | None:
    """Return the body among ``lines[start:stop]``, None if there are hardly any paragraphs."""
    stop = len(lines) if stop is None else stop
    first, end = _heaviest(lines, cut, words, start, stop)
    first, end = _trimmed(lines, cut, words, first, end)
    own = sum(len(lines[at].text) for at in range(first, end) if is_body(lines, cut, at))
    if own < _LEAST:
        return None
    while end < stop and end not in cut and _closes(lines[end]):
        end += 1
    return Body(_lead(lines, cut, words, start, first), _with_facts(lines, cut, end, stop))


def is_body(lines: Sequence[Line], cut: Mapping[int, str], at: int) -> bool:
    """Tell whether a line is a paragraph or a sentence that nothing has cut."""
    return at not in cut and (lines[at].is_prose or lines[at].is_ended)


def is_fact(text: str) -> bool:
    """Tell whether the line is an item of a list or a fact with its name before it."""
    return _FACT.match(text) is not None


def _weight(lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, at: int) -> float:
    line = lines[at]
    if at in cut:
        return _FURNITURE
    if not is_body(lines, cut, at):
        return _LABEL
    headed = at > 0 and not is_body(lines, cut, at - 1)
    known = words.shared(line.text, at)
    if headed and not known and len(line.text) < _LONG:
        return 0  # a headline and its one sentence: more likely a teaser than a chapter
    return min(len(line.text), 500) * (1 if known or len(line.text) >= _LONG else _FOREIGN)


def _heaviest(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, start: int, stop: int
) -> tuple[int, int]:
    best, found, total, first = 0.0, (start, start), 0.0, start
    for at in range(start, stop):
        weight = _weight(lines, cut, words, at)
        if total <= 0:
            total, first = 0.0, at
        total += weight
        if total > best:
            best, found = total, (first, at + 1)
    return found


def _trimmed(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, first: int, end: int
) -> tuple[int, int]:
    """The run without paragraphs at its ends that stand apart and share no word with the rest."""
    paragraphs = [at for at in range(first, end) if is_body(lines, cut, at)]
    strange = [
        len(lines[at].text) < _LONG and not words.shared(lines[at].text, at) for at in paragraphs
    ]
    low, high = 0, len(paragraphs) - 1
    while low < high and strange[low] and paragraphs[low + 1] - paragraphs[low] > _ALONE:
        low += 1
    while low < high and strange[high] and paragraphs[high] - paragraphs[high - 1] > _ALONE:
        high -= 1
    return (paragraphs[low], paragraphs[high] + 1) if paragraphs else (first, end)


def _closes(line: Line) -> bool:
    """Whether a line right behind the body is its own: a sentence, or the agency in brackets."""
    signed = line.text.endswith(")") and len(line.text) > 6
    return line.is_ended or line.is_prose or signed or len(line.text) >= 120


def _lead(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, start: int, first: int
) -> int:
    """The lead above the body, from which bylines, buttons and a caption may part it."""
    lead = first
    for at in range(max(start, first - _LEAD_LINES), first):
        text = lines[at].text
        known = words.shared(text, at)
        if at not in cut and lines[at].is_prose and known and words.share(text, at) >= 0.15:
            lead = min(lead, at)
    return lead


def _with_facts(lines: Sequence[Line], cut: Mapping[int, str], end: int, stop: int) -> int:
    """The end behind a box of facts ("Termin: Samstag") that follows, with its heading or not."""
    for heading in (0, 1):
        at = end + heading
        while at < stop and at not in cut and is_fact(lines[at].text):
            at += 1
        if at - end - heading >= 2:
            return at
    return end
