"""A question that leans on the one before: "And how much does it cost?" is searched with both.

The program decides by words (``texts/follow_up.json``) and asks no model: a small one rewrites such
questions worse than the two of them together say it, and takes seconds (PEERS, row 13).
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from index.text.stopwords import stopwords
from rag.verification.names import claimed_names
from rag.verification.word_patterns import UNSPACED

LONGEST_WAY_BACK = 3
"""Questions before the one asked, at most, that are read with it."""
_WORDS: dict[str, dict[str, str]] = json.loads(
    (files("rag.texts") / "follow_up.json").read_text(encoding="utf-8")
)
_FEW_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONG = 4
_ENOUGH = 2
"""Words of its own with which a short question stands alone: "Wer baut Windräder?"."""
_FEW_CHARACTERS = 8

Turns = Sequence[Mapping[str, str]]
"""A conversation before the question, oldest first: ``role`` and ``content`` of each turn."""


def earlier_questions(question: str, language: str, history: Turns) -> tuple[str, ...]:
    """Return the asker's questions that this one leans on, oldest first, if any.

    One that leans itself brings the one before it along.
    """
    asked = [
        " ".join(turn["content"].split())
        for turn in history
        if turn.get("role") == "user" and turn.get("content", "").strip()
    ]
    found: list[str] = []
    leaning = question
    for before in reversed(asked[-LONGEST_WAY_BACK:]):
        if not leans(leaning, language):
            break
        found.insert(0, before)
        leaning = before
    return tuple(found)


def leans(question: str, language: str) -> bool:
    """Tell whether a question is short of what it is about: too few words, "and ...?", a pronoun.

    A name of its own stands against a pronoun, not against an opening "and".
    """
    text = question.casefold().strip()
    code = language.split("-")[0]
    if _is_short(text, code):
        return True
    opening, pointing = _patterns(code)
    if opening is not None and opening.match(text):
        return True
    names = claimed_names(question, language)
    return pointing is not None and not names and pointing.search(text) is not None


def _is_short(text: str, code: str) -> bool:
    if code in UNSPACED:
        return len(text) <= _FEW_CHARACTERS
    words = _WORD.findall(text)
    of_its_own = [w for w in words if len(w) >= _LONG and w not in stopwords(code)]
    return len(words) <= _FEW_WORDS and len(of_its_own) < _ENOUGH


@cache
def _patterns(code: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    words = _WORDS.get(code)
    if words is None:
        return None, None
    before, after = ("", "") if code in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    opening = re.compile(rf"[^\w]*(?:{words['opening']}){after}")
    return opening, re.compile(rf"{before}(?:{words['pointing']}){after}")
