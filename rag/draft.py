"""The draft: what the model wrote, cleaned of what it should not have written."""

import re
from dataclasses import dataclass

# [1], 【1】, (Text 1), [Quelle 1]: models imitate citations; ours are made after the draft.
_BRACKETED = re.compile(r"\s*(?:\[[^\]\n]{0,12}\d[^\]\n]{0,4}\]|【[^】\n]{0,16}】)")
_LABEL = re.compile(
    r"^\s*(?:answer|antwort|réponse|respuesta|ответ|cevap|回答|答案)\s*[:：]\s*", re.I
)
# "According to text 2": the prompt numbers its texts, but no reader has seen those numbers.
_NUMBERED_TEXTS = tuple(
    (re.compile(rf"{pattern}\s*\d+{rest}", re.I), article)
    for pattern, rest, article in (
        (r"\b(laut|gemäß|nach)\s+text", r"\b", r"\1 dem Artikel"),
        (r"\b(according to|in)\s+(?:the\s+)?text", r"\b", r"\1 the article"),
        (r"\b(selon|d['’]après)\s+le\s+texte", r"\b", r"\1 l’article"),
        (r"\b(según)\s+el\s+texto", r"\b", r"\1 el artículo"),
        (r"\b(secondo)\s+il\s+testo", r"\b", r"\1 l’articolo"),
        (r"\b(согласно)\s+тексту", r"\b", r"\1 статье"),
        (r"\b(m)etin", r"['’]?\s*[ea]\s+göre\b", r"\1akaleye göre"),
        (r"(根据|依据|据)文本", "", r"\1文章"),
    )
)
# Also in letters that look alike: a Cyrillic НО is as much a NO.
_REFUSES = re.compile(r"\b(?:NO|НО)\s+ANSWER\b", re.I)
# The same in a sentence of the model's own, and nothing else.
_REFUSES_IN_WORDS = re.compile(
    r"(?:the|these) (?:given |provided )?(?:texts?|articles?|passages?) (?:do|does)"
    r"(?: not|n['’]t) (?:answer|contain|provide|mention|say|give|state)[^.!?]*[.!]?"
    r"|(?:die|diese|der|dieser) (?:gegebenen |genannten )?(?:texte?|artikel)"
    r" (?:beantworte[nt]|enthalten|enthält|geben|gibt|liefer[nt]|nennen|nennt)[^.!?]*"
    r"\b(?:nicht|keine[rn]?)\b[^.!?]*[.!]?",
    re.I,
)
_LOOP = re.compile(r"(.{15,}?)\1{2,}", re.S)
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The model's text without markers and labels; ``usable`` is False for none at all."""

    text: str
    usable: bool


def clean_draft(raw: str, question: str) -> Draft:
    """Strip imitated citations and labels; tell whether anything is left that answers.

    A draft that refuses, loops, says the question again or holds no word is not usable (GROUNDING,
    section 3, rule H).
    """
    text = _LABEL.sub("", _BRACKETED.sub("", raw)).strip().strip("*").strip()
    for numbered, article in _NUMBERED_TEXTS:
        text = numbered.sub(article, text)
    refuses = _REFUSES.search(text) or _REFUSES_IN_WORDS.fullmatch(text)
    loops = _LOOP.search(f"{text} ") is not None
    echoes = _words(text) == _words(question)
    usable = not (refuses or loops or echoes) and _WORD.search(text) is not None
    return Draft(text, usable)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
