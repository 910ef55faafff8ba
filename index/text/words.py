"""The words that soft coverage compares: content words of the corpus and of a question."""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.records import Span
from index.text.stopwords import GERMAN, stopwords

_WORD = re.compile(r"[^\W\d_][\w-]*\w")
_NO_SPACES = frozenset({"zh", "ja", "th"})
_LONGEST = 60
SENTENCE_END = -1


def corpus_words(text: str) -> list[str]:
    """Return the German content words of a text, in order, as they are written."""
    return [
        word for word in _WORD.findall(text) if word.lower() not in GERMAN and len(word) <= _LONGEST
    ]


def question_words(text: str, language: str, pieces: Callable[[str], list[str]]) -> list[str]:
    """Return the content words of a question, each once.

    Scripts without spaces are cut by ``pieces`` (the word embedder's own tokeniser).
    """
    function_words = stopwords(language)
    found = pieces(text) if language.split("-")[0] in _NO_SPACES else _WORD.findall(text)
    kept = [word for word in found if word.lower() not in function_words and len(word) <= _LONGEST]
    return list(dict.fromkeys(kept))


def words_by_sentence(text: str, sentences: Sequence[Span]) -> list[list[str]]:
    """Return the content words of every sentence."""
    return [corpus_words(text[span.start : span.end]) for span in sentences]


def packed(sentences: Sequence[Sequence[str]], ids: dict[str, int]) -> NDArray[np.int32]:
    """Return word ids sentence by sentence, each sentence closed by -1."""
    flat: list[int] = []
    for words in sentences:
        flat.extend(ids[word] for word in words)
        flat.append(SENTENCE_END)
    return np.array(flat, dtype=np.int32)
