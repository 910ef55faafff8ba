"""The draft: what the model wrote, cleaned of what it should not have written."""

import re
from dataclasses import dataclass

from rag.prompt import NO_ANSWER

# [1], 【1】, (Text 1), [Quelle 1]: models imitate citations; ours are made after the draft.
_BRACKETED = re.compile(r"\s*(?:\[[^\]\n]{0,12}\d[^\]\n]{0,4}\]|【[^】\n]{0,16}】)")
_LABEL = re.compile(
    r"^\s*(?:answer|antwort|réponse|respuesta|ответ|cevap|回答|答案)\s*[:：]\s*", re.I
)
# Also in letters that look alike: a Cyrillic НО is as much a NO.
_REFUSES = re.compile(r"\b(?:NO|НО)\s+ANSWER\b", re.I)
_LOOP = re.compile(r"(.{15,}?)\1{2,}", re.S)
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The model's text without markers and labels; ``usable`` is False for none at all."""

    text: str
    usable: bool


def clean_draft(raw: str) -> Draft:
    """Strip imitated citations and labels; tell whether anything is left that answers.

    A draft that refuses, loops or holds no word is not usable (GROUNDING, section 3, rule H).
    """
    text = _LABEL.sub("", _BRACKETED.sub("", raw)).strip().strip("*").strip()
    refuses = _REFUSES.search(text) is not None or text.upper() == NO_ANSWER
    usable = not refuses and _WORD.search(text) is not None and _LOOP.search(f"{text} ") is None
    return Draft(text, usable)
