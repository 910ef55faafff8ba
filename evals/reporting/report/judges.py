"""What the page shows of the judges: their cards, and how far they agree."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from evals.reporting.report.curves import reliability_bins
from evals.reporting.report.figures import reliability
from evals.reporting.report.view import flat
from evals.reporting.runs import Run

Row = tuple[str, str]


def cards(run: Run) -> list[dict[str, Any]]:
    """Return the judges' cards: everything on them in rows, and the diagram of their bins."""
    return [_card(card, f"{number}") for number, card in enumerate(run.cards)]


def _card(card: Mapping[str, Any], number: str) -> dict[str, Any]:
    bins = reliability_bins(card)
    rows, details = _rows(card)
    return {
        "name": card.get("judge", card.get("name", "a judge")),
        "data": card.get("data", ""),
        "admitted": bool(card.get("admitted", False)),
        "rows": rows,
        "details": details,
        "warnings": [str(each) for each in card.get("warnings") or ()],
        "bins": bins,
        "svg": Markup(reliability(bins, number)) if bins else "",  # noqa: S704 - from numbers
    }


_ON_TOP = frozenset({"judge", "name", "data", "admitted", "reliability", "warnings"})
_DETAILS = frozenset({"day", "command"})


def _rows(card: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    """Return the card's figures, and what is folded: each kind of pairs and each language."""
    rows: list[Row] = []
    details: list[Row] = []
    for name, value in card.items():
        if name in ("kinds", "languages") and isinstance(value, Mapping):
            for of, figures in value.items():
                details.append((of, ", ".join(f"{said} {text}" for said, text in flat(figures))))
        elif name not in _ON_TOP:
            (details if name in _DETAILS else rows).extend(flat({name: value}))
    return rows, details


def agreement(run: Run) -> str:
    """Return how often the judge and the product's own verification agree, in a sentence."""
    found = run.found.get("judge_agreement")
    if not isinstance(found, Mapping) or not found.get("claims"):
        return "The product's own verification has told of none of the judged claims."
    return (
        f"The judge and the product's own verification agree on "
        f"{_of(found, 'same', 'claims', ' claims')}; neither knows of the other."
    )


def second(run: Run) -> dict[str, Any] | None:
    """Return what a language model said as second judge; None where none was asked."""
    found = run.found.get("second_judge")
    if not isinstance(found, Mapping):
        return None
    use = (
        "It is admitted, and its verdicts count instead of the offline judge's."
        if found["admitted"]
        else "It is not admitted: what it says is shown here and used nowhere."
    )
    return {
        "admitted": found["admitted"],
        "said": (
            f"{found['judge']} calls {_of(found, 'supported', 'claims', ' claims')} "
            f"supported ({found['unknown']} unknown) and agrees with the offline judge on "
            f"{_of(found, 'agrees', 'compared')}. {use}"
        ),
    }


def _of(found: Mapping[str, Any], part: str, whole: str, what: str = "") -> str:
    share = f" ({found[part] / found[whole]:.0%})" if found[whole] else ""
    return f"{found[part]} of {found[whole]}{what}{share}"
