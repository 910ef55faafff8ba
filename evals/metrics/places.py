"""Which places hit which gold spans."""

from collections.abc import Sequence

from evals.dataset.records import Evidence
from evals.records import Item, Place
from index.updating.naming import article_slug

SHARE = 0.5
"""A hit covers at least this share of a gold span, so that other passages never invalidate it."""


def spans_of(item: Item) -> tuple[Evidence, ...] | None:
    """Return the gold spans of an answerable question; None where one of them has no place."""
    spans = item.question.evidence
    return None if not spans or any(s.start is None or s.end is None for s in spans) else spans


def in_article(place: Place, span: Evidence) -> bool:
    """Whether the place is in the span's article, named by its id or by its file's path."""
    return place.article in {span.doc, article_slug(span.doc)}


def overlap(place: Place, span: Evidence) -> int:
    """Return how many characters of the span the place covers."""
    if span.start is None or span.end is None or not in_article(place, span):
        return 0
    return max(0, min(place.end, span.end) - max(place.start, span.start))


def covers(place: Place, span: Evidence) -> bool:
    """Whether the place covers at least half of the span."""
    return overlap(place, span) >= SHARE * _length(span) > 0


def together_cover(places: Sequence[Place], span: Evidence) -> bool:
    """Whether the places together cover at least half of the span."""
    covered: set[int] = set()
    for place in places:
        if overlap(place, span) and span.start is not None and span.end is not None:
            covered.update(range(max(place.start, span.start), min(place.end, span.end)))
    return len(covered) >= SHARE * _length(span) > 0


def _length(span: Evidence) -> int:
    return (span.end or 0) - (span.start or 0)
