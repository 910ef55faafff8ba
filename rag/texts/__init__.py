"""Sentences that the program itself says in an answer, by language (``answers.json``)."""

import json
from importlib.resources import files

_TEXTS: dict[str, dict[str, str]] = json.loads(
    (files("rag.texts") / "answers.json").read_text(encoding="utf-8")
)
_FALLBACK = "en"


def sentence(code: str, language: str) -> str:
    """Return the sentence for ``code`` in a language (BCP 47), in English where it is missing."""
    return _TEXTS.get(language.split("-")[0], _TEXTS[_FALLBACK])[code]


def language_name(language: str) -> str | None:
    """Return a language's English name, None for one that the file does not have."""
    texts = _TEXTS.get(language.split("-")[0])
    return None if texts is None else texts["language"]
