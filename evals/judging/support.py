"""Tier 1: an offline score of how far German sentences support a claim.

A logistic regression over :mod:`evals.judging.features`, one for claims in the premises' language
and one for claims in another. It was fitted on our own pairs alone (:mod:`evals.judging.fit`); its
weights are ``support.json``.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from evals.judging.features import measure
from evals.judging.premises import Reader
from evals.records import Judgement, Pair

_UNTOLD = "no words to compare, or a claim that the sources are silent"


@dataclass(frozen=True, slots=True)
class Weights:
    """One regression: log-odds are the intercept plus coefficients times features."""

    coefficients: tuple[float, ...]
    intercept: float
    threshold: float

    def score(self, row: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that a pair with these features is supported."""
        odds = self.intercept + sum(
            coefficient * value for coefficient, value in zip(self.coefficients, row, strict=True)
        )
        return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))


class SupportJudge:
    """Judges pairs by the fitted weights; no language model takes part."""

    def __init__(
        self, reader: Reader | None = None, weights: Mapping[str, Weights] | None = None
    ) -> None:
        self._reader = reader or Reader()
        self._weights = weights or committed_weights()

    @property
    def name(self) -> str:
        """``support-1@`` and the digest of the weights: judgements of others are not reused."""
        return f"support-1@{_digest(self._weights)}"

    def judge(self, pair: Pair) -> Judgement:
        """Judge one pair, in a few hundredths of a second."""
        measured = measure(pair, self._reader) if pair.premises else None
        if measured is None:
            return Judgement(pair.name, self.name, None, None, _UNTOLD)
        weights = self._weights[measured.name]
        score = weights.score(measured.row)
        return Judgement(pair.name, self.name, score, score >= weights.threshold, measured.name)


def _digest(weights: Mapping[str, Weights]) -> str:
    return sha256(repr(sorted(weights.items())).encode()).hexdigest()[:12]


def weights_of(document: Mapping[str, Any]) -> dict[str, Weights]:
    """Return the weights of a document in the form of ``support.json``."""
    return {
        name: Weights(tuple(each["coefficients"].values()), each["intercept"], each["threshold"])
        for name, each in document["regressions"].items()
    }


@lru_cache(maxsize=1)
def committed_weights() -> Mapping[str, Weights]:
    """Return the weights of ``support.json``."""
    text = (files("evals") / "judging" / "support.json").read_text(encoding="utf-8")
    return weights_of(json.loads(text))
