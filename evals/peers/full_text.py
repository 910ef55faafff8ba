"""A full-text index as Tantivy makes with its English stemmer: BM25, stop words kept.

Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", with the
constants that Lucene and Tantivy have. Words in any script are kept; only English endings are cut,
whatever the language is: that is what Kotaemon's store does (``tokenizer_name="en_stem"``).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

_K1, _B = 1.2, 0.75
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 40


class FullText:
    """BM25 over texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        from nltk.stem.snowball import EnglishStemmer

        self._stemmer = EnglishStemmer()
        self._counts = [Counter(self._terms(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(texts) if texts else 0.0
        self._in = Counter(term for counts in self._counts for term in counts)

    def search(self, question: str, limit: int) -> list[int]:
        """Return the numbers (from 0) of the texts that share a word, best first."""
        terms = self._terms(question)
        scored = [
            (self._score(terms, at), -at)
            for at, counts in enumerate(self._counts)
            if not counts.keys().isdisjoint(terms)
        ]
        return [-at for _, at in sorted(scored, reverse=True)[:limit]]

    def _score(self, terms: Sequence[str], at: int) -> float:
        counts, length = self._counts[at], self._lengths[at]
        norm = _K1 * (1 - _B + _B * length / self._mean)
        return sum(
            self._idf(term) * counts[term] * (_K1 + 1) / (counts[term] + norm)
            for term in terms
            if term in counts
        )

    def _idf(self, term: str) -> float:
        found = self._in[term]
        return math.log(1 + (len(self._counts) - found + 0.5) / (found + 0.5))

    def _terms(self, text: str) -> list[str]:
        words = (word.lower() for word in _WORD.findall(text) if len(word) <= _LONGEST_WORD)
        return [self._stemmer.stem(word) for word in words]
