"""Words by which a sentence denies, hedges, or says that its source is silent."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_FALLBACK = ("de", "en")


def denies(text: str, language: str) -> bool:
    """Whether the text holds a negation."""
    return _found("negation", text, language)


def hedges(text: str, language: str) -> bool:
    """Whether the text tells of a plan, a guess or what somebody says."""
    return _found("hedge", text, language)


def says_nothing_is_said(text: str, language: str) -> bool:
    """Whether the text says that its sources do not tell."""
    return _found("absence", text, language) and _found("source", text, language)


def _found(kind: str, text: str, language: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(kind, language.split("-")[0]))


@lru_cache(maxsize=256)
def _patterns(kind: str, language: str) -> tuple[re.Pattern[str], ...]:
    known: Mapping[str, str] = _cues()[kind]
    languages = (language,) if language in known else _FALLBACK
    return tuple(re.compile(known[name], re.IGNORECASE) for name in languages)


@lru_cache(maxsize=1)
def _cues() -> Mapping[str, Mapping[str, str]]:
    text = (files("evals") / "judging" / "cues.json").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = json.loads(text)
    return found
