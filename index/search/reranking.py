"""The second stage of a search: the first 40 re-ranked by how they cover the question's words.

``fusion + 1.5 coverage`` of their best three-sentence window (GROUNDING, section 1).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.search.coverage import WeightedWords, best_windows, word_matches
from index.search.ranking import Ranking
from index.search.snapshot import Snapshot

RERANKED = 40
COVERAGE_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Reranked:
    """The first 40 in their final order.

    ``windows`` are each one's best sentences [first, end) in its article; ``matches`` (m, n) are
    the question's words against the sentences of the first three, ``top`` (m,) against the first
    one's window.
    """

    ranking: Ranking
    windows: tuple[tuple[int, int], ...]
    matches: NDArray[np.float32]
    top: NDArray[np.float32]


def reranked(snapshot: Snapshot, ranking: Ranking, words: WeightedWords) -> Reranked:
    """Put the first 40 into their final order; the rest is dropped."""
    head = ranking.taken(np.arange(min(RERANKED, len(ranking.rows))))
    bounds = snapshot.passages.spans[head.rows, 2:4].astype(np.int64)
    begins = [snapshot.words.first[int(a)] for a in snapshot.passages.articles[head.rows]]
    places = [np.arange(f + a, f + b) for f, (a, b) in zip(begins, bounds, strict=True)]
    starts = np.cumsum(bounds[:, 1] - bounds[:, 0]) - (bounds[:, 1] - bounds[:, 0])
    matches = word_matches(words, np.concatenate(places), snapshot.words, snapshot.vocabulary)
    found = best_windows(words, matches, starts)
    scores = head.scores + np.float32(COVERAGE_WEIGHT) * found.coverage
    order = np.lexsort((snapshot.passages.places[head.rows], -scores))
    shift = bounds[:, 0] - starts
    windows = [(int(found.first[at] + shift[at]), int(found.end[at] + shift[at])) for at in order]
    ends = np.append(starts[1:], matches.shape[1])
    first = order[0]
    return Reranked(
        replace(head, scores=scores, coverage=found.coverage).taken(order),
        tuple(windows),
        np.concatenate([matches[:, starts[at] : ends[at]] for at in order[:3]], axis=1),
        matches[:, found.first[first] : found.end[first]].max(axis=1),
    )
