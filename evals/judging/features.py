"""What is measured of a claim and its premises before the fit weighs it.

Coverage is the share of a claim's content words, weighted by rarity, that sentences hold: by their
letters (``letters_``) and by the cosine of context-free word vectors (``meaning_``), which goes
across languages. Each is taken for the best sentence, the best two, and all of them: a claim may
join two sentences, and what holds only with words from everywhere is likely a mixture.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.judging.cues import denies, hedges, says_nothing_is_said
from evals.judging.names import names_of, nearest_name
from evals.judging.numbers import agrees, numbers_of
from evals.judging.premises import Premises, Reader
from evals.judging.words import content_words, lexical_matches, rarity
from evals.records import Pair

Values = NDArray[np.float64]

_CLAUSE = re.compile(
    r"[,;:–—()，；、]|\s(?:und|sowie|oder|and|or|y|e|o|et|ou|ve|i|oraz|и|или)\s", re.IGNORECASE
)
_MOST_COUNTED = 3
_FEW_WORDS = 2
_HELD = 0.7
_COMMON = 9.0
"""Nats: rarer words count as telling."""


class Features(NamedTuple):
    """One row of the fit; shares and cosines are 0 to 1, counts at most 3."""

    letters_one: float
    letters_two: float
    letters_all: float
    meaning_one: float
    meaning_two: float
    meaning_all: float
    meaning_least: float
    """The telling word that is held worst by all sentences."""
    clause_least: float
    """The clause of the claim that the best two sentences cover worst."""
    joined: float
    """Share of neighbouring words of the claim that stand in one sentence."""
    words_missing: float
    """Telling words that no sentence holds by letters or nearly by meaning."""
    numbers_missing: float
    numbers_apart: float
    """Numbers that stand in some sentence, but not in the best two."""
    number_place: float
    """Coverage of the claim by the sentences that hold its numbers; 1 without numbers."""
    names_missing: float
    names_apart: float
    name_place: float
    """Likewise for the claim's names."""
    sentence_cosine: float
    window_cosine: float
    negation: float
    """1 where either claim or best sentence denies and the other does not."""
    hedge_lost: float
    """1 where the best sentence hedges and the claim does not."""
    length: float
    """Logarithm of the claim's count of content words."""
    longer: float
    """How far the claim outgrows the best two sentences, as a logarithm, at least 0."""


class Regime(NamedTuple):
    """Which of the two fits a pair belongs to: "same" language or "across" languages."""

    name: str
    row: tuple[float, ...]


def measure(pair: Pair, reader: Reader) -> Regime | None:
    """Return the features of a pair.

    None where claim or premises have no words, and for a claim that the sources are silent: what
    is not there can't be covered.
    """
    premises = reader.premises(pair.premises)
    if says_nothing_is_said(pair.claim, pair.language):
        return None
    claim = _Held.of(pair.claim, pair.language, premises, reader)
    if not len(claim.words) or not premises.sentences:
        return None
    regime = "same" if premises.language == pair.language else "across"
    return Regime(regime, _features(claim, premises))


@dataclass(frozen=True, slots=True)
class _Held:
    """A text's words and how far each premise sentence holds them."""

    text: str
    language: str
    words: list[str]
    weights: Values
    letters: Values
    meaning: Values
    vector: NDArray[np.float32]
    premises: Premises

    @classmethod
    def of(cls, text: str, language: str, premises: Premises, reader: Reader) -> "_Held":
        words = content_words(text, language)
        letters = lexical_matches(words, premises.words)
        return cls(
            text=text,
            language=language,
            words=words,
            weights=np.array([rarity(word) for word in words]),
            letters=letters,
            meaning=np.maximum(letters, _soft_matches(words, premises, reader)),
            vector=reader.vector(text) if text else np.zeros(1, dtype=np.float32),
            premises=premises,
        )

    def coverage(self, matches: Values) -> float:
        """Return the weighted mean of one value a word."""
        return float(self.weights @ matches / self.weights.sum()) if len(self.words) else 0.0


def _soft_matches(words: list[str], premises: Premises, reader: Reader) -> Values:
    matches = np.zeros((len(words), len(premises.sentences)))
    if not words or not premises.vocabulary:
        return matches
    cosines = reader.word_vectors(words) @ premises.word_vectors.T
    for column, sentence in enumerate(premises.words):
        if sentence:
            own = [premises.vocabulary[word] for word in sentence]
            matches[:, column] = np.maximum(cosines[:, own].max(axis=1), 0)
    return np.minimum(matches, 1.0)


