"""Search: three legs fused, the best re-ranked by soft word coverage.

``0.5 cos(passage) + 0.5 max cos(piece) + BM25/UB`` over 4-grams (RETRIEVAL, section 3), then the
first 40 by that plus ``1.5 coverage`` of their best three-sentence window (GROUNDING, section 1).
Candidates come from Chroma or from an exact scan; both are rescored with the store's own vectors,
so both end in the same order.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.interfaces import Embedder, JointEmbedder, Neighbours, VectorDatabase, WordEmbedder
from index.records import Filters, Hit, Scores, SearchResult, Span
from index.search.coverage import (
    WeightedWords,
    best_windows,
    covered,
    missing_numbers,
    nearness,
    weigh_words,
    word_matches,
)
from index.search.filters import allowed_passages
from index.search.names import name_coverage, question_names
from index.search.snapshot import Snapshot, SnapshotSource
from index.search.vectors import best
from index.text.language import detect_language
from index.text.words import question_words

CANDIDATES = 50
RERANKED = 40
COVERAGE_WEIGHT = 1.5
NOWHERE_NEAR = -20.0
"""The nearness of an empty index."""

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


class Searcher:
    """Answers searches from the newest committed state; threads may share it."""

    def __init__(
        self,
        source: SnapshotSource,
        embedder: Embedder,
        word_embedder: WordEmbedder,
        database: VectorDatabase | None = None,
    ) -> None:
        self.source = source
        self.embedder = embedder
        self.word_embedder = word_embedder
        self._database = database
        self._beside = ThreadPoolExecutor(thread_name_prefix="candidates")

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        language: str | None = None,
    ) -> SearchResult:
        """Return the best ``limit`` hits; ``language`` (BCP 47) is detected unless given."""
        filters = Filters() if filters is None else filters
        snapshot = self.source.current()
        allowed = allowed_passages(snapshot, filters)
        if not len(snapshot.passages.ids) or (allowed is not None and not allowed.any()):
            return SearchResult(question, (), filters, NOWHERE_NEAR, "exact")
        language = detect_language(question) if language is None else language
        asked = _Asked(self._beside, lambda vector: self._propose(snapshot, vector, allowed))
        words = self._weighed(question, language, snapshot, asked)
        lexical = snapshot.lexical.scores(question)
        proposed, by = asked.proposed()
        vector = asked.vector
        ranking = _fused(snapshot, vector, lexical, _with_lexical(proposed, lexical, allowed))
        reranked = _reranked(snapshot, ranking, words)
        hits = self._hits(snapshot, reranked, limit)
        near = _nearness(question, language, words, reranked, hits)
        return SearchResult(question, hits, filters, near, by)

    def _weighed(
        self, question: str, language: str, snapshot: Snapshot, asked: "_Asked"
    ) -> WeightedWords:
        """Weigh the question's words; its vector, made on the way, goes to ``asked`` at once."""
        words = question_words(question, language, self.word_embedder.pieces)
        joint = self.embedder
        same: object = self.word_embedder
        if not isinstance(joint, JointEmbedder) or joint is not same:
            asked.take(self.embedder.embed_question(question))
            return weigh_words(words, snapshot.vocabulary, self.word_embedder.embed_words)

        def embed_all(unknown: Sequence[str]) -> NDArray[np.float32]:
            vector, others = joint.embed_question_and_words(question, unknown)
            asked.take(vector)
            return others

        return weigh_words(words, snapshot.vocabulary, embed_all)

    def article_sentences(self, article_id: str) -> tuple[tuple[Span, ...], str]:
        """Return the sentence spans and the text of an article; nothing if it is gone."""
        snapshot = self.source.current()
        numbers = [n for n, info in snapshot.articles.items() if info.article_id == article_id]
        found = self.source.texts(numbers)
        if not found:
            return (), ""
        text, spans = found[numbers[0]]
        return tuple(Span(start, end) for start, end in spans.tolist()), text

    def _propose(
        self, snapshot: Snapshot, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None
    ) -> tuple[Rows, str]:
        """Return passage rows near the question by the two dense legs, and who proposed them."""
        if self._database is not None and allowed is None:
            near = self._database.nearest(vector, CANDIDATES)
            rows = None if near is None else _rows_of(snapshot, near)
            if rows is not None and len(rows):
                return rows, "chroma"
        return exact_candidates(snapshot, vector, allowed), "exact"

    def _hits(self, snapshot: Snapshot, found: "Reranked", limit: int) -> tuple[Hit, ...]:
        ranking = found.ranking
        places = _distinct(snapshot, ranking.rows, limit)
        articles = [int(snapshot.passages.articles[ranking.rows[at]]) for at, _ in places]
        texts = self.source.texts(list(dict.fromkeys(articles)))
        hits: list[Hit] = []
        for (at, twins), article in zip(places, articles, strict=True):
            if article not in texts:  # gone since the snapshot was taken
                continue
            start, end = (int(v) for v in snapshot.passages.spans[ranking.rows[at], :2])
            first, last = found.windows[at]
            text, spans = texts[article]
            hits.append(
                Hit(
                    *(len(hits) + 1, snapshot.articles[article], start, end),
                    text=text[start:end],
                    score=float(ranking.scores[at]),
                    scores=Scores(
                        *(float(ranking.passage[at]), float(ranking.sentence[at])),
                        *(float(ranking.lexical[at]), float(ranking.coverage[at])),
                    ),
                    focus=Span(int(spans[first, 0]), int(spans[last - 1, 1])),
                    also_in=twins,
                )
            )
        return tuple(hits)


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


