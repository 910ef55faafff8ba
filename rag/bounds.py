"""What bounds a German figure, said in the answer, too: "über 1,6 Millionen" is not 1.6 million.

Small models drop "über", "bis zu" and "rund", and add an "approximately" of their own. Where the
German has one bound wherever it has the figure, and the answer none beside it, the word is put
before the figure; where the German has none, the answer's "about" is dropped. Languages that say
"more than" behind the figure, and bend it ("1,6 milyondan fazla"), say "at least" before it: what
is over 1.6 million is that, too.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from rag.verification.dates import dates
from rag.verification.held import GERMAN
from rag.verification.quantities import Quantity, plain, quantities, same_quantity
from rag.verification.word_patterns import UNSPACED

_WORDS: dict[str, dict[str, str]] = json.loads(
    (files("rag.texts") / "bounds.json").read_text(encoding="utf-8")
)
_SIGN = r"[€$£¥]?\s?"
# "Der Bericht über 61 Modelle" is about them: only behind such words it is surely a bound.
_BEFORE_OVER = re.compile(
    r"(?:^|\b(?:investier\w+|nehmen|nahmen|nimmt|nahm|gibt|geben|gab|gaben|kamen|kommen"
    r"|sammelt\w*|spart\w*|bringt|brachte|bekommt|bekam|erhält|erhielt|zahlt\w*|steckt\w*|verlor|verlieren|liegt|lag|lagen"
    r"|zu|von|mit|auf|in|bei|nach|für|um|aus|sind|ist|war|waren|hat|haben|hatte|hatten|wird"
    r"|werden|wurden|kostet|kostete|kosten|zählt|zählte|beträgt|betrug|inzwischen|bereits|schon"
    r"|jeweils|insgesamt|damit|sogar|noch|jetzt|heute|und)\s+)über\s+[€$£¥]?\s?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:nicht|kaum|keine?)\s+(?:weniger|mehr) als\s+[€$£¥]?\s?$")
_AMBIGUOUS = {"unter", "gut"}
"""Of the German itself: "unter 30 Bewerbern", "gut 200"."""
_UNPARTED = UNSPACED - {"ko"}
"""Languages that put no blank before a figure; Korean only leaves none before its endings."""
_NEAR_BEFORE, _NEAR_BEHIND = 30, 24
_WEAKER = {"over": "least", "under": "most"}
"""What holds as well, of what some languages have no word for that stands before a figure."""
_BEHIND = "behind"
"""The words of those languages that stand behind it: where one is, nothing is put before."""


def with_bounds(text: str, language: str, evidence: Sequence[str]) -> str:
    """Return the text with its figures bounded as in the German; unknown languages: unchanged."""
    code = language if language in _WORDS else language.split("-")[0]
    folded = plain(text)
    if code not in _WORDS or len(folded) != len(text):
        return text
    german = [(sentence, found) for each in evidence for sentence, found in _figures(each)]
    for figure in reversed(_of(folded, language)):
        bounds = {_german_bound(sentence, q) for sentence, q in german if same_quantity(figure, q)}
        if len(bounds) == 1:
            text = _bounded(text, figure, bounds.pop(), code)
    return text


def _figures(german: str) -> list[tuple[str, Quantity]]:
    folded = plain(german)
    return [(folded, figure) for figure in _of(folded, GERMAN)]


def _of(folded: str, language: str) -> list[Quantity]:
    """Return the figures in digits that are no dates."""
    days = [(day.start, day.end) for day in dates(folded, language)]
    return [
        each
        for each in quantities(folded, language)
        if not each.spelled
        and not any(start < each.end and each.start < end for start, end in days)
    ]


def _german_bound(sentence: str, figure: Quantity) -> str:
    before = sentence[: figure.start]
    found = _kind_before(before, "de")
    if found is None:
        return ""
    kind, word = found
    if (
        _NEGATED.search(before)
        or word in _AMBIGUOUS
        or (word == "über" and not _BEFORE_OVER.search(before))
    ):
        # Whether it is one can't be told: as if it were there and here, nothing is changed.
        return "?"
    return kind


def _bounded(text: str, figure: Quantity, bound: str, code: str) -> str:
    before = text[: figure.start]
    said = _kind_before(before, code)
    if not bound:
        return _without(text, figure, said[1]) if said is not None and said[0] == "about" else text
    words = _WORDS[code].get(bound) or _WORDS[code].get(_WEAKER.get(bound, ""))
    near = text[max(figure.start - _NEAR_BEFORE, 0) : figure.end + _NEAR_BEHIND]
    if words is None or said is not None or _any_of(code).search(near):
        return text
    at = len(re.sub(r"[€$£¥]\s?$", "", before))
    word, blank = words.split("|")[0], "" if code.split("-")[0] in _UNPARTED else " "
    return f"{text[:at]}{word if at else word[:1].upper() + word[1:]}{blank}{text[at:]}"


def _without(text: str, figure: Quantity, word: str) -> str:
    """Drop a word before a figure, unless the sentence begins with it."""
    at = text[: figure.start].lower().rfind(word)
    if not text[:at].strip() or text[:at].rstrip()[-1] in ".!?。":
        return text
    return text[:at] + text[at + len(word) :].lstrip()


def _kind_before(before: str, code: str) -> tuple[str, str] | None:
    for kind, pattern in _patterns(code).items():
        found = pattern.search(before.lower())
        if found is not None:
            return kind, found[1]
    return None


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    start = "" if code.split("-")[0] in UNSPACED else r"(?<!\w)"
    return {
        kind: re.compile(rf"{start}({_either(words)})\s?{_SIGN}$")
        for kind, words in _WORDS[code].items()
        if kind != _BEHIND
    }


@cache
def _any_of(code: str) -> re.Pattern[str]:
    """Return what finds any bound of a language, wherever it stands.

    But for "up to": many languages have the same word for "until 2030".
    """
    start, end = ("", "") if code.split("-")[0] in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    words = _either("|".join(each for kind, each in _WORDS[code].items() if kind != "most"))
    return re.compile(rf"{start}(?:{words}){end}", re.IGNORECASE)


def _either(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True))
