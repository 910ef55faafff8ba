"""A made-up run over questions of the dev set: seeded, of any quality, scored without a model."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.dataset.reading import read_questions
from evals.dataset.records import LANGUAGES, Question
from evals.dataset.sets import built_in_sets
from evals.records import (
    Better,
    Item,
    Judgement,
    Metric,
    Place,
    Rate,
    Reply,
    SaidClaim,
    Score,
    ScoredItem,
)
from evals.running.folder import RunFolder

METRICS = {
    metric.name: metric
    for metric in (
        Metric("hit-at-5", "Hit@5", "retrieval", Better.HIGHER, "Gold among the first five hits."),
        Metric("mrr", "MRR", "retrieval", Better.HIGHER, "Mean reciprocal rank."),
        Metric(
            *("fusion-guard", "Fusion guard", "retrieval", Better.HIGHER, "MRR minus dense MRR."),
            unit="score",
        ),
        Metric("dangling-citations", "Dangling", "citations", Better.LOWER, "Lead nowhere."),
        Metric("number-fidelity", "Number fidelity", "faithfulness", Better.HIGHER, "In sources."),
        Metric(
            *("unfaithful-answers", "Hallucinated answers", "faithfulness", Better.LOWER),
            definition="Answers with a claim that is not supported.",
            judged=True,
        ),
        Metric("correct", "Fully correct", "correctness", Better.HIGHER, "All vital nuggets."),
        Metric("over-refusal", "Over-refusal", "refusal", Better.LOWER, "Refused / answerable."),
        Metric("share-answer", "Share of answers", "shares", Better.NEITHER, "Whole answers."),
        Metric(
            *("total-seconds-p50", "Seconds to the answer", "latency", Better.LOWER, "Wall clock."),
            unit="seconds",
        ),
    )
}
HOSTILE = '<script>alert(1)</script> <img src="http://evil.example/x.png"> @everyone `x` \u202e\x07'
GROUPS = 15


def questions(groups: int = GROUPS) -> list[Question]:
    """The first groups of the dev set in the four languages, answerable and not in turn."""
    lines, _ = read_questions(next(path for path in built_in_sets() if path.stem == "dev"))
    found = [line.question for line in lines if line.question.language in LANGUAGES]
    by_gold = [
        list(dict.fromkeys(q.group for q in found if q.answerable is answerable))
        for answerable in (True, False)
    ]
    in_turn = [name for pair in zip(*by_gold, strict=False) for name in pair][:groups]
    return [question for question in found if question.group in in_turn]


def make_run(
    path: Path, *, right: float = 0.7, seed: int = 1, valid: bool = True, groups: int = GROUPS
) -> RunFolder:
    """Write a run that is right this often; the first answer is hostile text."""
    chance = random.Random(seed)
    folder = RunFolder.create(
        path, {"questions": "dev", "model": {"name": "made up", "seed": seed}}
    )
    scored = []
    for number, question in enumerate(questions(groups)):
        good = chance.random() < right
        item = _item(question, chance, good=good, hostile=number == 0)
        folder.append_item(item)
        if item.reply and item.reply.claims:
            folder.append_judgements(
                [Judgement(f"{question.name}#0", "support", 0.9 if good else 0.2, good)]
            )
        scored.append(_scored(item, chance, good=good))
    folder.write_scores(scored)
    rates = rates_of(scored)
    folder.write_metrics(
        *(rates,),
        valid=valid,
        notes=[] if valid else ["Judge coverage is .91, below .98."],
        cards=[_card()],
        baselines={"always-refuse": [{**_plain(rate), "value": 0.1} for rate in rates]},
        flagged=["over-refusal"],
        judge_agreement={"claims": 40, "same": 32, "share": 0.8},
    )
    return folder


def rates_of(scored: Sequence[ScoredItem]) -> list[Rate]:
    """Weighted means with a rough interval, over all and by language."""
    slices = {"all": list(scored)} | {
        f"language:{name}": [each for each in scored if each.language == name] for name in LANGUAGES
    }
    return [
        _rate(metric, of, [each.scores[metric] for each in found if metric in each.scores])
        for of, found in slices.items()
        for metric in METRICS
    ]


def _rate(metric: str, of: str, scores: Iterable[Score]) -> Rate:
    found = list(scores)
    values = [score.value for score in found if score.value is not None]
    if not values:
        return Rate(metric, of, 0, len(found), None, None, None)
    mean = sum(values) / len(values)
    half = 0.6 / len(values) ** 0.5
    low, high = mean - half, mean + half
    if metric not in ("total-seconds-p50", "fusion-guard"):
        low, high = max(0.0, low), min(1.0, high)
    if len(set(values)) == 1:
        low = high = mean
    return Rate(metric, of, len(values), len(found) - len(values), mean, low, high)


def _item(question: Question, chance: random.Random, *, good: bool, hostile: bool) -> Item:
    seconds = chance.gauss(14, 3)
    if good is question.answerable:
        said = question.answer.get(question.language) or question.answer.get("de", "Es sind 29.")
    else:
        said = "" if question.answerable and chance.random() < 0.3 else "Es waren 29 im Mai 2031."
    if hostile:
        said = f"{HOSTILE} 29 {said}"
    refuses = not said or (good and not question.answerable and not hostile)
    places = tuple(
        Place(e.doc.removesuffix(".md"), e.start or 0, e.end or 0, e.quote)
        for e in question.evidence or question.near
    )
    reply = Reply(
        *("refusal" if refuses else "answer", "no_evidence" if refuses else None),
        confidence=min(1.0, max(0.0, chance.gauss(0.75 if good else 0.5, 0.15))),
        text="Das steht in keinem Artikel." if refuses else said,
        language=question.language,
        claims=() if refuses else (SaidClaim(said, 0, len(said), (1,), "unchecked"),),
        citations={} if refuses else dict(enumerate(places, start=1)),
        hits=places,
        evidence=places,
        search_seconds=0.02,
        first_token_seconds=seconds / 2,
        total_seconds=seconds,
    )
    return Item(question, reply)


def _scored(item: Item, chance: random.Random, *, good: bool) -> ScoredItem:
    question, reply = item.question, item.reply
    assert reply is not None
    values = {
        "share-answer": Score("share-answer", float(reply.answered)),
        "total-seconds-p50": Score("total-seconds-p50", reply.total_seconds),
    }
    if question.answerable:
        rank = 1 if good else chance.choice((2, 4))
        values["hit-at-5"] = Score("hit-at-5", float(good or chance.random() < 0.8))
        values["mrr"] = Score("mrr", 1 / rank)
        values["fusion-guard"] = Score("fusion-guard", chance.choice((-0.1, 0.0, 0.2)))
        values["correct"] = Score("correct", float(good and reply.answered))
        values["over-refusal"] = Score("over-refusal", float(not reply.answered))
    if reply.answered:
        values["dangling-citations"] = Score("dangling-citations", 0.0, 2.0)
        values["unfaithful-answers"] = Score("unfaithful-answers", float(not good))
        why = "" if good else "29 is in no cited sentence"
        values["number-fidelity"] = Score("number-fidelity", float(good), 2.0, why)
    outcome = "refused" if not reply.answered else "correct" if good else "wrong"
    if reply.answered and not question.answerable:
        outcome = "wrong"
    return ScoredItem(
        *(question.name, question.group, question.language, question.kind, question.answerable),
        outcome,  # type: ignore[arg-type]  # one of the literals above
        scores=values,
    )


def _card() -> dict[str, object]:
    return {
        "judge": "support",
        "tier": 1,
        "admitted": True,
        "n": 200,
        "balanced_accuracy": {"value": 0.74, "low": 0.69, "high": 0.79},
        "by_kind": {"negation": 0.52, "number swapped": 0.97},
        "reliability": [
            {"n": 40, "score": s / 10, "share": s / 10, "low": s / 10 - 0.1, "high": s / 10 + 0.1}
            for s in (1, 3, 5, 7, 9)
        ],
    }


def _plain(rate: Rate) -> dict[str, object]:
    return {name: getattr(rate, name) for name in Rate.__slots__}
