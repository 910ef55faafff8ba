"""A question, replies to it and their scores, for hand-computed cases."""

from typing import Any

from evals.dataset.records import Evidence, Nugget, Question
from evals.metrics.rates import rates_of
from evals.metrics.scoring import score_items
from evals.records import Item, Judgement, Place, Rate, Reply, SaidClaim, ScoredItem

GOLD = "Der Zuschuss beträgt 1,2 Mio. Euro, sagte Petra Ohlenroth am 28. November 2025."
SPAN = Evidence("a.txt", GOLD, 100, 100 + len(GOLD))
CITED = Place("a.txt", 100, 100 + len(GOLD), GOLD)
OTHER = Place("b.txt", 0, 40, "Uwe Ohlenroth nannte 2,1 Mio. Euro zu viel.")
NUGGET = Nugget(
    "n1", True, {"*": ("1.200.000", "1,200,000", "1,2 Mio"), "en": ("1.2 million",)}, ("2,1 Mio",)
)


def question(name: str = "q-de", **fields: Any) -> Question:
    given: dict[str, Any] = {
        **{"name": name, "group": name[:-3], "language": name[-2:], "question": "Wie viel?"},
        **{"answerable": True, "kind": "figure", "split": "dev"},
        **{"evidence": (SPAN,), "nuggets": (NUGGET,)},
    }
    return Question(**{**given, **fields})


def reply(text: str, *, citations: tuple[int, ...] = (1,), **fields: Any) -> Reply:
    given: dict[str, Any] = {
        **{"kind": "answer", "refusal": None, "confidence": 0.9, "text": text, "language": "de"},
        "claims": (SaidClaim(text, 0, len(text), citations, "supported"),),
        **{"citations": {1: CITED, 2: OTHER}, "hits": (CITED, OTHER), "evidence": (CITED, OTHER)},
        **{"model": "m", "prompt_tokens": 10, "completion_tokens": 4, "total_seconds": 2.0},
    }
    return Reply(**{**given, **fields})


REFUSAL = reply("Dazu steht nichts in den Artikeln.", kind="refusal", refusal="none", claims=())
RIGHT = "Der Zuschuss des Landes beträgt 1,2 Mio. Euro."


def scored(item: Item, *judgements: Judgement) -> ScoredItem:
    return score_items([item], judgements)[0]


def value(item: Item, metric: str, *judgements: Judgement) -> float | None:
    return scored(item, *judgements).scores[metric].value


def judged(pair: str, supported: bool | None) -> Judgement:
    return Judgement(pair, "j", None if supported is None else float(supported), supported)


def rate(items: list[ScoredItem], metric: str, where: str = "all") -> Rate:
    (found,) = [r for r in rates_of(items, resamples=200) if (r.metric, r.slice) == (metric, where)]
    return found
