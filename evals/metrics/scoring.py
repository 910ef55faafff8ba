"""Items and judgements to scores."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from evals.metrics.citations import Verdicts, citation_scores, judged_citation_scores
from evals.metrics.consistency import consistency_scores
from evals.metrics.cost import cost_scores
from evals.metrics.faithfulness import fidelity_scores, judged_faithfulness_scores
from evals.metrics.language import language_scores
from evals.metrics.nuggets import correctness_scores, outcome_of
from evals.metrics.refusal import refusal_scores, unknown_refusal
from evals.metrics.retrieval import retrieval_scores
from evals.records import Item, Judgement, Score, ScoredItem

KINDS = ("answer", "partial", "quotation", "refusal")


def score_items(items: Sequence[Item], judgements: Sequence[Judgement] = ()) -> list[ScoredItem]:
    """Return the scores of each item in order; without judgements none that need a judge.

    Of several judges the majority counts, and a tie is unknown.
    """
    verdicts = _majority(judgements)
    outcomes = [outcome_of(item) for item in items]
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for item, (outcome, _) in zip(items, outcomes, strict=True):
        groups[item.question.group][item.name] = outcome
    parallel = {n: s for group in groups.values() for n, s in consistency_scores(group).items()}
    scored: list[ScoredItem] = []
    for item, (outcome, why) in zip(items, outcomes, strict=True):
        question = item.question
        scores = [
            *_of_item(item, verdicts if judgements else None),
            *correctness_scores(item, outcome, why),
            *parallel.get(item.name, ()),
            Score("share-failed", float(outcome == "failed"), why=item.error or ""),
        ]
        scored.append(
            ScoredItem(
                name=item.name,
                group=question.group,
                language=question.language,
                kind=question.kind,
                answerable=question.answerable if item.has_gold else None,
                outcome=outcome,
                scores={score.metric: score for score in scores},
            )
        )
    return scored


def _of_item(item: Item, verdicts: Verdicts | None) -> Iterator[Score]:
    yield from retrieval_scores(item)
    reply, answerable = item.reply, item.question.answerable
    if reply is None:
        if item.has_gold:
            yield from unknown_refusal(answerable=answerable, why=item.error or "no reply")
        return
    yield from cost_scores(reply)
    yield from (Score(f"share-{kind}", float(reply.kind == kind)) for kind in KINDS)
    yield from language_scores(item, reply)
    if item.has_gold:
        yield from refusal_scores(refused=not reply.answered, answerable=answerable)
    if reply.answered:
        yield from citation_scores(item, reply)
        yield from fidelity_scores(item, reply)
        if verdicts is not None:
            yield from judged_citation_scores(item, reply, verdicts)
            yield from judged_faithfulness_scores(item, reply, verdicts)


def _majority(judgements: Sequence[Judgement]) -> Verdicts:
    votes: dict[str, int] = defaultdict(int)
    for judgement in judgements:
        if judgement.supported is not None:
            votes[judgement.pair] += 1 if judgement.supported else -1
    return {pair: None if vote == 0 else vote > 0 for pair, vote in votes.items()}
