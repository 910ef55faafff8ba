"""A search as ``search`` runs it: for a question, without a language model."""

from index.records import SearchResult
from index.search.searcher import NOWHERE_NEAR, Searcher
from rag.records import Query
from rag.understand import is_question


def find(searcher: Searcher, query: Query, limit: int) -> SearchResult:
    """Return the best ``limit`` hits; none for what holds nothing to search for."""
    if not is_question(query):
        return SearchResult(query.question, (), query.filters, NOWHERE_NEAR, "exact")
    return searcher.search(
        query.search_query, limit=limit, filters=query.filters, language=query.language
    )
