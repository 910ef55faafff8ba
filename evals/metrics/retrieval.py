"""Whether the search found the gold sentences; no model takes part."""

from collections.abc import Iterator, Sequence

from evals.dataset.records import Evidence
from evals.metrics.places import covers, in_article, spans_of, together_cover
from evals.records import Item, Place, Score

CUTS = (1, 3, 5, 10)
_NAMES = (
    *(f"hit-at-{cut}" for cut in CUTS),
    *("span-recall-at-10", "mrr", "article-hit-at-1", "article-hit-at-5"),
    *("gold-in-prompt", "gold-spans-in-prompt"),
)


def retrieval_scores(item: Item) -> Iterator[Score]:
    """Yield the scores of an answerable question; nothing for any other."""
    if not (item.has_gold and item.question.answerable):
        return
    spans, reply = spans_of(item), item.reply
    if spans is None or reply is None:
        why = "the gold has no place" if reply is not None else (item.error or "no reply")
        yield from (Score(name, None, why=why) for name in _NAMES)
        return
    rank = first_rank(reply.hits, spans)
    why = f"rank {rank}" if rank else "no hit has it"
    for cut in CUTS:
        yield Score(f"hit-at-{cut}", float(0 < rank <= cut), why=why)
    top = reply.hits[: CUTS[-1]]
    found = [any(covers(place, span) for place in top) for span in spans]
    yield Score("span-recall-at-10", sum(found) / len(found), weight=len(found))
    yield Score("mrr", reciprocal(rank), why=why)
    for cut in (1, 5):
        near = any(in_article(place, span) for place in reply.hits[:cut] for span in spans)
        yield Score(f"article-hit-at-{cut}", float(near))
    shown = [together_cover(reply.evidence, span) for span in spans]
    yield Score("gold-in-prompt", float(any(shown)))
    yield Score("gold-spans-in-prompt", sum(shown) / len(shown), weight=len(shown))
    if item.dense:
        change = reciprocal(rank) - reciprocal(first_rank(item.dense, spans))
        yield Score("fusion-guard", change)


def first_rank(hits: Sequence[Place], spans: Sequence[Evidence]) -> int:
    """Return the rank (from 1) of the first hit that covers half of a gold span, 0 for none."""
    for rank, place in enumerate(hits, start=1):
        if any(covers(place, span) for span in spans):
            return rank
    return 0


def reciprocal(rank: int) -> float:
    """Return 1/rank up to rank 10, else 0."""
    return 1 / rank if 0 < rank <= CUTS[-1] else 0.0
