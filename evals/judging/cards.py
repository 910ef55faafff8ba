"""The committed cards, ``cards.json``: one a judge and data set."""

import json
from pathlib import Path
from typing import Any

from evals.judging.card import Card, Figure
from evals.judging.reliability import Bin

_PLACE = Path(__file__).with_name("cards.json")
_FIGURES = (
    *("balanced_accuracy", "sensitivity", "specificity", "kappa", "auc", "calibration_error"),
)


def committed_cards() -> list[Card]:
    """Return the cards of tier 1, in the order they were kept."""
    if not _PLACE.is_file():
        return []
    return [_card(each) for each in json.loads(_PLACE.read_text(encoding="utf-8"))]


def keep_card(card: Card) -> None:
    """Put a card in the place of the one with its judge and data."""
    others = [
        each for each in committed_cards() if (each.judge, each.data) != (card.judge, card.data)
    ]
    document = [each.as_json() for each in (*others, card)]
    text = json.dumps(_rounded(document), ensure_ascii=False, indent=1)
    _PLACE.write_text(text + "\n", encoding="utf-8")


def _card(document: dict[str, Any]) -> Card:
    figures = {name: Figure(**document[name]) for name in _FIGURES}
    bins = tuple(Bin(**each) for each in document.get("reliability", ()))
    rest = {"reliability": bins, "warnings": tuple(document["warnings"])}
    return Card(**{**document, **figures, **rest})


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value
