"""Search: candidates by three legs, ranked, re-ranked, made into hits.

Candidates come from Chroma or from an exact scan; both are rescored with the store's own vectors,
so both end in the same order.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from index.interfaces import Embedder, JointEmbedder, VectorDatabase, WordEmbedder
from index.records import Filters, Hit, Scores, SearchResult, Span
from index.search.coverage import (
    WeightedWords,
    covered,
    missing_numbers,
    nearness,
    weigh_words,
    weighed_by_meaning,
)
from index.search.filters import allowed_passages
from index.search.names import name_coverage, question_names
from index.search.ranking import (
    CANDIDATES,
    Ranking,
    Rows,
    dense,
    exact_candidates,
    fused,
    rows_of,
    with_lexical,
)
from index.search.reranking import Reranked, reranked, widened
from index.search.snapshot import Snapshot, SnapshotSource
from index.text.language import detect_language
from index.text.words import question_words

NOWHERE_NEAR = -20.0
"""The nearness of an empty index."""


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
        kept = allowed_passages(snapshot, filters)
        allowed = kept.passages
        counts = (kept.left_out, len(snapshot.articles))
        if not len(snapshot.passages.ids) or kept.nothing:
            return SearchResult(question, (), filters, NOWHERE_NEAR, "exact", *counts)
        language = detect_language(question) if language is None else language
        asked = _Asked(self._beside, lambda vector: self._propose(snapshot, vector, allowed))
        words = self._weighed(question, language, snapshot, asked)
        lexical = snapshot.lexical.scores(question)
        proposed, by = asked.proposed()
        vector = asked.vector
        ranking = fused(snapshot, vector, lexical, with_lexical(proposed, lexical, allowed))
        head = widened(snapshot, ranking, vector, lexical)
        meant = weighed_by_meaning(words, language, snapshot.vocabulary)
        found = reranked(snapshot, head, meant, words)
        hits = self._hits(snapshot, found.ranking, found.windows, limit)
        near = _nearness(question, language, words, found, hits)
        return SearchResult(question, hits, filters, near, by, *counts)

    def search_dense(self, question: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """Return the best hits by the two dense legs alone, without words in any form.

        It is what the whole search is held against; a hit's focus is its whole passage.
        """
        snapshot = self.source.current()
        if not len(snapshot.passages.ids):
            return ()
        vector = self.embedder.embed_question(question)
        ranking = dense(snapshot, vector, exact_candidates(snapshot, vector))
        windows = [(int(a), int(b)) for a, b in snapshot.passages.spans[ranking.rows, 2:4]]
        return self._hits(snapshot, ranking, windows, limit)

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
            rows = None if near is None else rows_of(snapshot, near)
            if rows is not None and len(rows):
                return rows, "chroma"
        return exact_candidates(snapshot, vector, allowed), "exact"

    def _hits(
        self,
        snapshot: Snapshot,
        ranking: Ranking,
        windows: Sequence[tuple[int, int]],
        limit: int,
    ) -> tuple[Hit, ...]:
        places = _distinct(snapshot, ranking.rows, limit)
        articles = [int(snapshot.passages.articles[ranking.rows[at]]) for at, _ in places]
        texts = self.source.texts(list(dict.fromkeys(articles)))
        hits: list[Hit] = []
        for (at, twins), article in zip(places, articles, strict=True):
            if article not in texts:  # gone since the snapshot was taken
                continue
            start, end = (int(v) for v in snapshot.passages.spans[ranking.rows[at], :2])
            first, last = windows[at]
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
