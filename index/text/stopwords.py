"""Function words by language: they say nothing about what a text or a question is about.

The lists are data (``stopwords.json``, one string of words a language); a further language is one
more line there.
"""

import json
from importlib.resources import files

_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in json.loads(
        (files("index.text") / "stopwords.json").read_text(encoding="utf-8")
    ).items()
}

GERMAN = _WORDS["de"]
LANGUAGES = tuple(_WORDS)


def stopwords(language: str) -> frozenset[str]:
    """Return the function words of a language (BCP 47), German and English ones if unknown."""
    return _WORDS.get(language.split("-")[0], _WORDS["de"] | _WORDS["en"])
