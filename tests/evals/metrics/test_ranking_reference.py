"""Ranking metrics against trec_eval's, through ir-measures, on rankings drawn at random."""

import random

import pytest
from ir_measures import RR, Measure, Qrel, R, ScoredDoc, Success, iter_calc

from evals.dataset.records import Evidence, Question
from evals.lanes.retrieval import Asked, Ranks, compared
from evals.metrics.retrieval import CUTS, retrieval_scores
from evals.records import Item, Place, Reply

_LENGTH = 100
_DEPTH = 20


def _theirs(measures: list[Measure], ranking: list[str], relevant: set[str]) -> dict[str, float]:
    run = [ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(ranking)]
    qrels = [Qrel("q", name, 1) for name in relevant]
    return {str(found.measure): found.value for found in iter_calc(measures, qrels, run)}


def _ours(ranking: list[str], relevant: set[str]) -> dict[str, float | None]:
    hits = tuple(Place(name, 0, _LENGTH, "") for name in ranking)
    gold = tuple(Evidence(name, "", 0, _LENGTH) for name in sorted(relevant))
    question = Question(
        name="q-de",
        group="q",
        language="de",
        question="?",
        answerable=True,
        kind="figure",
        split="dev",
        evidence=gold,
    )
    reply = Reply("answer", None, 1.0, "", "de", hits=hits)
    return {score.metric: score.value for score in retrieval_scores(Item(question, reply))}


@pytest.mark.parametrize("seed", range(40))
def test_hits_recall_and_mrr_are_trec_evals(seed: int) -> None:
    chance = random.Random(seed)
    ranking = [f"d{n}" for n in range(_DEPTH)]
    chance.shuffle(ranking)
    # Some gold is found late, some is not found at all.
    relevant = set(chance.sample([f"d{n}" for n in range(3 * _DEPTH)], chance.randint(1, 4)))
    measures = [*(Success @ cut for cut in CUTS), R @ 10, RR @ 10]
    theirs, ours = _theirs(measures, ranking, relevant), _ours(ranking, relevant)
    assert [ours[f"hit-at-{cut}"] for cut in CUTS] == [theirs[f"Success@{cut}"] for cut in CUTS]
    assert ours["span-recall-at-10"] == pytest.approx(theirs["R@10"])
    assert ours["mrr"] == pytest.approx(theirs["RR@10"])


def test_the_lane_of_retrieval_means_what_trec_eval_means() -> None:
    chance = random.Random(5)
    places = [chance.choice([None, *range(1, 11)]) for _ in range(60)]
    (german,) = compared([Ranks(Asked("q", "de", "?", "p"), at, None) for at in places])
    measures = [Success @ 1, Success @ 5, Success @ 10, RR @ 10]
    found = []
    for at in places:
        ranking = [f"d{n}" for n in range(10)]
        if at is not None:
            ranking[at - 1] = "p"
        found.append(_theirs(measures, ranking, {"p"}))
    for cut in (1, 5, 10):
        mean = sum(each[f"Success@{cut}"] for each in found) / len(found)
        assert german.whole.at[cut] == pytest.approx(mean)
    assert german.whole.mrr == pytest.approx(sum(each["RR@10"] for each in found) / len(found))
