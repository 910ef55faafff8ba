"""Fits ``rag/decision.json`` to runs: ``python -m evals.fitting.decision RUN ...``.

Asked with ``fundstelle eval run --never-refuse``, a run knows what every draft was worth; one that
refuses by the shipped rule can only raise its thresholds. A logistic regression (scikit-learn) of
"the articles answer the question" on the highest look, the highest at a whole passage and the
nearness gives the weights; another one the trust in a draft's sentence
(``evals/fitting/trust.py``), whose cut is even odds.

It is lower where nine of ten questions (``REFUSED``) that the articles do not answer are refused
all the same, because the checks or the model do not stand by their drafts: dev questions are hard
on purpose, and even odds among their drafts refuse much of what real articles answer. The half
of these questions (``SPARED``) that the looks support least is refused before a draft. That spares
seconds more than errors; one of twenty drafts that are right and shown lies below.

Runs of ``--beside`` were drafted in another way than the product drafts. They tell of looks and
sentences, not of cuts. Of a question that stands in several runs the first counts, for the
sentences the first of either kind of draft; runs of the test split are not taken.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.fitting.confirming import with_confirmed
from evals.fitting.trust import (
    WEIGHTS,
    Said,
    fit_sentences,
    looks_of,
    said_to,
    sentences_of,
    support_of,
    trust_in,
    worth_of,
)
from evals.metrics.places import overlap
from evals.records import Item
from evals.running.folder import RunFolder
from index.errors import FundstelleError

REFUSED = 0.9
"""Share of the unanswerable questions that is to be refused."""
SPARED = 0.5
"""Share of them that is to be refused before a draft."""
HERE = Path(__file__).parents[2] / "rag" / "decision.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One question that the model looked at."""

    looks: tuple[float, float, float]
    """Highest look, highest look at a whole passage, nearness (``WEIGHTS``)."""
    answerable: bool
    """Its gold stood in what the model read, or it has none and this is False."""
    worth: int
    """Of the draft: 1 right, -1 wrong, 0 in part or none that could be shown."""
    held_back: bool = False
    """Whether there was a draft, and the checks let nothing of it be shown."""
    said: Said | None = None
    """What the model says to the sentence shown."""


def rows_of(items: Sequence[Item]) -> list[Row]:
    """Return the rows of items with gold; of the answerable those whose gold the model read.

    An item that was refused without a draft is worth nothing: it can raise a threshold, and tells
    nothing of a lower one.
    """
    rows = []
    for item in items:
        reply = item.reply
        if reply is None or reply.best_look is None or not item.has_gold:
            continue
        if item.question.answerable and not _holds_gold(item):
            continue
        held_back = bool(reply.drafts) and not reply.answered
        worth = (item.question.answerable, worth_of(item), held_back)
        rows.append(Row(looks_of(reply), *worth, said_to(reply)))
    return rows


def fit(rows: Sequence[Row]) -> tuple[float, tuple[float, ...]]:
    """Return the intercept and a weight for each of ``WEIGHTS``; both kinds weigh the same.

    FundstelleError where one kind is missing.
    """
    from sklearn.linear_model import LogisticRegression

    x = np.array([row.looks for row in rows])
    y = np.array([row.answerable for row in rows])
    if len(set(y.tolist())) < 2:
        raise FundstelleError("Answerable and unanswerable questions are needed, one kind is not.")
    model = LogisticRegression(class_weight="balanced", C=1.0)
    weights = model.fit(x, y).coef_[0]
    while (weights < 0).any():
        # More is never worse: where the few rows say so, they tell nothing of it.
        x[:, np.argmin(weights)] = 0.0
        weights = model.fit(x, y).coef_[0]
    return float(model.intercept_[0]), tuple(float(weight) for weight in weights)


def threshold(needed: NDArray[np.float64], values: NDArray[np.float64], share: float) -> float:
    """Return the lowest cut that refuses ``share`` of the unanswerable, half-way between rows.

    ``needed`` has for each of them what a cut must lie above, minus infinity where it needs none;
    ``values`` are those of all rows.
    """
    values = values[np.isfinite(values)]
    below = np.sort(needed)[max(math.ceil(share * len(needed)) - 1, 0)]
    if below == -np.inf:
        return float(values.min() - 0.5)
    above = values[values > below]
    return float((below + above.min()) / 2) if len(above) else float(below + 0.5)