def _best_two(held: _Held) -> tuple[int, int]:
    """Return the sentence that covers most by meaning, and the one that adds most to it."""
    single = held.weights @ held.meaning
    first = int(single.argmax())
    joint = held.weights @ np.maximum(held.meaning, held.meaning[:, [first]])
    return first, int(joint.argmax())


def _features(claim: _Held, premises: Premises) -> tuple[float, ...]:
    first, second = two = _best_two(claim)
    letters_two = claim.letters[:, two].max(axis=1)
    meaning_two = claim.meaning[:, two].max(axis=1)
    everywhere = claim.meaning.max(axis=1)
    telling = claim.weights >= _COMMON
    numbers, names = _numbers(claim, two), _names(claim, two)
    longest = len(premises.words[first]) + (len(premises.words[second]) if second != first else 0)
    return Features(
        letters_one=float((claim.weights @ claim.letters).max() / claim.weights.sum()),
        letters_two=claim.coverage(letters_two),
        letters_all=claim.coverage(claim.letters.max(axis=1)),
        meaning_one=claim.coverage(claim.meaning[:, first]),
        meaning_two=claim.coverage(meaning_two),
        meaning_all=claim.coverage(everywhere),
        meaning_least=float(everywhere[telling].min()) if telling.any() else 1.0,
        clause_least=_least_clause(claim, meaning_two),
        joined=_joined(claim),
        words_missing=float(min((telling & (everywhere < _HELD)).sum(), _MOST_COUNTED)),
        numbers_missing=numbers.missing,
        numbers_apart=numbers.apart,
        number_place=numbers.place,
        names_missing=names.missing,
        names_apart=names.apart,
        name_place=names.place,
        sentence_cosine=float((premises.vectors @ claim.vector).max()),
        window_cosine=float((premises.windows @ claim.vector).max()),
        negation=float(denies(claim.text, claim.language) != premises.denied[first]),
        hedge_lost=float(premises.hedged[first] and not hedges(claim.text, claim.language)),
        length=float(np.log(len(claim.words))),
        longer=max(float(np.log(len(claim.words) / max(longest, 1))), 0.0),
    )


def _least_clause(claim: _Held, matches: Values) -> float:
    place = {word: at for at, word in enumerate(claim.words)}
    least = claim.coverage(matches)
    for clause in _CLAUSE.split(claim.text):
        own = [place[word] for word in content_words(clause, claim.language) if word in place]
        if len(own) >= _FEW_WORDS:
            least = min(least, float(claim.weights[own] @ matches[own] / claim.weights[own].sum()))
    return least


def _joined(claim: _Held) -> float:
    if len(claim.words) < _FEW_WORDS:
        return claim.coverage(claim.meaning.max(axis=1))
    both = np.minimum(claim.meaning[:-1], claim.meaning[1:]).max(axis=1)
    return float(both.mean())


class _Placed(NamedTuple):
    """How many parts of a kind are nowhere, how many outside the best two, and where they are."""

    missing: float
    apart: float
    place: float


def _numbers(claim: _Held, two: tuple[int, int]) -> _Placed:
    own = dict.fromkeys(numbers_of(claim.text))
    holding = [
        np.array([agrees(number, numbers) for numbers in claim.premises.numbers]) for number in own
    ]
    return _placed(claim, holding, two)


def _names(claim: _Held, two: tuple[int, int]) -> _Placed:
    place = {word: at for at, word in enumerate(claim.words)}
    holding = []
    for name in names_of(claim.text, claim.language):
        held = claim.meaning[place[name]] >= _HELD
        if not held.any():
            likeness = [nearest_name(name, words) for words in claim.premises.words]
            held = np.array(likeness) >= _HELD
        holding.append(held)
    return _placed(claim, holding, two)


def _placed(claim: _Held, holding: list[NDArray[np.bool_]], two: tuple[int, int]) -> _Placed:
    missing = apart = 0
    place = 1.0
    coverage = claim.weights @ claim.meaning / claim.weights.sum()
    for held in holding:
        if not held.any():
            missing += 1
            continue
        apart += not held[list(two)].any()
        place = min(place, float(coverage[held].max()))
    return _Placed(float(min(missing, _MOST_COUNTED)), float(min(apart, _MOST_COUNTED)), place)
