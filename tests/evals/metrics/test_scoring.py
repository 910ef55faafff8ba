"""Hand-computed cases of every metric, on replies built here."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import (
    balanced_accuracy_score,
    f1_score,
    label_ranking_average_precision_score,
)

from evals.dataset.records import Evidence, Nugget, Question
from evals.metrics.rates import rates_of, run_checks
from evals.metrics.registry import METRICS
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


@pytest.mark.parametrize(
    ("text", "citations", "dangling", "uncited"),
    [
        (RIGHT, (1,), 0, 0),
        (RIGHT, (1, 9), 0.5, 0),
        (RIGHT + " [1, 9]", (1,), 0.5, 0),
        (RIGHT, (), None, 1),
        (RIGHT, (9,), 1, 1),
    ],
)
def test_dangling_and_uncited(
    text: str, citations: tuple[int, ...], dangling: float | None, uncited: float
) -> None:
    scores = scored(Item(question(), reply(text, citations=citations))).scores
    assert (s.value if (s := scores.get("dangling-citations")) else None) == dangling
    assert scores["uncited-sentences"].value == uncited


def test_citations_reach_the_gold() -> None:
    item = Item(question(), reply(RIGHT, citations=(1, 2)))
    assert value(item, "evidence-citation-precision") == 0.5
    assert value(item, "evidence-citation-recall") == 1
    assert value(Item(question(), reply(RIGHT, citations=(2,))), "evidence-citation-recall") == 0


def test_a_quotation_is_verbatim_or_translated() -> None:
    said = "Es hieß: «Der Zuschuss beträgt 1,2\u00a0Mio. Euro»."
    assert value(Item(question(), reply(said)), "quote-fidelity") == 1
    wrong = said.replace("1,2", "1,3")
    assert value(Item(question(), reply(wrong)), "quote-fidelity") == 0
    assert value(Item(question(), reply(wrong, language="en")), "quote-fidelity") is None


def test_citation_precision_is_alces() -> None:
    item = Item(question(), reply(RIGHT, citations=(1, 2, 9)))
    base = [judged("q-de#0", True), judged("q-de#0@1", True), judged("q-de#0-1", False)]
    alone = [*base, judged("q-de#0@2", False), judged("q-de#0-2", True)]
    assert value(item, "citation-precision", *alone) == pytest.approx(1 / 3)
    assert value(item, "citation-recall", *alone) == 1
    # Nobody has judged the second citation alone: it is left out, the dangling one is not.
    assert value(item, "citation-precision", *base) == 0.5
    unsupported = [judged("q-de#0", False)]
    assert value(item, "citation-precision", *unsupported) == 0
    assert value(item, "citation-recall", *unsupported) == 0


def test_faithfulness_leaves_out_refusals_and_counts_coverage() -> None:
    two = reply(RIGHT)
    two = replace(two, claims=two.claims * 2)
    items = [Item(question("a-de"), two), Item(question("b-de"), REFUSAL)]
    told = [judged("a-de#0", True), judged("a-de#1", None)]
    scores = score_items(items, told)
    assert "claim-faithfulness" not in scores[1].scores
    assert scores[0].scores["claim-faithfulness"].value == 1
    assert scores[0].scores["unfaithful-answers"].value is None
    (check,) = run_checks(scores)
    assert (check.ok, check.value) == (False, 0.5)
    told[1] = judged("a-de#1", False)
    assert score_items(items, told)[0].scores["unfaithful-answers"].value == 1
    assert not run_checks(score_items(items))


def test_numbers_dates_and_names_are_held_against_cited_sentences() -> None:
    item = Item(question(), reply("Am 28.11.2025 sprach Petra Ohlenroth von 1,200,000 Euro."))
    names = ("number-fidelity", "date-fidelity", "name-fidelity")
    assert [value(item, name) for name in names] == [1, 1, 1]
    item = Item(question(), reply("Am 29.11.2025 sprach Olaf Depping von 1,3 Mio. Euro."))
    assert [value(item, name) for name in names] == [0, 0, 0]
    assert scored(item).scores["number-fidelity"].why == "1,3 Mio. is in no cited sentence"


@pytest.mark.parametrize(
    ("nugget", "text", "outcome"),
    [
        (NUGGET, "Das Land gibt 1.200.000 Euro.", "correct"),
        (NUGGET, "Das Land gibt 1\u202f200\u202f000 Euro.", "correct"),
        (NUGGET, "Es sind 1,2 Mio., nicht 2,1 Mio. Euro.", "correct"),
        (NUGGET, "Es sind 2,1 Mio. Euro.", "wrong"),
        (NUGGET, "Es sind 2.100.000 Euro.", "wrong"),
        (NUGGET, "Es ist Geld.", "wrong"),
        (Nugget("n", True, {"*": ("39",)}, ("24",)), "Es sind 39, zuvor 24.", "correct"),
        (Nugget("n", True, {"*": ("24",)}), "Es war im Jahr 2024.", "wrong"),
        (Nugget("n", True, {"*": ("24",)}), "Es waren 24.500.", "wrong"),
        (Nugget("n", True, {"*": ("24",)}), "Es waren vierundzwanzig.", "correct"),
        (Nugget("n", True, {"de": ("neun",)}), "Es waren neunzehn.", "wrong"),
        (Nugget("n", True, {"de": ("elf",)}), "Die Helfer kamen.", "wrong"),
        (Nugget("n", True, {"*": ("Orth",)}, ("Uwe Orth",)), "Es war Uwe Orth.", "wrong"),
        (Nugget("n", True, {"ru": ("три",)}), "Es waren drei.", "ungraded"),
    ],
)
def test_an_answer_is_right_by_its_nuggets(nugget: Nugget, text: str, outcome: str) -> None:
    assert scored(Item(question(nuggets=(nugget,)), reply(text))).outcome == outcome


def test_some_nuggets_are_partial_and_a_quotation_is_no_answer_elsewhere() -> None:
    more = (NUGGET, Nugget("n2", True, {"*": ("Petra",)}))
    item = Item(question(nuggets=more), reply(RIGHT))
    assert scored(item).outcome == "partial"
    assert (value(item, "nugget-recall"), value(item, "crag-score")) == (0.5, 0)
    quoted = reply(GOLD, kind="quotation")
    assert scored(Item(question(), quoted)).outcome == "correct"
    assert scored(Item(question("q-en"), quoted)).outcome == "partial"


def test_crag_counts_right_refused_and_wrong() -> None:
    no = {"answerable": False, "evidence": (), "nuggets": (), "kind": "off-topic"}
    items = [
        Item(question("a-de"), reply(RIGHT)),
        Item(question("b-de"), REFUSAL),
        Item(question("c-de", **no), REFUSAL),
        Item(question("d-de", **no), reply(RIGHT)),
        Item(question("e-de"), None, "model: gone"),
        Item(question("f-de"), reply(RIGHT), has_gold=False),
    ]
    found = score_items(items)
    outcomes = ["correct", "refused", "refused", "wrong", "failed", "ungraded"]
    assert [item.outcome for item in found] == outcomes
    worth = [s.value for item in found if (s := item.scores.get("crag-score"))]
    assert worth == [1, 0, 1, -1, 0]
    assert found[4].scores["over-refusal"].value is None
    assert rate(found, "share-failed").value == pytest.approx(1 / 6)


def test_refusal_rates_are_scikit_learns() -> None:
    generator = np.random.default_rng(7)
    truth, said = generator.integers(0, 2, 60), generator.integers(0, 2, 60)
    items = [
        Item(question(f"g{n:02}-de", answerable=bool(a)), reply(RIGHT) if s else REFUSAL)
        for n, (a, s) in enumerate(zip(truth, said, strict=True))
    ]
    found = score_items(items)
    balanced = rate(found, "refusal-balanced-accuracy")
    assert balanced.value == pytest.approx(balanced_accuracy_score(truth, said))
    both = (f1_score(truth, said) + f1_score(truth, said, pos_label=0)) / 2
    assert rate(found, "f1-rg").value == pytest.approx(both)
    assert balanced.low is not None
    assert balanced.high is not None
    assert balanced.low < balanced_accuracy_score(truth, said) < balanced.high


def test_given_context_a_question_without_its_gold_is_unanswerable() -> None:
    items = [
        Item(question("a-de"), replace(REFUSAL, evidence=(OTHER,))),
        Item(question("b-de"), reply(RIGHT)),
    ]
    found = score_items(items)
    assert rate(found, "over-refusal").value == 0.5
    assert rate(found, "over-refusal", "given-context").value == 0
    assert rate(found, "refusal-recall", "given-context").value == 1


ENGLISH = "The state pays a grant of 1.2 million euros for the pool in the town. [1]"
MIXED = f"{RIGHT} Das hat der Stadtrat so beschlossen, und er blieb dabei. {ENGLISH}"


@pytest.mark.parametrize(
    ("said", "match", "mixed"),
    [
        (reply(RIGHT), 1, 0),
        (reply(ENGLISH, language="en"), 0, None),
        (replace(REFUSAL, text="There is nothing about that in the articles."), 0, None),
        (reply("„Kein Geld“ [1]"), None, None),
        (
            reply(f"{RIGHT} Das hat der Stadtrat so beschlossen, und er blieb dabei. {ENGLISH}"),
            1,
            1 / 3,
        ),
        (reply(GOLD, kind="quotation"), None, None),
    ],
)
def test_the_language_of_an_answer(said: Reply, match: float | None, mixed: float | None) -> None:
    scores = scored(Item(question(), said)).scores
    assert scores["answer-language"].value == match
    assert (s.value if (s := scores.get("mixed-sentences")) else None) == mixed


def test_parallel_questions_are_consistent_or_flip() -> None:
    names = ("a-de", "a-en", "a-tr", "b-de", "b-en")
    said = (reply(RIGHT), reply(RIGHT), REFUSAL, REFUSAL, REFUSAL)
    found = score_items([Item(question(n), r) for n, r in zip(names, said, strict=True)])
    assert [item.scores["flip-rate"].value for item in found] == [0.5, 0.5, 1, 0, 0]
    # Each group counts once, however many languages it has.
    assert rate(found, "consistent-groups").value == 0.5


def test_parity_is_over_the_groups_that_both_have() -> None:
    second = (OTHER, CITED)
    items = [
        *(Item(question(n), reply(RIGHT)) for n in ("a-de", "b-de", "c-de")),
        *(Item(question(n), reply(RIGHT, hits=second)) for n in ("a-en", "b-en")),
    ]
    found = score_items(items)
    assert (rate(found, "mrr-parity").value, rate(found, "mrr-parity").n) == (0.5, 2)
    assert rate(found, "mrr-parity", "language:en").value == 0.5


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
