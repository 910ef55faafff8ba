"""Fits ``rag/decision.json`` to runs: ``python -m evals.fitting.decision RUN ...``.

A logistic regression (scikit-learn) of "the articles answer the question" on the highest look and
the nearness; the threshold for refusing is the highest that keeps false refusals within a limit.
Runs of the test split are not taken.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.records import Item
from evals.running.folder import RunFolder
from index.errors import FundstelleError

HERE = Path(__file__).parents[2] / "rag" / "decision.json"
FALSE_REFUSALS = 0.08
"""The most that the threshold may refuse of those whose gold stood in what the model looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question that the model looked at."""

    best: float
    near: float
    answerable: bool
    """False also where no passage that was looked at holds the gold: refusing is right there."""


def rows_of(items: Sequence[Item]) -> list[Row]:
    """Return the rows of items with gold that got as far as a look."""
    rows = []
    for item in items:
        reply = item.reply
        if reply is None or reply.best_look is None or not item.has_gold:
            continue
        held = item.question.answerable and _holds_gold(item)
        if item.question.answerable and not held:
            continue
        rows.append(Row(reply.best_look, reply.nearness or 0.0, held))
    return rows


def fit(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Return intercept and the weights of look and nearness; both kinds weigh the same.

    FundstelleError where one kind is missing.
    """
    from sklearn.linear_model import LogisticRegression

    x = np.array([[row.best, row.near] for row in rows])
    y = np.array([row.answerable for row in rows])
    if len(set(y.tolist())) < 2:
        raise FundstelleError("Answerable and unanswerable questions are needed, one kind is not.")
    model = LogisticRegression(class_weight="balanced", C=1.0).fit(x, y)
    best, near = (float(weight) for weight in model.coef_[0])
    return float(model.intercept_[0]), best, near


def threshold(support: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """Return the highest cut that refuses at most :data:`FALSE_REFUSALS` of the answerable."""
    good = np.sort(support[answerable])
    return float(good[int(FALSE_REFUSALS * len(good))]) - 1e-6


def figures(
    support: NDArray[np.float64], answerable: NDArray[np.bool_], cut: float
) -> dict[str, float | int]:
    """Return what the cut does to these rows."""
    from sklearn.metrics import roc_auc_score

    refused = support < cut
    return {
        "answerable": int(answerable.sum()),
        "unanswerable": int((~answerable).sum()),
        "auc": round(float(roc_auc_score(answerable, support)), 3),
        "false_refusals": round(float(refused[answerable].mean()), 3),
        "refused": round(float(refused[~answerable].mean()), 3),
    }


def main(words: Sequence[str] | None = None) -> int:
    """Fit, write the rule, print its figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.decision", description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folder of `eval run`")
    parser.add_argument("--out", type=Path, default=HERE, help="the rule's file")
    arguments = parser.parse_args(words)
    try:
        rows = [row for path in arguments.runs for row in rows_of(_dev_items(path))]
        shipped = json.loads(arguments.out.read_text(encoding="utf-8"))
        found = fitted(rows, shipped)
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def fitted(rows: Sequence[Row], shipped: dict[str, Any]) -> dict[str, Any]:
    """Return the file's new content; what is not fitted here stays as it is shipped."""
    intercept, best, near = fit(rows)
    x = np.array([intercept + best * row.best + near * row.near for row in rows])
    y = np.array([row.answerable for row in rows])
    cut = threshold(x, y)
    rule = {
        **shipped["rule"],
        "intercept": round(intercept, 4),
        "best": round(best, 4),
        "near": round(near, 4),
        "refuse": round(cut, 4),
    }
    rule["quote"] = max(rule["quote"], rule["refuse"])
    return {
        "fitted": datetime.now(UTC).date().isoformat(),
        "figures": figures(x, y, cut),
        "rule": rule,
    }


def _dev_items(path: Path) -> list[Item]:
    items = list(RunFolder.open(path).items())
    if any(item.question.split != "dev" for item in items):
        raise FundstelleError(f"{path} has questions of the test split: nothing is fitted on them.")
    return items


def _holds_gold(item: Item) -> bool:
    assert item.reply is not None
    return any(
        gold.doc == place.article
        and place.start < (gold.end or 0)
        and (gold.start or 0) < place.end
        for gold in item.question.evidence
        for place in item.reply.evidence
    )


if __name__ == "__main__":
    sys.exit(main())
