"""From scores to rates: means, quantiles and intervals."""

from dataclasses import replace

import pytest
from scipy.stats import binomtest

from evals.metrics.rates import rates_of
from evals.metrics.registry import METRICS
from evals.metrics.scoring import score_items
from evals.records import Item
from tests.evals.metrics.replies import (
    CITED,
    REFUSAL,
    RIGHT,
    judged,
    question,
    rate,
    reply,
)


def test_seconds_are_quantiles_and_tokens_are_means() -> None:
    items = [
        Item(question(f"g{n:02}-de"), reply(RIGHT, total_seconds=float(n), completion_tokens=n))
        for n in range(1, 21)
    ]
    found = score_items(items)
    assert rate(found, "total-seconds-p50").value == 10
    assert rate(found, "total-seconds-p95").value == 19
    assert rate(found, "completion-tokens").value == 10.5


def test_resampling_draws_groups_and_not_items() -> None:
    said = [reply(RIGHT) if n % 2 else REFUSAL for n in range(40)]
    alone = [Item(question(f"g{n:02}-de"), r) for n, r in enumerate(said)]
    grouped = [
        replace(item, question=replace(item.question, group=f"g{n % 4}"))
        for n, item in enumerate(alone)
    ]
    one, other = (rate(score_items(items), "over-refusal") for items in (alone, grouped))
    assert one.value == other.value == 0.5
    assert None not in (one.low, one.high, other.low, other.high)
    # Ten copies of four coins say less than forty coins.
    assert (other.high or 0) - (other.low or 0) > (one.high or 0) - (one.low or 0)


def test_a_share_of_all_or_nothing_has_exact_bounds() -> None:
    found = score_items([Item(question(f"g{n:02}-de"), reply(RIGHT)) for n in range(12)])
    bounds = binomtest(12, 12).proportion_ci(method="exact")
    correct = rate(found, "correct")
    assert correct.low == pytest.approx(bounds.low)
    assert correct.high == 1


def test_every_score_and_rate_is_of_a_metric_that_is_named_once() -> None:
    names = [metric.name for metric in METRICS]
    assert len(names) == len(set(names))
    items = [Item(question(), reply(RIGHT), dense=(CITED,)), Item(question("q-en"), REFUSAL)]
    found = score_items(items, [judged("q-de#0", True)])
    assert {name for item in found for name in item.scores} <= set(names)
    assert {each.metric for each in rates_of(found, resamples=50)} <= set(names)
    assert rates_of([]) == []
