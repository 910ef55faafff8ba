"""What the page shows of the judges: their cards, and how far they agree."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from evals.reporting.report.curves import reliability_bins
from evals.reporting.report.figures import reliability
from evals.reporting.report.view import flat
from evals.reporting.runs import Run


def cards(run: Run) -> list[dict[str, Any]]:
    """Return the judges' cards: everything on them in rows, and the diagram of their bins."""
    return [_card(card, f"{number}") for number, card in enumerate(run.cards)]


def _card(card: Mapping[str, Any], number: str) -> dict[str, Any]:
    bins = reliability_bins(card)
    return {
        "name": card.get("judge", card.get("name", "a judge")),
        "data": card.get("data", ""),
        "admitted": bool(card.get("admitted", False)),
        "rows": list(_rows(card)),
        "bins": bins,
        "svg": Markup(reliability(bins, number)) if bins else "",  # noqa: S704 - from numbers
    }


def _rows(card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is on a card; a kind of pairs, or a language, is one row."""
    for name, value in card.items():
        if name in ("kinds", "languages") and isinstance(value, Mapping):
            for of, figures in value.items():
                yield of, ", ".join(f"{said} {text}" for said, text in flat(figures))
        elif name != "reliability" and value not in ([], ()):
            yield from flat({name: value})


def agreement(run: Run) -> str:
    """Return how often the judge and the product's own verification agree, in a sentence."""
    found = run.found.get("judge_agreement")
    if not isinstance(found, Mapping) or not found.get("claims"):
        return "The product's own verification has told of none of the judged claims."
    return (
        f"The judge and the product's own verification agree on {_of(found, 'same', 'claims')} "
        "claims; neither knows of the other."
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
            f"{found['judge']} calls {_of(found, 'supported', 'claims')} claims supported "
            f"({found['unknown']} unknown) and agrees with the offline judge on "
            f"{_of(found, 'agrees', 'compared')}. {use}"
        ),
    }


def _of(found: Mapping[str, Any], part: str, whole: str) -> str:
    share = f" ({found[part] / found[whole]:.0%})" if found[whole] else ""
    return f"{found[part]} of {found[whole]}{share}"
