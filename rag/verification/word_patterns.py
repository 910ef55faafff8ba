"""Words of a kind in a language as what finds them in a text, from this folder's JSON files.

A file has kinds, a kind languages, a language a pattern of its words. They are found whole where a
language puts blanks between words, and whatever their capitals.
"""

import json
import re
from functools import cache
from importlib.resources import files

UNSPACED = frozenset({"zh", "ja", "th", "ko"})
"""Languages whose words nothing parts from what stands beside them."""


@cache
def word_pattern(file: str, kind: str, language: str) -> re.Pattern[str] | None:
    """Return what finds the words of a language (BCP 47), None where ``file`` has none of it."""
    code = language.split("-")[0]
    words = _read(file)[kind].get(code)
    if words is None:
        return None
    return re.compile(words if code in UNSPACED else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def found_word(file: str, kind: str, text: str, language: str) -> str:
    """Return the first word of a list that a text in a language (BCP 47) has, "" for none."""
    pattern = word_pattern(file, kind, language)
    hit = None if pattern is None else pattern.search(text)
    return "" if hit is None else hit[0]


@cache
def _read(file: str) -> dict[str, dict[str, str]]:
    text = (files("rag.verification") / file).read_text(encoding="utf-8")
    lists: dict[str, dict[str, str]] = json.loads(text)
    return lists
