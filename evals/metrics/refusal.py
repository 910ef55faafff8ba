"""Refusing what no article answers, and nothing else."""

from collections.abc import Iterator

from evals.records import Score


def refusal_scores(*, refused: bool, answerable: bool) -> Iterator[Score]:
    """Yield the scores of one reply; the ones that go by the other kind of question are absent.

    Precision is the mean over refusals, recall the mean over unanswerable questions; the same for
    answering (``answer-precision``), so that every one of them is a mean over items.
    """
    if refused:
        yield Score("refusal-precision", float(not answerable))
    else:
        yield Score("answer-precision", float(answerable))
    if answerable:
        yield Score("over-refusal", float(refused))
    else:
        yield Score("refusal-recall", float(refused))
        yield Score("hallucination-rate", float(not refused))


def unknown_refusal(*, answerable: bool, why: str) -> Iterator[Score]:
    """Yield the scores of a question that got no reply."""
    names = ("over-refusal",) if answerable else ("refusal-recall", "hallucination-rate")
    yield from (Score(name, None, why=why) for name in names)


FAMILY = frozenset(
    {
        "refusal-precision",
        "answer-precision",
        "over-refusal",
        "refusal-recall",
        "hallucination-rate",
    }
)
