"""What models write around an answer: labels, courtesy, the prompt's words, lists of sources."""

import re
import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    (files("rag.draft") / "chatter.toml").read_text(encoding="utf-8")
)
_COLON = r"\s*[:：]\s*"


def _any(name: str) -> str:
    # The longest first: "answer in English" before "answer".
    return "|".join(sorted(_DATA[name], key=len, reverse=True))


# "Answer in English:", "Antwort (Deutsch):", "Respuesta corta:", "In German:", "A:", too.
_ANSWER = re.compile(
    rf"^[ \t>*#]*(?:(?:{_any('answer')})(?:\s+(?:{_any('kind_of_answer')}))?"
    rf"(?:\s+(?:in|auf|en|em|po|на)\s+\w+(?:\s\w+)?|\s*\([^)\n]{{1,20}}\))?"
    rf"|(?:{_any('language')})|A){_COLON}",
    re.I | re.M,
)
_QUESTION = re.compile(rf"^[ \t>*#]*(?:{_any('question')}|Q){_COLON}", re.I | re.M)
_TEXTS = re.compile(rf"^[ \t>*#]*(?:{_any('texts')}){_COLON}", re.I | re.M)
_SOURCES_LINE = re.compile(
    rf"^[ \t>*#-]*(?:{_any('sources')}|{_any('explanations')})\s*\d*{_COLON}"
    rf"|^[ \t]*#+\s*(?:{_any('sources')})\s*$|^\[\^?\d+\]:",
    re.I | re.M,
)
_SOURCES_BEHIND = re.compile(
    rf"(?<=[.!?。！？؟])\s*[(\[（]?(?:{_any('sources')}){_COLON}.*", re.I | re.S
)
_SOURCES_IN_BRACKETS = re.compile(
    rf"\s*[(（\[](?:{_any('sources')}|{_any('explanations')}){_COLON}[^)）\]\n]*[)）\]]", re.I
)
_COURTESY = re.compile(rf"\s*(?:{'|'.join(_DATA['courtesy'])})", re.I)
_ABOUT_ITSELF = re.compile(rf"\s*(?:{'|'.join(_DATA['about_itself'])})", re.I)
_CLOSING = re.compile(rf"\s*(?:{'|'.join(_DATA['closing'])})", re.I)
_WORDINGS = tuple((re.compile(one["pattern"], re.I), one["put"]) for one in _DATA["wording"])
_CONTENT = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")


def without_prompt(text: str) -> str:
    """Return the model's own lines: without labels, and without the prompt said again.

    What follows a second question is a conversation of the model with itself, and goes.
    """
    label = _ANSWER.search(text)
    labelled = label is not None and _is_prompt(text[: label.start()])
    if label and labelled:
        text = text[label.end() :]
    for leak in (_QUESTION, _TEXTS):
        found = leak.search(text)
        if found and _CONTENT.search(text[: found.start()]):
            text = text[: found.start()]
        elif found:
            text = text[found.end() :]
    parts = [part for part in _ANSWER.split(text) if _CONTENT.search(part)]
    # What comes before a label is how the model got there, what comes behind a second one the same
    # again in other words.
    return parts[0 if labelled or len(parts) < 2 else 1] if parts else ""


def without_sources(text: str) -> str:
    """Return the text without sources and explanations at its end, or in brackets within it."""
    text = _SOURCES_IN_BRACKETS.sub("", text)
    found = _SOURCES_LINE.search(text)
    # What begins with the label is an answer about sources, unless it holds nothing but numbers.
    if found and (
        _CONTENT.search(text[: found.start()]) or not _LETTER.search(text[found.end() :])
    ):
        text = text[: found.start()]
    return _SOURCES_BEHIND.sub("", text)


def without_courtesy(text: str) -> str:
    """Return the text without "Sure! Here is the answer:" and the like."""
    while found := _COURTESY.match(text):
        text = text[found.end() :]
    return text


def is_about_itself(sentence: str) -> bool:
    """Tell whether a sentence is about the model: "As an AI, I ..."."""
    return _ABOUT_ITSELF.match(sentence) is not None


def is_closing(sentence: str) -> bool:
    """Tell whether a sentence is courtesy behind an answer: "I hope this helps!"."""
    return _CLOSING.match(sentence) is not None


def in_our_words(text: str) -> str:
    """Return the text with "article" for the prompt's texts, whose numbers no reader has seen."""
    for pattern, put in _WORDINGS:
        text = pattern.sub(put, text)
    return text


def _is_prompt(before: str) -> bool:
    """Tell whether what stands before an answer's label is the prompt, or nothing."""
    return not _CONTENT.search(before) or any(
        leak.match(before.lstrip()) for leak in (_QUESTION, _TEXTS)
    )
