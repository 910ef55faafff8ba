"""Trivial systems are made of the same hits, and a metric that one of them wins is named."""

from evals.metrics.baselines import baseline_rates, trivial_systems, winners
from evals.metrics.rates import rates_of
from evals.metrics.scoring import score_items
from evals.reporting.selftest import gold_items


def test_each_trivial_system_replies_to_every_question() -> None:
    items = gold_items()[:40]
    systems = trivial_systems(items)
    assert all(len(made) == len(items) for made in systems.values())
    assert not any(i.reply.answered for i in systems["always refuse"] if i.reply)
    (first, *_) = [i for i in systems["copy the first passage"] if i.reply and i.reply.answered]
    assert first.reply is not None
    assert first.reply.text == f"{first.reply.hits[0].text} [1]"
    assert first.reply.citations[1] == first.reply.hits[0]


def test_what_a_trivial_system_wins_is_named_and_what_it_loses_is_not() -> None:
    items = gold_items()[::3]
    rates = rates_of(score_items(items), resamples=2)
    won = winners(rates, baseline_rates(items))
    assert "always refuse" in won["refusal-recall"]
    assert "correct" not in won
    assert "crag-score" not in won
