"""The second stage of a search: the best passages re-ranked by the question's words.

``fusion + 1.5 coverage`` of their best three-sentence window (GROUNDING, section 1). What answers
a question often stands beside the passage that resembles it, so the other passages of the ten best
articles are ranked, too, and each passage gets half the score of its article's best.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.search.coverage import WeightedWords, best_windows, word_matches
from index.search.ranking import Ranking, fused
from index.search.snapshot import Snapshot

RERANKED = 40
COVERAGE_WEIGHT = 1.5
_ARTICLES = 10
_MOST = 100
"""Passages that are re-ranked at most, with those that stand beside the first 40."""
_ARTICLE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Reranked:
    """The best passages in their final order.

    ``windows`` are each one's best sentences [first, end) in its article. ``matches`` (m, n) are
    the words given as ``matched`` against the sentences of the first three, ``top`` (m,) against
    the first one's window.
    """

    ranking: Ranking
    windows: tuple[tuple[int, int], ...]
    matches: NDArray[np.float32]
    top: NDArray[np.float32]


def widened(
    snapshot: Snapshot,
    ranking: Ranking,
    vector: NDArray[np.float32],
    lexical: NDArray[np.float32],
) -> Ranking:
    """Return the first 40 and, ranked with them, all passages of the ten best articles.

    ``vector`` (dimension,) is the question's, ``lexical`` (n,) the score of every passage. Of very
    long articles only the best stay: 100 passages are left at most.
    """
    head = ranking.rows[:RERANKED]
    articles = list(dict.fromkeys(snapshot.passages.articles[head].tolist()))[:_ARTICLES]
    beside = np.flatnonzero(np.isin(snapshot.passages.articles, articles))
    wider = fused(snapshot, vector, lexical, np.union1d(head, beside))
    return wider.taken(np.arange(min(_MOST, len(wider.rows))))


def reranked(
    snapshot: Snapshot, head: Ranking, words: WeightedWords, matched: WeightedWords
) -> Reranked:
    """Put the passages of ``head`` into their final order by ``words``; ``matched`` as in it."""
    bounds = snapshot.passages.spans[head.rows, 2:4].astype(np.int64)
    begins = [snapshot.words.first[int(a)] for a in snapshot.passages.articles[head.rows]]
    places = [np.arange(f + a, f + b) for f, (a, b) in zip(begins, bounds, strict=True)]
    starts = np.cumsum(bounds[:, 1] - bounds[:, 0]) - (bounds[:, 1] - bounds[:, 0])
    matches = word_matches(words, np.concatenate(places), snapshot.words, snapshot.vocabulary)
    found = best_windows(words, matches, starts)
    scores = head.scores + np.float32(COVERAGE_WEIGHT) * found.coverage
    scores = _with_their_articles(scores, snapshot.passages.articles[head.rows])
    order = np.lexsort((snapshot.passages.places[head.rows], -scores))
    shift = bounds[:, 0] - starts
    windows = [(int(found.first[at] + shift[at]), int(found.end[at] + shift[at])) for at in order]
    near = np.concatenate([places[at] for at in order[:3]])
    told = word_matches(matched, near, snapshot.words, snapshot.vocabulary)
    first = order[0]
    begin, end = (int(edge[first] - starts[first]) for edge in (found.first, found.end))
    return Reranked(
        replace(head, scores=scores, coverage=found.coverage).taken(order),
        tuple(windows),
        told,
        told[:, begin:end].max(axis=1),
    )


def _with_their_articles(
    scores: NDArray[np.float32], articles: NDArray[np.int64]
) -> NDArray[np.float32]:
    _, owner = np.unique(articles, return_inverse=True)
    best = np.zeros(int(owner.max()) + 1, dtype=np.float32)
    np.maximum.at(best, owner, scores)
    return np.asarray(scores + np.float32(_ARTICLE_WEIGHT) * best[owner], dtype=np.float32)
