"""Every metric by its stable name, with what it means and where the definition is from."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from evals.records import Better, Metric

Unit: TypeAlias = Literal["share", "seconds", "tokens", "score"]
_UP, _DOWN, _PLAIN = Better.HIGHER, Better.LOWER, Better.NEITHER


def _family(
    family: str,
    *rows: tuple[str, str, Better, str],
    unit: Unit = "share",
    judged: bool = False,
) -> tuple[Metric, ...]:
    return tuple(
        Metric(name, title, family, better, definition, judged=judged, unit=unit)
        for name, title, better, definition in rows
    )


_GOLD_HIT = "Half or more of a sentence with the answer (gold span) is among the first {} hits."
METRICS: tuple[Metric, ...] = (
    *_family(
        "retrieval",
        *((f"hit-at-{k}", f"Hit@{k}", _UP, _GOLD_HIT.format(k)) for k in (1, 3, 5, 10)),
        (
            "span-recall-at-10",
            "Span recall@10",
            _UP,
            "Gold spans that one of ten hits half covers.",
        ),
        ("article-hit-at-1", "Article hit@1", _UP, "The first hit is of a gold article."),
        ("article-hit-at-5", "Article hit@5", _UP, "One of five hits is of a gold article."),
        ("gold-in-prompt", "Gold in the prompt", _UP, "The model was shown half of a gold span."),
        ("gold-spans-in-prompt", "Gold spans in the prompt", _UP, "Gold spans half shown."),
    ),
    *_family(
        "retrieval",
        ("mrr", "MRR@10", _UP, "Mean of 1/rank of the first hit on a gold span, 0 below rank 10."),
        ("fusion-guard", "Fusion guard", _UP, "MRR of the search minus MRR of its dense legs."),
        (
            "mrr-parity",
            "MRR parity to German",
            _UP,
            "MRR over that of German on the same groups; over all, the worst language.",
        ),
        unit="score",
    ),
    *_family(
        "citations",
        ("dangling-citations", "Dangling citations", _DOWN, "Cited numbers without a sentence."),
        ("uncited-sentences", "Uncited sentences", _DOWN, "Factual sentences without a source."),
        (
            "evidence-citation-precision",
            "Evidence-citation precision",
            _UP,
            "Cited sentences that overlap a gold span.",
        ),
        (
            "evidence-citation-recall",
            "Evidence-citation recall",
            _UP,
            "Gold spans in the prompt that a cited sentence overlaps.",
        ),
        (
            "quote-fidelity",
            "Quote fidelity",
            _UP,
            "German quotations that stand verbatim in a cited sentence; translated ones: unknown.",
        ),
    ),
    *_family(
        "citations",
        (
            "citation-recall",
            "Citation recall",
            _UP,
            "Factual sentences that have citations, all of which together support them (ALCE).",
        ),
        (
            "citation-precision",
            "Citation precision",
            _UP,
            "Citations that a supported sentence needs (ALCE); a dangling one is not.",
        ),
        judged=True,
    ),
    *_family(
        "faithfulness",
        (
            "claim-faithfulness",
            "Claim faithfulness",
            _UP,
            "Sentences of answers that their cited German sentences support, of those judged.",
        ),
        (
            "unfaithful-answers",
            "Unfaithful answers",
            _DOWN,
            "Answers with a sentence that its cited German sentences do not support.",
        ),
        ("judge-coverage", "Judge coverage", _UP, "Claims that the judge could tell of."),
        judged=True,
    ),
    *_family(
        "faithfulness",
        ("number-fidelity", "Number fidelity", _UP, "Numbers in cited sentences or the question."),
        ("date-fidelity", "Date fidelity", _UP, "Dates in cited sentences or the question."),
        ("name-fidelity", "Name fidelity", _UP, "Names in cited sentences or the question."),
    ),
    *_family(
        "correctness",
        (
            "correct",
            "Correct",
            _UP,
            "Answerable questions whose answer has all wanted facts (nuggets), none of them wrong; "
            "a refusal is not correct.",
        ),
        ("nugget-recall", "Nugget recall", _UP, "Wanted facts (vital nuggets) that answers have."),
        (
            "wrong-answer",
            "Wrong answers",
            _DOWN,
            "Answerable questions whose answer has a wrong value or none of the wanted facts.",
        ),
        ("right-outcome", "Right outcome", _UP, "Questions answered right or rightly refused."),
    ),
    *_family(
        "correctness",
        (
            "crag-score",
            "CRAG score",
            _UP,
            "Mean of 1 for a right outcome, 0 for a partial answer, a refusal or a failure, "
            "-1 for a wrong answer (CRAG).",
        ),
        unit="score",
    ),
    *_family(
        "refusal",
        ("refusal-recall", "Refusal recall", _UP, "Unanswerable questions that were refused."),
        ("refusal-precision", "Refusal precision", _UP, "Refusals of unanswerable questions."),
        ("answer-precision", "Answer precision", _UP, "Answers to answerable questions."),
        ("over-refusal", "Over-refusal", _DOWN, "Answerable questions refused (NoMIRACL's error)."),
        (
            "hallucination-rate",
            "Hallucination rate",
            _DOWN,
            "Unanswerable questions answered (NoMIRACL).",
        ),
        (
            "refusal-balanced-accuracy",
            "Refusing, balanced",
            _UP,
            "Mean of two shares: unanswerable questions refused, answerable ones answered. Always "
            "refusing and always answering both have 0.5.",
        ),
        (
            "f1-rg",
            "F1 grounded refusal",
            _UP,
            "Mean of F1 of refusing and answering (Trust-Align).",
        ),
    ),
    *_family(
        "language",
        ("answer-language", "Answer language", _UP, "Replies in the question's language."),
        ("mixed-sentences", "Mixed sentences", _DOWN, "Sentences that slip into another language."),
    ),
    *_family(
        "outcome",
        ("share-answer", "Answers", _PLAIN, "Replies that are whole answers."),
        ("share-partial", "Partial answers", _PLAIN, "Replies that are partial answers."),
        ("share-quotation", "Quotations", _PLAIN, "Replies that are a German sentence alone."),
        ("share-refusal", "Refusals", _PLAIN, "Replies that are refusals."),
        ("share-failed", "Failed", _DOWN, "Questions that ended in an error."),
    ),
    *_family(
        "consistency",
        ("consistent-groups", "Consistent groups", _UP, "Groups with one outcome everywhere."),
        ("flip-rate", "Flip rate", _DOWN, "Pairs of parallel questions with different outcomes."),
    ),
    *_family(
        "cost",
        *(
            (f"{what}-seconds-p{share}", f"{title}, p{share}", _DOWN, f"{share}% take no longer.")
            for what, title in (
                ("search", "Search"),
                ("first-token", "First token"),
                ("total", "Whole reply"),
            )
            for share in (50, 95)
        ),
        unit="seconds",
    ),
    *_family(
        "cost",
        ("prompt-tokens", "Prompt tokens", _PLAIN, "Mean over replies of a model."),
        ("completion-tokens", "Completion tokens", _PLAIN, "Mean over replies of a model."),
        unit="tokens",
    ),
)
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}