class _Asked:
    """A question's vector, and the candidates looked up beside the work on its words."""

    def __init__(
        self,
        beside: ThreadPoolExecutor,
        propose: Callable[[NDArray[np.float32]], tuple[Rows, str]],
    ) -> None:
        self._beside = beside
        self._propose = propose
        self._found: Future[tuple[Rows, str]] | None = None
        self.vector: NDArray[np.float32] = np.empty(0, dtype=np.float32)

    def take(self, vector: NDArray[np.float32]) -> None:
        """Begin to look for candidates."""
        self.vector = vector
        self._found = self._beside.submit(self._propose, vector)

    def proposed(self) -> tuple[Rows, str]:
        """Return the candidates and who proposed them."""
        assert self._found is not None
        return self._found.result()


def exact_candidates(
    snapshot: Snapshot, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None = None
) -> Rows:
    """Return the passage rows of the 50 nearest passages and of the 50 nearest pieces."""
    pieces = None if allowed is None else allowed[snapshot.pieces.passages]
    near = snapshot.passages.vectors.top(vector, CANDIDATES, allowed)
    near_pieces = snapshot.pieces.vectors.top(vector, CANDIDATES, pieces)
    return np.union1d(near, snapshot.pieces.passages[near_pieces])


def _rows_of(snapshot: Snapshot, near: Neighbours) -> Rows:
    """Translate Chroma's keys; those that the snapshot does not know are late or gone."""
    rows = [row for key in near.passages for row in snapshot.passages_by_key.get(key, ())]
    rows += [row for key in near.pieces for row in snapshot.passages_by_piece_key.get(key, ())]
    return np.unique(np.array(rows, dtype=np.int64))


def _with_lexical(
    proposed: Rows, lexical: NDArray[np.float32], allowed: NDArray[np.bool_] | None
) -> Rows:
    scores = lexical if allowed is None else np.where(allowed, lexical, 0)
    top = best(scores, CANDIDATES)
    return np.union1d(proposed, top[scores[top] > 0])


def _fused(
    snapshot: Snapshot, vector: NDArray[np.float32], lexical: NDArray[np.float32], rows: Rows
) -> Ranking:
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


def _reranked(snapshot: Snapshot, ranking: Ranking, words: WeightedWords) -> Reranked:
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


def _nearness(
    question: str, language: str, words: WeightedWords, found: Reranked, hits: Sequence[Hit]
) -> float:
    if not hits:
        return NOWHERE_NEAR
    ranking = found.ranking
    texts = [hit.text for hit in hits[:3]]
    return nearness(
        dense=float(ranking.passage[0] + ranking.sentence[0]) / 2,
        lexical=float(ranking.lexical[0]),
        words=words,
        top=found.top,
        sentence=float(covered(words, found.matches).max()),
        names=name_coverage(question_names(question, language), texts),
        missing_numbers=missing_numbers(question, texts),
    )


def _distinct(snapshot: Snapshot, rows: Rows, limit: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return places in ``rows``: of equal texts the first, of overlapping ones the better.

    With each place come the ids of the other articles that hold the same text.
    """
    places: list[tuple[int, tuple[str, ...]]] = []
    seen: set[str] = set()
    taken: dict[int, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows.tolist()):
        key = snapshot.passages.keys[row]
        article = int(snapshot.passages.articles[row])
        start, end = (int(v) for v in snapshot.passages.spans[row, :2])
        overlaps = any(start < e and s < end for s, e in taken.get(article, ()))
        if key in seen or overlaps:
            continue
        seen.add(key)
        taken.setdefault(article, []).append((start, end))
        twins = {int(snapshot.passages.articles[twin]) for twin in snapshot.passages_by_key[key]}
        others = sorted(snapshot.articles[twin].article_id for twin in twins - {article})
        places.append((at, tuple(others)))
        if len(places) == limit:
            break
    return places
