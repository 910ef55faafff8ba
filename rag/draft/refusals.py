"""Whether a sentence of a model says that there is no answer, in any of its wordings."""

import re
import tomllib
from importlib.resources import files

_DATA = tomllib.loads((files("rag.draft") / "refusals.toml").read_text(encoding="utf-8"))
# The code that the prompt asks for, also in letters that look alike: a Cyrillic НО is as much a NO.
_CODE = re.compile(r"\b(?:NO|НО)[ _]ANSWER\b")
_BEFORE = re.compile("|".join(_DATA["before"]), re.I)
_PATTERNS = re.compile(
    "|".join(pattern for patterns in _DATA["patterns"].values() for pattern in patterns), re.I
)
_WORD = re.compile(r"\w")
_OPENING = "\"'“„«(（「*- "


def has_code(text: str) -> bool:
    """Tell whether a text holds the prompt's NO ANSWER."""
    return _CODE.search(text) is not None


def refuses(sentence: str) -> bool:
    """Tell whether a sentence says that the texts, or the model, have no answer.

    A negation about the world ("The town gives no money to the club.") is an answer.
    """
    sentence = sentence.strip().lstrip(_OPENING)
    if _PATTERNS.match(sentence):
        return True
    before = _BEFORE.match(sentence)
    if before is None or not before[0]:
        return False
    rest = sentence[before.end() :]
    return refuses(rest) if _WORD.search(rest) else True