def figures(
    support: NDArray[np.float64],
    answerable: NDArray[np.bool_],
    worth: NDArray[np.int64],
    refused: NDArray[np.bool_],
) -> dict[str, float | int]:
    """Return how well the support tells the rows apart, and what refusing these does to them."""
    from sklearn.metrics import roc_auc_score

    return {
        "answerable": int(answerable.sum()),
        "unanswerable": int((~answerable).sum()),
        "auc": round(float(roc_auc_score(answerable, support)), 3),
        "false_refusals": round(float(refused[answerable].mean()), 3),
        "refused": round(float(refused[~answerable].mean()), 3),
        "right": round(float((worth[answerable & ~refused] == 1).sum() / answerable.sum()), 3),
        "wrong": round(float((worth[answerable & ~refused] == -1).sum() / answerable.sum()), 3),
    }


def main(words: Sequence[str] | None = None) -> int:
    """Fit, write the rule, print its figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.decision", description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folder of `eval run`")
    parser.add_argument(
        *("--beside",), nargs="+", type=Path, default=[], metavar="RUN", help="drafted otherwise"
    )
    parser.add_argument("--out", type=Path, default=HERE, help="the rule's file")
    arguments = parser.parse_args(words)
    try:
        items = [item for path in arguments.runs for item in _dev_items(path)]
        beside = [item for path in arguments.beside for item in _dev_items(path)]
        shipped = json.loads(arguments.out.read_text(encoding="utf-8"))
        found = fitted(items, shipped, beside)
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def fitted(
    items: Sequence[Item], shipped: dict[str, Any], beside: Sequence[Item] = ()
) -> dict[str, Any]:
    """Return the file's new content; what is not fitted here stays as it is shipped.

    Without a sentence that the model was asked about, what is said of these stays, too.
    """
    every = [*items, *beside]
    sentences = sentences_of(firsts(every, each_way=True))
    intercept, weights = fit(rows_of(firsts(every)))
    rule = {
        **shipped["rule"],
        "intercept": round(intercept, 4),
        **{name: round(weight, 4) for name, weight in zip(WEIGHTS, weights, strict=True)},
    }
    told: dict[str, float | int] = {}
    if len({each.right for each in sentences}) == 2:
        told = fit_sentences(sentences, rule)
    rows = rows_of(firsts(items))
    support = support_of([row.looks for row in rows], rule)
    trust = np.array([_trust_in(row, at, rule) for row, at in zip(rows, support, strict=True)])
    answerable = np.array([row.answerable for row in rows])
    if np.isfinite(trust).any():
        rule["claim_cut"] = round(min(0.0, threshold(trust[~answerable], trust, REFUSED)), 4)
    shown = trust >= rule["claim_cut"]
    worth = np.where(shown, [row.worth for row in rows], 0)
    right = answerable & (worth == 1)
    # Where most drafts are right, one that is not is better replaced by its German sentence.
    quote = float(np.quantile(support[right], 0.5)) if right.any() else 99.0
    cut = threshold(support[~answerable], support, SPARED)
    rule |= {"refuse": round(cut, 4), "quote": round(max(quote, cut), 4)}
    refused = (support < cut) | (~shown & (support < quote))
    return {
        "fitted": datetime.now(UTC).date().isoformat(),
        "figures": {**figures(support, answerable, worth, refused), **told},
        "rule": rule,
    }


def _trust_in(row: Row, support: float, rule: dict[str, Any]) -> float:
    """Return the trust in what is shown: none at all where the checks let nothing be shown.

    It is without bound where the model was not asked.
    """
    if row.said is not None:
        return trust_in(row.said, support, rule)
    return -math.inf if row.held_back or not row.worth else math.inf


def firsts(items: Sequence[Item], *, each_way: bool = False) -> list[Item]:
    """Return the first item of a question; ``each_way`` the first of either kind of draft."""

    def name(item: Item) -> tuple[str, bool]:
        return item.name, each_way and item.reply is not None and item.reply.brief

    return list({name(item): item for item in reversed(items)}.values())[::-1]


def _dev_items(path: Path) -> list[Item]:
    items = with_confirmed(list(RunFolder.open(path).items()), path)
    if any(item.question.split != "dev" for item in items):
        raise FundstelleError(f"{path} has questions of the test split: nothing is fitted on them.")
    return items


def _holds_gold(item: Item) -> bool:
    assert item.reply is not None
    shown = item.reply.evidence
    return any(overlap(place, gold) for gold in item.question.evidence for place in shown)


if __name__ == "__main__":
    sys.exit(main())
