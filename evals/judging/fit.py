"""``python -m evals.judging.fit``: fits tier 1 on our own pairs and writes ``support.json``.

Deterministic: the same articles, questions and rules give the same file but for its date. The
figures in it are of pairs whose article took no part in the fit (five folds, grouped by article).
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.judging.card import Judged, card_of
from evals.judging.cards import keep_card
from evals.judging.features import Features, measure
from evals.judging.measure import judged_pairs
from evals.judging.pairs import SEED, OwnPair, make_pairs, subtle_pairs
from evals.judging.premises import Reader
from evals.judging.support import SupportJudge, weights_of

_FOLDS = 5
_STRENGTH = 0.1
"""Inverse of the L2 penalty, over standardised features."""
_LIKE_ANSWERS = frozenset({"gold answer", "wrong answer", "written", "question and nugget"})
_MORE = 4.0
"""How much more a pair counts that looks like a real answer."""
_REGIMES = ("same", "across")
_AGAINST = frozenset(
    {
        *("words_missing", "numbers_missing", "numbers_apart", "names_missing", "names_apart"),
        *("negation", "hedge_lost", "length", "longer"),
    }
)
"""Features that can only speak against a claim; the others can only speak for it."""
_PLACE = Path(__file__).with_name("support.json")


def fit(pairs: Sequence[OwnPair], reader: Reader) -> tuple[dict[str, Any], list[Judged]]:
    """Return the document of weights, and every pair as judged by a fit without its article."""
    measured = [(own, found) for own in pairs if (found := measure(own.pair, reader))]
    document: dict[str, Any] = {}
    held_out: list[Judged] = []
    for name in _REGIMES:
        rows = [(own, found.row) for own, found in measured if found.name == name]
        weights, judged = _fit_one(rows)
        document[name] = weights
        held_out += judged
    return document, held_out


def _fit_one(
    rows: Sequence[tuple[OwnPair, tuple[float, ...]]],
) -> tuple[dict[str, Any], list[Judged]]:
    values = np.array([row for _, row in rows])
    labels = np.array([bool(own.pair.supported) for own, _ in rows])
    groups = np.array([own.article for own, _ in rows])
    shares = _shares([own for own, _ in rows])
    scores = np.zeros(len(rows))
    for train, test in GroupKFold(_FOLDS).split(values, labels, groups):
        coefficients, intercept = _regress(values[train], labels[train], shares[train])
        scores[test] = 1 / (1 + np.exp(-(values[test] @ coefficients + intercept)))
    coefficients, intercept = _regress(values, labels, shares)
    threshold = _threshold(scores, labels, shares)
    judged = [
        Judged(
            cluster=own.article,
            gold=bool(own.pair.supported),
            score=float(score),
            supported=bool(score >= threshold),
            kind=own.pair.kind,
            language=own.pair.language,
        )
        for (own, _), score in zip(rows, scores, strict=True)
    ]
    return {
        "n": len(rows),
        "articles": len(set(groups.tolist())),
        "intercept": round(intercept, 6),
        "threshold": round(threshold, 4),
        "coefficients": {
            feature: round(float(value), 6)
            for feature, value in zip(Features._fields, coefficients, strict=True)
        },
    }, judged


def _regress(
    values: NDArray[np.float64], labels: NDArray[np.bool_], shares: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return coefficients and intercept in the features' own units; of wrong sign is none."""
    signs = np.array([-1.0 if name in _AGAINST else 1.0 for name in Features._fields])
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale == 0] = 1.0
    coefficients = np.zeros(values.shape[1])
    kept = np.arange(values.shape[1])
    while True:
        model = LogisticRegression(C=_STRENGTH, max_iter=2000)
        model.fit(((values - mean) / scale)[:, kept], labels, sample_weight=shares)
        # Features go together, and one of them may get a sign that only our pairs explain: what
        # speaks for a claim here would speak against it elsewhere.
        wrong = model.coef_[0] * signs[kept]
        if wrong.min() >= 0:
            break
        kept = np.delete(kept, wrong.argmin())
    coefficients[kept] = model.coef_[0] / scale[kept]
    return coefficients, float(model.intercept_[0] - coefficients @ mean)


def _shares(pairs: Sequence[OwnPair]) -> NDArray[np.float64]:
    """Weigh pairs: both labels level; those like answers, and of rare kinds, count more."""
    kinds = Counter((own.pair.kind, own.pair.supported) for own in pairs)
    weights = np.array(
        [
            (_MORE if own.pair.kind in _LIKE_ANSWERS else 1.0)
            / kinds[own.pair.kind, own.pair.supported] ** 0.5
            for own in pairs
        ]
    )
    labels = np.array([bool(own.pair.supported) for own in pairs])
    for label in (False, True):
        total = weights[labels == label].sum()
        weights[labels == label] *= len(pairs) / 2 / total if total else 1.0
    return weights


def _threshold(
    scores: NDArray[np.float64], labels: NDArray[np.bool_], shares: NDArray[np.float64]
) -> float:
    """Return the cut with the best balanced accuracy on held-out scores."""

    def balanced(cut: float) -> float:
        right = (scores >= cut) == labels
        return float(
            sum(
                np.average(right[labels == label], weights=shares[labels == label])
                for label in (True, False)
            )
        )

    cuts = [cut / 100 for cut in range(20, 81)]
    return max(cuts, key=balanced)


def main() -> None:
    """Fit and write ``support.json`` and the card of the held-out pairs in ``cards.json``."""
    parser = argparse.ArgumentParser(description="Fit tier 1 on our own pairs.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    arguments = parser.parse_args()
    day = datetime.now(UTC).date().isoformat()
    regressions, held_out = fit(make_pairs(arguments.corpus), Reader())
    card = card_of(
        held_out,
        judge="support-1",
        data="own pairs, held out by article",
        day=day,
        command="python -m evals.judging.fit",
    )
    document = {"date": day, "seed": SEED, "regressions": regressions}
    _PLACE.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    keep_card(card)
    subtle = judged_pairs(
        subtle_pairs(arguments.corpus), SupportJudge(weights=weights_of(document))
    )
    keep_card(
        card_of(
            list(subtle),
            judge="support-1",
            data="own subtle pairs, never fitted on",
            day=day,
            command="python -m evals.judging.fit",
        )
    )


if __name__ == "__main__":
    main()
