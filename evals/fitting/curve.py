"""False refusals against answers that are wrong: ``python -m evals.fitting.curve RUN ...``.

Runs asked with ``fundstelle eval run --never-refuse`` know what every draft was worth; what the
shipped rule would have shown of them with each cut is a row: first by the looks, below which
nothing is drafted, then by the trust in a sentence, below which it is not shown. A run that refuses
by itself tells nothing of a lower cut. Of a question that stands in several runs the first counts.
Runs of the test split are taken, too: nothing is fitted.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.fitting.confirming import with_confirmed
from evals.fitting.decision import HERE, Row, firsts, rows_of
from evals.fitting.trust import is_unsure, support_of
from evals.running.folder import RunFolder
from index.errors import FundstelleError

CUTS = {
    "refuse": (1.0, 0.5, 0.0, -0.5, -1.0, -1.5, -2.0, -99.0),
    "claim_cut": (1.5, 1.0, 0.5, 0.0, -0.5, -1.0, -99.0),
}
"""In log-odds, by their name in the rule; the shipped one is put among them."""
_NAMES = {"refuse": "looks", "claim_cut": "trust"}
_NONE = -99.0
_HEAD = """| cut by the {} | right | wrong | refused or in part | refused, unanswerable |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Point:
    """What a cut does: counts of questions."""

    cut: float
    answerable: int
    right: int
    wrong: int
    unanswerable: int
    made_up: int

    def __str__(self) -> str:
        cut = "none" if self.cut <= _NONE else f"{self.cut:.2f}"
        rest = self.answerable - self.right - self.wrong
        return (
            f"| {cut} | {self.right} | {self.wrong} | {rest} of {self.answerable} "
            f"| {self.unanswerable - self.made_up} of {self.unanswerable} |"
        )


def points(rows: Sequence[Row], rule: dict[str, Any], name: str) -> list[Point]:
    """Return a point for each of the ``CUTS`` of that name, the strictest first."""
    support = support_of([row.looks for row in rows], rule)
    kinds = [row.answerable for row in rows]
    found = []
    for cut in sorted({*CUTS[name], rule[name]}, reverse=True):
        cutting = rule | {name: cut}
        shown = [
            (row.answerable, row.worth)
            for at, row in zip(support, rows, strict=True)
            if row.worth and not row.held_back and at >= cutting["refuse"]
            if not is_unsure(row.said, at, cutting)
        ]
        counts = (shown.count((True, 1)), shown.count((True, -1)), kinds.count(False))
        made_up = sum(not answerable for answerable, _ in shown)
        found.append(Point(cut, kinds.count(True), *counts, made_up))
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.curve", description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folder of `eval run`")
    arguments = parser.parse_args(words)
    try:
        rule = json.loads(HERE.read_text(encoding="utf-8"))["rule"]
        items = [
            item
            for path in arguments.runs
            for item in with_confirmed(list(RunFolder.open(path).items()), path)
        ]
        rows = rows_of(firsts(items))
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, by in _NAMES.items():
        lines = [f"{point}\n" for point in points(rows, rule, name)]
        sys.stdout.write(_HEAD.format(by) + "".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
