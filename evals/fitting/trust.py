"""Whether a sentence that passed the checks is right: the second half of ``rag/decision.json``.

A logistic regression (scikit-learn) of "the sentence is right" on the support of the looks, on
what the model says when it is asked about the sentence, and on whether it is one at all: of a few
words the model says something else. Right and wrong ones weigh the same, and
even odds are the cut: the dev questions are hard on purpose, three of four sentences are wrong, and
a cut that leaves few of these wrong takes half of what is right where most is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.metrics.nuggets import outcome_of
from evals.records import Item, Reply, SaidClaim

WEIGHTS = ("best", "whole", "near")
"""What the rule weighs, as ``decision.json`` names it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the model says to a sentence, and whether that is a few words only."""

    confirmed: float
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence that passed the checks."""

    looks: tuple[float, float, float]
    said: Said
    right: bool


def sentences_of(items: Sequence[Item]) -> list[Shown]:
    """Return the first sentence of each answer that the model was asked about.

    Of an answerable question it is right where the answer is, of another never. What can't be
    graded, because the gold has no form in the question's language, is left out.
    """
    return [
        Shown(looks_of(item.reply), said, item.question.answerable and worth_of(item) == 1)
        for item in items
        if item.reply is not None and item.reply.best_look is not None and item.has_gold
        if (said := said_to(item.reply)) is not None
        if outcome_of(item)[0] != "ungraded"
    ]


def fit_trust(
    support: NDArray[np.float64], said: Sequence[Said], right: NDArray[np.bool_]
) -> tuple[float, float, float, float]:
    """Return the intercept and the weights for "the sentence is right".

    They are those of the support, of what the model says, and of a few words.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(class_weight="balanced", C=1.0).fit(
        np.stack([support, *_columns(said)], axis=1), right
    )
    of_support, of_confirmed, of_brief = model.coef_[0]
    return float(model.intercept_[0]), float(of_support), float(of_confirmed), float(of_brief)


def fit_sentences(sentences: Sequence[Shown], rule: dict[str, Any]) -> dict[str, float | int]:
    """Put the trust in sentences into the rule; return how well it tells them apart."""
    from sklearn.metrics import roc_auc_score

    support = support_of([each.looks for each in sentences], rule)
    said = [each.said for each in sentences]
    right = np.array([each.right for each in sentences])
    names = ("claim_intercept", "claim_support", "claim_confirmed", "claim_brief")
    found = fit_trust(support, said, right)
    rule |= {name: round(value, 4) for name, value in zip(names, found, strict=True)}
    trust = _trust(support, said, rule)
    shown = trust >= rule["claim_cut"]
    return {
        "sentences": len(right),
        "sentences_right": int(right.sum()),
        "sentences_auc": round(float(roc_auc_score(right, trust)), 3),
        "right_shown": round(float(shown[right].mean()), 3),
        "wrong_shown": round(float(shown[~right].mean()), 3),
    }


def support_of(
    looks: Sequence[tuple[float, float, float]], rule: dict[str, Any]
) -> NDArray[np.float64]:
    """Return the support of each, as ``Decision.support`` gives it."""
    weights = np.array([rule[name] for name in WEIGHTS])
    return np.asarray(rule["intercept"] + np.array(looks) @ weights)


def is_unsure(said: Said | None, support: float, rule: dict[str, Any]) -> bool:
    """Tell whether the sentence shown would not be."""
    return said is not None and trust_in(said, support, rule) < rule["claim_cut"]


def trust_in(said: Said, support: float, rule: dict[str, Any]) -> float:
    """Return the trust in one, as ``Decision.trust`` gives it."""
    return float(_trust(np.array([support]), [said], rule)[0])


def _trust(
    support: NDArray[np.float64], said: Sequence[Said], rule: dict[str, Any]
) -> NDArray[np.float64]:
    """Return the trust in each, as ``Decision.trust`` gives it."""
    confirmed, brief = _columns(said)
    by_support = rule["claim_intercept"] + rule["claim_support"] * support
    by_words = rule["claim_confirmed"] * confirmed + rule["claim_brief"] * brief
    return np.asarray(by_support + by_words)


def _columns(said: Sequence[Said]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    confirmed, brief = np.array([(each.confirmed, float(each.brief)) for each in said]).T
    return confirmed, brief


def looks_of(reply: Reply) -> tuple[float, float, float]:
    """Return what the rule weighs; where no whole passage was looked at, it said the same."""
    best = reply.best_look or 0.0
    return best, best if reply.whole_look is None else reply.whole_look, reply.nearness or 0.0


def said_to(reply: Reply) -> Said | None:
    """Return what the model said to the first sentence shown, None if it was not asked."""
    sentence = first_sentence(reply)
    if sentence is None or sentence.confirmed is None:
        return None
    return Said(sentence.confirmed, reply.brief)


def first_sentence(reply: Reply) -> SaidClaim | None:
    """Return the first sentence of an answer; a quotation and a refusal have none."""
    return reply.claims[0] if reply.kind in ("answer", "partial") and reply.claims else None


def worth_of(item: Item) -> int:
    """Return 1 for a right answer, -1 for a wrong one, 0 for anything between."""
    outcome, _ = outcome_of(item)
    return {"correct": 1, "wrong": -1}.get(outcome, 0)
