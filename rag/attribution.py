"""Which German sentence each sentence of an answer rests on (GROUNDING, sections 4 and 5).

Small models cannot be trusted to cite: the program attributes after the draft, by meaning
(question and answer together), by the soft coverage of the question's and of the answer's words,
and by the numbers and names that both sides hold.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.interfaces import Embedder, WordEmbedder
from index.search.coverage import WeightedWords, covered, weigh
from index.search.vocabulary import Vocabulary
from index.text.sentences import sentence_spans
from index.text.words import corpus_words
from rag.records import EvidenceSentence, Query
from rag.verification.held import GERMAN
from rag.verification.quantities import Quantity, plain, quantities, same_value

NUMBER_WEIGHT = 2.0
NAME_WEIGHT = 0.3
_NAME = re.compile(r"\b[^\W\d_a-zäöüßа-я][\w-]{2,}")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence of an answer, the German sentence that it rests on, and how well that fits."""

    text: str
    evidence: EvidenceSentence
    score: float


class Attributor:
    """Finds the evidence of answer sentences."""

    def __init__(self, embedder: Embedder, word_embedder: WordEmbedder) -> None:
        self._embedder = embedder
        self._words = word_embedder

    def attribute(
        self,
        query: Query,
        text: str,
        evidence: Sequence[EvidenceSentence],
        vocabulary: Vocabulary,
    ) -> list[Attributed]:
        """Return each sentence of ``text`` with the evidence it rests on and the score of that."""
        spans = sentence_spans(text)
        sentences = [text[span.start : span.end] for span in spans]
        if not sentences or not evidence:
            return []
        german = [sentence.text for sentence in evidence]
        meant = self._embedder.embed_passages([f"{query.whole} {s}" for s in sentences])
        cosines = meant @ self._embedder.embed_passages(german).T
        asked = self._coverage(query.whole, query.language, evidence, vocabulary)
        found: list[Attributed] = []
        for at, sentence in enumerate(sentences):
            said = self._coverage(sentence, query.answer_language, evidence, vocabulary)
            scores = cosines[at] + asked + said + _shared(sentence, query, german)
            best = int(np.argmax(scores))
            found.append(Attributed(sentence, evidence[best], float(scores[best])))
        return found

    def best_for(
        self, query: Query, evidence: Sequence[EvidenceSentence], vocabulary: Vocabulary
    ) -> EvidenceSentence:
        """Return the sentence that speaks of what is asked: by meaning and twice by words."""
        (best,) = self.best_of_each(query, (evidence,), vocabulary)
        return best

    def best_of_each(
        self, query: Query, passages: Sequence[Sequence[EvidenceSentence]], vocabulary: Vocabulary
    ) -> list[EvidenceSentence]:
        """Return the same of each passage; the question is read once for all of them."""
        evidence = [sentence for passage in passages for sentence in passage]
        vectors = self._embedder.embed_passages([query.whole, *(s.text for s in evidence)])
        asked = self._coverage(query.whole, query.language, evidence, vocabulary)
        scores = vectors[1:] @ vectors[0] + 2 * asked
        ends = np.cumsum([len(passage) for passage in passages])[:-1]
        best = [int(np.argmax(part)) for part in np.split(scores, ends)]
        return [passage[at] for passage, at in zip(passages, best, strict=True)]

    def _coverage(
        self, text: str, language: str, evidence: Sequence[EvidenceSentence], vocabulary: Vocabulary
    ) -> NDArray[np.float32]:
        """Return how well each sentence covers the words of ``text``, n values.

        Half by itself and half together with the sentence before it: "Es kostete 6.400 Euro" says
        what it is about one sentence earlier.
        """
        words = weigh(text, language, vocabulary, self._words)
        alone = np.concatenate([self._matches(words, s.text, vocabulary) for s in evidence], axis=1)
        together = alone.copy()
        for at in range(1, len(evidence)):
            if evidence[at].window == evidence[at - 1].window:
                together[:, at] = np.maximum(alone[:, at], alone[:, at - 1])
        mean = (covered(words, alone) + covered(words, together)) / 2
        return np.asarray(mean, dtype=np.float32)

    def _matches(
        self, words: WeightedWords, sentence: str, vocabulary: Vocabulary
    ) -> NDArray[np.float32]:
        ids = [n for w in corpus_words(sentence) if (n := vocabulary.find(w)) is not None]
        if not ids or not len(words):
            return np.zeros((len(words), 1), dtype=np.float32)
        cosines = words.vectors @ vocabulary.vectors.rows(np.array(ids)).T
        return np.asarray(np.maximum(cosines.max(axis=1, keepdims=True), 0), dtype=np.float32)


def _shared(claim: str, query: Query, german: Sequence[str]) -> NDArray[np.float32]:
    """Score what share of the claim's figures and of its names each sentence holds.

    A figure that the question has tells nothing of where the answer stands, unless all are such.
    """
    asked = _figures(query.whole, query.language)
    said = _figures(claim, query.answer_language)
    figures = [each for each in said if not _among(each, asked)] or said
    names = set(_NAME.findall(claim))
    scores = np.zeros(len(german), dtype=np.float32)
    for at, sentence in enumerate(german):
        if figures:
            held = _figures(sentence, GERMAN)
            scores[at] += NUMBER_WEIGHT * sum(_among(f, held) for f in figures) / len(figures)
        if names:
            scores[at] += NAME_WEIGHT * sum(name in sentence for name in names) / len(names)
    return scores


def _figures(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the figures of a text, whatever their notation: 735 000, 735.000, 73.5万."""
    return quantities(plain(text), language)


def _among(figure: Quantity, others: Sequence[Quantity]) -> bool:
    return any(same_value(figure, other) for other in others)
