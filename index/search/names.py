"""Names of a question and whether a text holds them, across spellings and scripts.

Part of the gate before the model (GROUNDING, section 2): a question about somebody whom the found
windows do not name is hardly answered there.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

NO_NAMES = 0.8
"""What :func:`name_coverage` says of a question without names: the study's neutral value."""

_UNLIKE = 0.3
_TOKEN = re.compile(r"[^\W\d_][\w-]+")
CASELESS = frozenset({"zh", "ja", "ko", "th", "ar", "he", "hi", "fa"})
"""Languages whose scripts have no capitals."""
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", [
        *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p"),
        *("r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya"),
    ], strict=True)
)  # fmt: skip
_SOUNDS = (
    (re.compile("tsch|tch"), "c"),
    (re.compile("sch|sh"), "s"),
    (re.compile("ch"), "c"),
    (re.compile("ph"), "f"),
    (re.compile("ck|qu?"), "k"),
    (re.compile("w"), "v"),
    (re.compile("[jy]"), "i"),
    (re.compile("tz|z"), "ts"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def question_names(question: str, language: str) -> list[str]:
    """Return the capitalised words of a question but the first, each once.

    In scripts without capitals these are the words in Latin letters.
    """
    tokens = _TOKEN.findall(question)
    if language in CASELESS:
        found = [token for token in tokens if _LATIN.match(token)]
    else:
        found = [token for token in tokens[1:] if token[0].isupper()]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=100_000)
def sounding(word: str) -> str:
    """Fold a word to how it sounds, roughly: no case, no marks, Latin letters, sch = sh = s."""
    plain = "".join(_CYRILLIC.get(character, character) for character in word.lower())
    plain = unicodedata.normalize("NFKD", plain.replace("ß", "ss"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    for sound, letter in _SOUNDS:
        plain = sound.sub(letter, plain)
    return plain


def name_coverage(names: Sequence[str], texts: Sequence[str]) -> float:
    """Return the mean over the names of their best likeness to a capitalised word of the texts.

    In [.3, 1]; likeness is difflib's ratio of how the words sound, 1 if a word begins with the name
    (a German compound or a case ending), .3 where no two letters follow one another in both.
    ``NO_NAMES`` if there are none.
    """
    if not names:
        return NO_NAMES
    words = {
        sounding(token) for text in texts for token in _TOKEN.findall(text) if token[0].isupper()
    }
    return sum(_likeness(sounding(name), words) for name in names) / len(names)


def _likeness(name: str, words: set[str]) -> float:
    if any(word.startswith(name) for word in words):
        return 1.0
    best = _UNLIKE
    # The second sequence is the one whose letters SequenceMatcher keeps between comparisons.
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    pairs = _pairs(name)
    for word in words:
        shared = len(pairs & _pairs(word))
        # A ratio above the best needs letters in common; few words share even a pair of them.
        if shared and 2 * (shared + 1) > best * min(len(name), len(word)):
            matcher.set_seq1(word)
            best = max(best, matcher.ratio())
    return best


@lru_cache(maxsize=100_000)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[at : at + 2] for at in range(len(word) - 1))
