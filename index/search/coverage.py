"""Soft word coverage: whether a window holds what the question's words mean.

The algorithm is section 1 of the study GROUNDING.

Every question word is compared with every word of a sentence by context-free vectors, across
languages; its best match counts, weighted by how rare the word is in the corpus. It is a re-ranker,
the best score for attribution and, with :func:`nearness`, the best gate before a model is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.interfaces import WordEmbedder
from index.search.language_shift import moved_to_german
from index.search.vocabulary import SentenceWords, Vocabulary
from index.text.words import question_words

WINDOW = 3
_KNOWN_MATCH = 0.55
_UNKNOWN_SHARE = 0.8
_SAME_MEANING = 0.7
_LEAST_WEIGHT = 0.05
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class WeightedWords:
    """A question's (or an answer's) content words, m of them.

    ``weights`` are idf values; ``best`` is each word's best cosine with any word of the corpus.
    """

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    best: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.words)


def weigh(
    text: str, language: str, vocabulary: Vocabulary, embedder: WordEmbedder
) -> WeightedWords:
    """Find the content words of ``text`` and weigh each by its rarity in the corpus.

    A word that the corpus lacks weighs as much as its nearest corpus word if that is near
    (cosine above .55), else .8 of the weight of a word that stands nowhere.
    """
    return weigh_words(
        question_words(text, language, embedder.pieces), vocabulary, embedder.embed_words
    )


def weigh_words(
    words: Sequence[str],
    vocabulary: Vocabulary,
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
) -> WeightedWords:
    """Weigh given words; see :func:`weigh`. ``embed`` is called once, with those the corpus lacks.

    It is called even for none of them: the caller may have more to embed on that occasion.
    """
    known = [vocabulary.find(word) for word in words]
    unknown = [at for at, number in enumerate(known) if number is None]
    made = embed([words[at] for at in unknown])
    ids = np.array([number or 0 for number in known], dtype=np.int64)
    best = np.ones(len(words), dtype=np.float32)
    vectors = np.empty((len(words), made.shape[1]), dtype=np.float32)
    found = np.flatnonzero(ids)
    if len(found):
        vectors[found] = vocabulary.vectors.rows(ids[found])
    if unknown:
        vectors[unknown] = made
        ids[unknown], best[unknown] = vocabulary.nearest(vectors[unknown])
    total = vocabulary.sentences + 1
    weights = np.log(total / (1 + vocabulary.sentence_counts[ids])).astype(np.float32)
    weights[best <= _KNOWN_MATCH] = _UNKNOWN_SHARE * np.log(total)
    return WeightedWords(tuple(words), vectors, np.maximum(weights, 1e-6), best)


def weighed_by_meaning(
    words: WeightedWords, language: str, vocabulary: Vocabulary
) -> WeightedWords:
    """Weigh each word by how rare all words are that mean the same (cosine of at least .7).

    In a German corpus "first" or "company" are rare as written, once in a quoted title, and common
    by what they mean. The vectors are moved to where German words are. Re-ranking takes these;
    :func:`nearness` was fitted with the others.
    """
    vectors = moved_to_german(words.vectors, language)
    total = vocabulary.sentences + 1
    counts = np.minimum(vocabulary.sentences_about(vectors, _SAME_MEANING), total - 1)
    weights = np.log(total / (1 + counts)).astype(np.float32)
    weights[counts == 0] = _UNKNOWN_SHARE * np.log(total)
    return replace(words, vectors=vectors, weights=np.maximum(weights, _LEAST_WEIGHT))


def word_matches(
    words: WeightedWords,
    sentences: NDArray[np.int64],
    corpus: SentenceWords,
    vocabulary: Vocabulary,
) -> NDArray[np.float32]:
    """Return each word's best cosine with each sentence, shape (m, n), at least 0.

    ``sentences`` are n positions in ``corpus``.
    """
    matches = np.zeros((len(words), len(sentences)), dtype=np.float32)
    starts, ends = corpus.starts[sentences], corpus.ends[sentences]
    filled = np.flatnonzero(ends > starts)
    if not len(words) or not len(filled):
        return matches
    tokens = np.concatenate([corpus.flat[starts[at] : ends[at]] for at in filled])
    distinct, place = np.unique(tokens, return_inverse=True)
    cosines = words.vectors @ vocabulary.vectors.rows(distinct).T
    offsets = np.concatenate(([0], np.cumsum(ends[filled] - starts[filled])[:-1]))
    matches[:, filled] = np.maximum.reduceat(cosines[:, place], offsets, axis=1)
    return np.maximum(matches, 0)


def covered(words: WeightedWords, matches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the weighted mean of ``matches`` (m, n) over the words: n values in [0, 1]."""
    if not len(words):
        return np.zeros(matches.shape[1], dtype=np.float32)
    return np.asarray(words.weights @ matches / words.weights.sum(), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Windows:
    """The best run of up to three sentences of each of several passages.

    ``first`` and ``end`` (exclusive) count in the columns of the matches they were found in.
    """

    coverage: NDArray[np.float32]
    first: NDArray[np.int64]
    end: NDArray[np.int64]


def best_windows(
    words: WeightedWords, matches: NDArray[np.float32], starts: NDArray[np.int64]
) -> Windows:
    """Return the best window of each passage; of equal ones the first.

    ``matches`` (m, n) holds the sentences of the passages one after the other; a passage's begin
    at its ``starts`` and there is at least one.
    """
    count = matches.shape[1]
    ends = np.append(starts[1:], count)
    end = np.repeat(ends, ends - starts)
    at = np.arange(count)
    widest = matches
    for offset in range(1, WINDOW):
        # A window that reaches its passage's end takes no more; it repeats its last sentence.
        widest = np.maximum(widest, matches[:, np.minimum(at + offset, end - 1)])
    scores = covered(words, widest)
    best = np.maximum.reduceat(scores, starts)
    is_best = scores == np.repeat(best, ends - starts)
    places = np.where(is_best, at, count)
    first = np.minimum.reduceat(places, starts)
    # Near a passage's end the window is moved back to have its three sentences.
    first = np.maximum(np.minimum(first, ends - WINDOW), starts)
    return Windows(best, first, np.minimum(first + WINDOW, ends))


def nearness(  # noqa: PLR0913 - the features of the fit
    *,
    dense: float,
    lexical: float,
    words: WeightedWords,
    top: NDArray[np.float32],
    sentence: float,
    names: float,
    missing_numbers: int,
) -> float:
    """Return the log-odds that the top window answers the question (GROUNDING, section 2).

    ``dense`` is the mean of the two cosines and ``lexical`` the lexical score of the top hit;
    ``top`` (m,) its words' best cosines; ``sentence`` the best coverage of a single sentence among
    the first three hits, ``names`` how well those name whom the question names. The weights are
    the study's logistic fit on 2,356 questions with and without their passage.
    """
    reached = np.minimum(top / np.maximum(words.best, 1e-6), 1.0)
    relative = float(covered(words, reached[:, None])[0]) if len(words) else 0.0
    score = 6.37 * dense - 0.55 * lexical + 12.3 * relative + 2.82 * sentence
    return score + 2.71 * names - 2.04 * min(missing_numbers, 2) - 15.86


def missing_numbers(question: str, texts: Sequence[str]) -> int:
    """Count the digit numbers of the question that stand in none of the texts."""
    present = {number for text in texts for number in _NUMBER.findall(text)}
    return len(set(_NUMBER.findall(question)) - present)
