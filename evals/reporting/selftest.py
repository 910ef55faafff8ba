"""Proof that the evals see: known damage to gold answers must lower the metrics meant, no others.

Gold replies are made of the built-in question sets, German and English: the gold answer as text,
its German sentences as citations, hits and evidence; a refusal where no article answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.dataset.reading import read_questions
from evals.dataset.sets import built_in_sets
from evals.metrics.rates import rates_of
from evals.metrics.registry import BY_NAME
from evals.metrics.scoring import score_items
from evals.records import Better, Item, Judgement, Place, Reply
from evals.reporting.damages import DAMAGES, LANGUAGES, Damage, said_reply

_HITS = 10
_RESAMPLES = 2
"""Only values count here, not their intervals."""
_LEAST_CHANGE = 1e-9

Judging = Callable[[Sequence[Item]], Sequence[Judgement]]
_JUDGED = frozenset(name for name, metric in BY_NAME.items() if metric.judged)


@dataclass(frozen=True, slots=True)
class Row:
    """What one damage did: by metric, how much worse (below 0) or better."""

    damage: Damage
    damaged: int
    moved: Mapping[str, float]
    missed: tuple[str, ...]
    """Metrics meant that did not get worse."""
    stray: tuple[str, ...]
    """Metrics that moved and should not have."""

    @property
    def ok(self) -> bool:
        """Whether exactly what was meant was seen."""
        return self.damaged > 0 and not self.missed and not self.stray


def gold_items() -> list[Item]:
    """Return the perfect replies to the German and English questions of both splits."""
    questions = [
        line.question
        for path in built_in_sets()
        for line in read_questions(path)[0]
        if line.question.language in LANGUAGES
    ]
    fillers = [
        Place(each.doc, each.start or 0, each.end or 0, each.quote)
        for question in questions
        for each in question.evidence
    ]
    items = []
    for number, question in enumerate(questions):
        if not question.answerable:
            reply = Reply("refusal", "not_supported", 0.1, "", question.language)
            items.append(Item(question, reply))
            continue
        places = [Place(e.doc, e.start or 0, e.end or 0, e.quote) for e in question.evidence]
        docs = {place.article for place in places}
        others = [p for p in fillers[number:] + fillers[:number] if p.article not in docs]
        hits = (*places, *others)[:_HITS]
        reply = said_reply(
            Reply("answer", None, 0.9, "", question.language, hits=hits, evidence=tuple(places)),
            question.answer[question.language],
            dict(enumerate(places, start=1)),
        )
        items.append(Item(question, reply, dense=hits))
    return items


def selftest(judge: Judging | None = None) -> list[Row]:
    """Return a row a damage; ``judge`` adds the metrics that need one."""
    gold = gold_items()
    before = _values(gold, judge)
    return [_row(damage, gold, before, judge) for damage in DAMAGES]


def _row(
    damage: Damage, gold: Sequence[Item], before: Mapping[str, float], judge: Judging | None
) -> Row:
    made = [
        (item, None if item.reply is None else damage.make(item, item.reply, gold)) for item in gold
    ]
    after = _values([i if r is None else replace(i, reply=r) for i, r in made], judge)
    moved = {
        name: change
        for name in before.keys() & after.keys()
        if abs(change := _worth(name) * (after[name] - before[name])) > _LEAST_CHANGE
    }
    # A metric that nothing is left of says nothing, which is not an improvement.
    told = before.keys() & after.keys()
    lowers = {name for name in damage.lowers if judge is not None or name not in _JUDGED}
    return Row(
        damage,
        sum(reply is not None for _, reply in made),
        dict(sorted(moved.items())),
        tuple(sorted(name for name in lowers if moved.get(name, 0.0) >= 0 or name not in told)),
        tuple(sorted(moved.keys() - damage.lowers - damage.may - _JUDGED)),
    )


def _values(items: Sequence[Item], judge: Judging | None) -> dict[str, float]:
    judgements = () if judge is None else judge(items)
    return {
        rate.metric: rate.value
        for rate in rates_of(score_items(items, judgements), resamples=_RESAMPLES)
        if rate.slice == "all"
        and rate.value is not None
        and BY_NAME[rate.metric].better is not Better.NEITHER
        and BY_NAME[rate.metric].family != "cost"
    }


def _worth(metric: str) -> int:
    return 1 if BY_NAME[metric].better is Better.HIGHER else -1
