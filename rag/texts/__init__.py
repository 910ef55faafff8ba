"""Sentences that the program itself says in an answer, by language (``answers.json``).

Every language has every code; :func:`text_language` tells which one a reader gets.
"""

import json
from importlib.resources import files

_TEXTS: dict[str, dict[str, str]] = json.loads(
    (files("rag.texts") / "answers.json").read_text(encoding="utf-8")
)
_FALLBACK = "en"
# Other names of what the file has: macrolanguages, old codes, regions that imply a script.
_ALSO = {
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
}

CODES = frozenset(_TEXTS[_FALLBACK]) - {"language"}
"""What the program can say: refusals, and what goes around an answer."""
LANGUAGES = tuple(_TEXTS)
"""The languages (BCP 47) that have their own sentences."""


def sentence(code: str, language: str) -> str:
    """Return the sentence for ``code`` in a language (BCP 47), in English where it has none.

    ``quotation`` and ``nearest`` end in a colon, for the German sentence and the titles to follow.
    Raises KeyError for a code that is not in ``CODES``.
    """
    return _TEXTS[text_language(language)][code]


def text_language(language: str) -> str:
    """Return which of ``LANGUAGES`` a language (BCP 47) gets its sentences in."""
    return _own(language) or _FALLBACK


def language_name(language: str) -> str | None:
    """Return a language's English name, None for one that the file does not have."""
    own = _own(language)
    return None if own is None else _TEXTS[own]["language"]


def _own(language: str) -> str | None:
    """Return the file's most exact entry: ``zh-Hant-TW`` is ``zh-Hant``, ``pt-BR`` is ``pt``."""
    parts = language.lower().split("-")
    known = {own.lower(): own for own in _TEXTS} | _ALSO
    for end in range(len(parts), 0, -1):
        if own := known.get("-".join(parts[:end])):
            return own
    return None
