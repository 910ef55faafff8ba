"""Hand-computed cases of what was found."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import (
    label_ranking_average_precision_score,
)

from evals.dataset.records import Evidence
from evals.records import Item
from tests.evals.metrics.replies import (
    CITED,
    GOLD,
    OTHER,
    RIGHT,
    SPAN,
    question,
    rate,
    reply,
    scored,
    value,
)


def test_a_hit_covers_half_of_the_gold_span() -> None:
    half = len(GOLD) // 2 + 1
    below, enough = replace(CITED, end=100 + half - 2), replace(CITED, end=100 + half)
    item = Item(question(), reply(RIGHT, hits=(OTHER, below, enough)), dense=(enough,))
    assert [value(item, f"hit-at-{k}") for k in (1, 3, 5, 10)] == [0, 1, 1, 1]
    assert value(item, "mrr") == pytest.approx(1 / 3)
    assert value(item, "fusion-guard") == pytest.approx(1 / 3 - 1)
    assert value(item, "article-hit-at-1") == 0
    assert value(item, "article-hit-at-5") == 1


def test_span_recall_and_the_prompt_count_spans() -> None:
    far = Evidence("c.txt", "x" * 10, 0, 10)
    item = Item(question(evidence=(SPAN, far)), reply(RIGHT))
    assert value(item, "span-recall-at-10") == 0.5
    assert (value(item, "gold-in-prompt"), value(item, "gold-spans-in-prompt")) == (1, 0.5)


def test_gold_without_a_place_is_unknown() -> None:
    item = Item(question(evidence=(replace(SPAN, start=None, end=None),)), reply(RIGHT))
    assert value(item, "mrr") is None
    assert rate([scored(item)], "mrr").unknown == 1


def test_mrr_is_scikit_learns_for_one_relevant_hit() -> None:
    generator = np.random.default_rng(3)
    for _ in range(20):
        place = int(generator.integers(0, 10))
        hits = [replace(OTHER, start=n) for n in range(10)]
        hits[place] = CITED
        truth = [[int(n == place) for n in range(10)]]
        theirs = label_ranking_average_precision_score(truth, [list(range(10, 0, -1))])
        assert value(Item(question(), reply(RIGHT, hits=tuple(hits))), "mrr") == theirs
