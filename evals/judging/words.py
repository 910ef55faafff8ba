"""The content words of a claim and how far a premise holds them, without a model.

Two words are the same where they share most of their beginning, which needs no stemmer and holds
for inflection in every language with letters; a word inside a compound counts as most of it.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from index.embedding.use_multilingual import use_folder
from index.text.stopwords import stopwords

_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
_NO_SPACES = re.compile(r"[぀-ヿ㐀-鿿]")
_SHARED = 0.7
_SHORTEST = 4
_PART, _SHORTEST_PART = 0.8, 5
_LEAST_RARE, _MOST_RARE = 5.0, 20.0

Matches = NDArray[np.float64]
"""Shape (words, sentences), 0 to 1: how far a sentence holds a word."""


def content_words(text: str, language: str) -> list[str]:
    """Return the words of ``text`` that carry its meaning, each once, in order."""
    functional = stopwords(language)
    kept = [word for word in _all_words(text) if word.lower() not in functional]
    return list(dict.fromkeys(kept))


def _all_words(text: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(text):
        found += _pieces(word) if _NO_SPACES.search(word) else [word]
    return found


def _pieces(word: str) -> list[str]:
    pieces = (piece.replace("▁", "") for piece in _vocabulary().encode(word, out_type=str))
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """Return how much a word says: its surprisal in nats, bounded to 5 to 20.

    By the unigram vocabulary of the built-in embedder, which knows 16 languages: our articles are
    too few to tell which words are rare.
    """
    vocabulary = _vocabulary()
    surprisal = -sum(vocabulary.get_score(piece) for piece in vocabulary.encode(word))
    return min(max(float(surprisal), _LEAST_RARE), _MOST_RARE)


@lru_cache(maxsize=1)
def _vocabulary() -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(use_folder() / "sp.model"))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return the word in small letters without accents."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def same_word(one: str, other: str) -> float:
    """Return 1 for two forms of a word, .8 for a word and a compound with it, else 0."""
    short, long = sorted((folded(one), folded(other)), key=len)
    if short == long:
        return 1.0
    shared = 0
    for left, right in zip(short, long, strict=False):
        if left != right:
            break
        shared += 1
    if shared >= _SHORTEST and shared >= _SHARED * len(long):
        return 1.0
    if len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        return _PART
    return 0.0


def lexical_matches(words: Sequence[str], sentences: Sequence[Sequence[str]]) -> Matches:
    """Return how far each sentence holds each word by its letters."""
    matches = np.zeros((len(words), len(sentences)))
    for row, word in enumerate(words):
        for column, sentence in enumerate(sentences):
            matches[row, column] = max((same_word(word, other) for other in sentence), default=0)
    return matches
