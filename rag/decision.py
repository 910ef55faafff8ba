"""When to refuse, when to quote: a fitted rule over the looks and the nearness.

``decision.json`` has its figures, what they were fitted on, and when (``evals/fitting``).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from rag.records import Look


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights and thresholds, all in log-odds.

    ``support = intercept + best * (highest look) + whole * (highest look at a whole passage) + near
    * nearness``; ``refuse`` and ``quote`` are held against it. A look of ``sure`` ends the looking,
    one of ``likely`` from the third on, and so does the ``patience``-th where none has reached
    ``hopeless``. Below ``nothing_near`` none is made.
    """

    intercept: float
    best: float
    whole: float
    near: float
    nothing_near: float
    sure: float
    likely: float
    hopeless: float
    patience: int
    beside: float
    """A second passage is read as well when its looks are at most this much below the best."""
    refuse: float
    quote: float
    claim_intercept: float
    claim_support: float
    claim_confirmed: float
    claim_brief: float
    claim_cut: float
    """``claim_intercept + claim_support * support + claim_confirmed * confirmed``, with
    ``claim_brief`` where a few words were asked for, is held against it: what is below is not
    shown."""

    def support(self, looks: Sequence[Look], nearness: float) -> float:
        """Return the log-odds that the articles answer the question.

        Where no whole passage was looked at, it is taken to have said the same.
        """
        best = max(look.answers for look in looks)
        whole = max((look.whole for look in looks if look.whole is not None), default=best)
        near = max(min(nearness, 30.0), -30.0)
        return self.intercept + self.best * best + self.whole * whole + self.near * near

    def enough(self, looks: Sequence[Look]) -> bool:
        """Tell whether another look would change nothing."""
        best = max(look.answers for look in looks)
        if len(looks) >= self.patience and best < self.hopeless:
            return True
        return best >= (self.likely if len(looks) >= _SETTLED else self.sure)

    def trust(self, support: float, confirmed: float, *, brief: bool) -> float:
        """Return the log-odds that a sentence or a few words are right, of what the model says."""
        intercept = self.claim_intercept + (self.claim_brief if brief else 0.0)
        return intercept + self.claim_support * support + self.claim_confirmed * confirmed

    def confidence(self, log_odds: float) -> float:
        """Return them as a probability."""
        return 1 / (1 + math.exp(-log_odds))

    def chosen(self, looks: Sequence[Look], limit: int) -> tuple[int, ...]:
        """Return the windows to answer from, at most ``limit``, in the order of the search.

        Those that were looked at as a whole go by the mean of both looks, and before all others.
        """
        seen = [look for look in looks if look.whole is not None] or looks
        ranked = sorted(seen, key=lambda look: -_mean(look))[:limit]
        lowest = _mean(ranked[0]) - self.beside
        return tuple(sorted(look.window for look in ranked if _mean(look) >= lowest))

    def is_hopeless(self, looks: Sequence[Look]) -> bool:
        """Tell whether a look at a whole passage could not change that nothing is answered."""
        return max(look.answers for look in looks) < self.hopeless


_SETTLED = 3


def _mean(look: Look) -> float:
    return look.answers if look.whole is None else (look.answers + look.whole) / 2


def never_refusing(rule: Decision) -> Decision:
    """Return the rule that looks as this one does and shows every draft: what a fit needs."""
    return replace(rule, nothing_near=-99.0, refuse=-99.0, quote=99.0, claim_cut=-99.0)


def load_decision() -> Decision:
    """Return the fitted rule that the package has."""
    found = json.loads((files("rag") / "decision.json").read_text(encoding="utf-8"))
    return Decision(**found["rule"])
