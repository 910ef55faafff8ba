"""The first stage of a search: candidates, and their order by three legs fused.

``0.5 cos(passage) + 0.5 max cos(piece) + BM25/UB`` over 4-grams (RETRIEVAL, section 3).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.interfaces import Neighbours
from index.search.snapshot import Snapshot
from index.search.vectors import best

CANDIDATES = 50
"""How many each of the three legs proposes."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passage rows of a snapshot, best first, each with the legs of its score."""

    rows: Rows
    scores: NDArray[np.float32]
    passage: NDArray[np.float32]
    sentence: NDArray[np.float32]
    lexical: NDArray[np.float32]
    coverage: NDArray[np.float32]

    def taken(self, order: Rows) -> "Ranking":
        """Return these entries in that order."""
        return Ranking(
            self.rows[order],
            self.scores[order],
            self.passage[order],
            self.sentence[order],
            self.lexical[order],
            self.coverage[order],
        )


def exact_candidates(
    snapshot: Snapshot, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None = None
) -> Rows:
    """Return the passage rows of the 50 nearest passages and of the 50 nearest pieces."""
    pieces = None if allowed is None else allowed[snapshot.pieces.passages]
    near = snapshot.passages.vectors.top(vector, CANDIDATES, allowed)
    near_pieces = snapshot.pieces.vectors.top(vector, CANDIDATES, pieces)
    return np.union1d(near, snapshot.pieces.passages[near_pieces])


def rows_of(snapshot: Snapshot, near: Neighbours) -> Rows:
    """Translate Chroma's keys; those that the snapshot does not know are late or gone."""
    rows = [row for key in near.passages for row in snapshot.passages_by_key.get(key, ())]
    rows += [row for key in near.pieces for row in snapshot.passages_by_piece_key.get(key, ())]
    return np.unique(np.array(rows, dtype=np.int64))


def with_lexical(
    proposed: Rows, lexical: NDArray[np.float32], allowed: NDArray[np.bool_] | None
) -> Rows:
    """Add the 50 best passages of the lexical leg, as far as they have a term in common."""
    scores = lexical if allowed is None else np.where(allowed, lexical, 0)
    top = best(scores, CANDIDATES)
    return np.union1d(proposed, top[scores[top] > 0])


def fused(
    snapshot: Snapshot, vector: NDArray[np.float32], lexical: NDArray[np.float32], rows: Rows
) -> Ranking:
    """Score these passages exactly and put them in order; equal scores end by id and offset."""
    passage = snapshot.passages.vectors.cosines(vector, rows)
    order, offsets = snapshot.pieces_of
    # A passage that is one piece keeps none beside itself.
    cut = np.flatnonzero(offsets[rows + 1] > offsets[rows])
    begin, counts = offsets[rows[cut]], offsets[rows[cut] + 1] - offsets[rows[cut]]
    at = np.cumsum(counts) - counts
    pieces = order[np.arange(counts.sum()) + np.repeat(begin - at, counts)]
    sentence = passage.copy()
    if len(cut):
        cosines = snapshot.pieces.vectors.cosines(vector, pieces)
        sentence[cut] = np.maximum.reduceat(cosines, at)
    scores = 0.5 * passage + 0.5 * sentence + lexical[rows]
    none = np.zeros(len(rows), dtype=np.float32)
    ranking = Ranking(rows, scores, passage, sentence, lexical[rows], none)
    return ranking.taken(np.lexsort((snapshot.passages.places[rows], -scores)))


def dense(snapshot: Snapshot, vector: NDArray[np.float32], rows: Rows) -> Ranking:
    """Score these passages by the two cosines alone; otherwise as :func:`fused`."""
    return fused(snapshot, vector, np.zeros(len(snapshot.passages.ids), dtype=np.float32), rows)
