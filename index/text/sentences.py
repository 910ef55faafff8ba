"""Sentences with exact offsets: German rules, and the end marks of other scripts.

Own, rule based, linear in time: candidates are found by one regular expression, and each is
decided by the word before and the word behind it (``index/text/full_stops.py``).
"""

import re
from collections.abc import Iterator

from index.records import Span
from index.text.full_stops import FullStop, ends_sentence
from index.text.german_words import STARTERS

_LINE = re.compile(r"[^\s][^\n]*")
_CLOSERS = r"*†¹²³⁰⁴-⁹\"'”“»«’‘›‹)\]}」』”’）】》〉"
# Possessive, and tried only at the first of a run of marks: every character is seen once.
_CANDIDATE = re.compile(
    rf"(?<![.!?…‼⁇⁈⁉])[.!?…‼⁇⁈⁉]++(?:[{_CLOSERS}]|\[\d{{1,3}}\])*+(?: \[\d{{1,3}}\])*+"
    rf"|(?<![。！？｡؟।॥۔])[。！？｡؟।॥۔]++[{_CLOSERS}]*+"
)
_CERTAIN = frozenset("。！？｡؟।॥۔")
_OPENERS = re.compile(r"[\s\"'„“”»«‚‘’›‹(\[{–—\-•*¿¡「『（【《]*+")
_WORD = re.compile(r"[^\W\d_]+")
_NO_BLANK_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CONTEXT = 48
"""Characters before a full stop that are looked at; no abbreviation is longer."""
_BRACKET = 300
"""Characters in which the opening bracket of a closing one is looked for."""


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, without the blanks around them.

    A line end always ends a sentence. Every character that is not white space is in exactly one
    span. Quotes and brackets that close behind the full stop, and markers such as ``[1]``, belong
    to the sentence before them.
    """
    return tuple(
        span
        for line in _LINE.finditer(text)
        for span in _line_spans(text, line.start(), line.start() + len(line[0].rstrip()))
    )


def _line_spans(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _CANDIDATE.finditer(text, start, end):
        stop = found.end()
        if stop < end and _ends_sentence(text, Span(start, end), found):
            yield Span(start, stop)
            # Something is left behind it: no line ends in blanks.
            start = stop
            while text[start].isspace():
                start += 1
    yield Span(start, end)


def _ends_sentence(text: str, rest: Span, found: re.Match[str]) -> bool:
    """Whether the marks ``found`` end the sentence that ``rest``, up to its line's end, starts."""
    stop, mark = found.end(), found[0]
    if mark[0] in _CERTAIN:
        return text[stop] not in ",;:，、；："
    opened = _OPENERS.match(text, stop, rest.end)
    at = opened.end() if opened else stop
    if at == rest.end:
        return False  # nothing but quotes or dashes left: they belong to it
    first = _WORD.match(text, at, rest.end)
    word = first[0] if first else ""
    if not text[stop].isspace():
        return _ends_glued(text, found, word, at + len(word))
    if not _may_start(text, at) or _is_remark(text, rest.start, found, word):
        return False
    since = max(rest.start, found.start() - _CONTEXT)
    before = text[since : found.start()].rstrip()
    place = FullStop(before, since == rest.start, text[at], word)
    return mark[0] != "." or mark[1:2] == "." or ends_sentence(place)


def _is_remark(text: str, start: int, found: re.Match[str], word: str) -> bool:
    """Whether the marks stand in a bracket inside the sentence: "(!)", "[...]", "(wie neu!)"."""
    at = found.start()
    if at == start or text[at - 1] in "([":
        return True
    if ")" not in found[0] or word in STARTERS:
        return False
    return text.rfind("(", max(start, at - _BRACKET), at) > start


def _may_start(text: str, at: int) -> bool:
    """Whether a sentence may start here: no small letter (but "iPhone"), no further mark."""
    letter = text[at]
    if letter in ".…":
        return text[at - 1] in "(["
    if letter.islower():
        return text[at + 1 : at + 2].isupper()
    return letter not in ",;:!?"


def _ends_glued(text: str, found: re.Match[str], word: str, word_end: int) -> bool:
    """Whether marks without a blank behind them end a sentence ("Ende.Der", "吗?是")."""
    stop = found.end()
    if _NO_BLANK_SCRIPT.match(text, stop):
        return "!" in found[0] or "?" in found[0]
    tail = text[max(0, found.start() - 2) : found.start()]
    return (
        word in STARTERS
        and tail.isalpha()
        and tail.islower()
        and text[word_end : word_end + 1].isspace()
    )
