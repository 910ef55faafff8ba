"""Fits ``rag/decision.json`` to runs: ``python -m evals.fitting.decision RUN ...``.

Asked with ``fundstelle eval run --never-refuse``, a run knows what every draft was worth; one that
refuses by the shipped rule can only raise its threshold. A logistic regression (scikit-learn) of
"the articles answer the question" on the highest look, the highest at a whole passage and the
nearness gives the weights. The threshold is the lowest with which ``REFUSED`` of the questions that
the articles do not answer are refused, by it or because no sentence of their draft could be shown,
be it that the checks found something or that the model does not stand by it: a cut for the best
mean of both kinds, or for right drafts less wrong ones, refuses far more of what real articles
answer, and so does each further question that it is meant to refuse.

What is said of the sentences of a draft is fitted first (``evals/fitting/trust.py``). Of a question
that stands in several runs the first counts, for the sentences the first of either kind of draft;
runs of the test split are not taken.
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
    is_unsure,
    looks_of,
    said_to,
    sentences_of,
    support_of,
    worth_of,
)
from evals.metrics.places import overlap
from evals.records import Item
from evals.running.folder import RunFolder
from index.errors import FundstelleError

REFUSED = 0.75
"""Share of the unanswerable questions that is to be refused: the floor."""
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


def threshold(
    support: NDArray[np.float64], answerable: NDArray[np.bool_], held_back: NDArray[np.bool_]
) -> float:
    """Return the lowest cut with which ``REFUSED`` of the unanswerable are, half-way between rows.

    Those that are held back anyway need no cut.
    """
    needed = np.where(held_back, -np.inf, support)[~answerable]
    below = np.sort(needed)[max(math.ceil(REFUSED * len(needed)) - 1, 0)]
    if below == -np.inf:
        return float(support.min() - 0.5)
    above = support[support > below]
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
    parser.add_argument("--out", type=Path, default=HERE, help="the rule's file")
    arguments = parser.parse_args(words)
    try:
        every = [item for path in arguments.runs for item in _dev_items(path)]
        shipped = json.loads(arguments.out.read_text(encoding="utf-8"))
        found = fitted(every, shipped)
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def fitted(items: Sequence[Item], shipped: dict[str, Any]) -> dict[str, Any]:
    """Return the file's new content; what is not fitted here stays as it is shipped.

    Without a sentence that the model was asked about, what is said of these stays, too.
    """
    rows, sentences = rows_of(_firsts(items)), sentences_of(_firsts(items, each_way=True))
    intercept, weights = fit(rows)
    rule = {
        **shipped["rule"],
        "intercept": round(intercept, 4),
        **{name: round(weight, 4) for name, weight in zip(WEIGHTS, weights, strict=True)},
    }
    told: dict[str, float | int] = {}
    if len({each.right for each in sentences}) == 2:
        told = fit_sentences(sentences, rule)
    x, worth = support_of([row.looks for row in rows], rule), np.array([row.worth for row in rows])
    unsure = np.array([is_unsure(row.said, at, rule) for row, at in zip(rows, x, strict=True)])
    worth = np.where(unsure, 0, worth)
    # Where most drafts are right, one that is not is better replaced by its German sentence.
    quote = float(np.quantile(x[worth == 1], 0.5)) if (worth == 1).any() else 99.0
    # What is not shown is quoted from there on.
    checked = np.array([row.held_back for row in rows]) & (x < quote)
    held_back = checked | (unsure & (x < quote))
    y = np.array([row.answerable for row in rows])
    cut = threshold(x, y, held_back)
    rule |= {"refuse": round(cut, 4), "quote": round(max(quote, cut), 4)}
    return {
        "fitted": datetime.now(UTC).date().isoformat(),
        "figures": {**figures(x, y, worth, (x < cut) | held_back), **told},
        "rule": rule,
    }


def _firsts(items: Sequence[Item], *, each_way: bool = False) -> list[Item]:
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
