"""Where the words come from, as the page draws it: citations, hits, and their articles."""

from collections.abc import Sequence
from typing import Any

from index.records import ArticleInfo, Hit
from rag.records import Citation
from ui.page.links import web_address

Message = dict[str, Any]


def citation_message(citation: Citation) -> Message:
    """Return a citation with its German sentence."""
    return {
        "number": citation.number,
        **source(citation.article, citation.start),
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
        "also_in": list(citation.also_in),
    }


def also_found(hits: Sequence[Hit], citations: Sequence[Citation]) -> list[Message]:
    """Return the hits that hold no cited sentence, each by its nearest three sentences."""
    cited = [(c.article.article_id, c.start, c.end) for c in citations]
    return [
        passage_message(hit)
        for hit in hits
        if not any(
            article == hit.article.article_id and start < hit.end and hit.start < end
            for article, start, end in cited
        )
    ]


def passage_message(hit: Hit) -> Message:
    """Return a hit by the three sentences in it that are nearest to the question."""
    start, end = max(hit.focus.start, hit.start), min(hit.focus.end, hit.end)
    return {
        **source(hit.article, start),
        "start": start,
        "end": end,
        "text": hit.text[start - hit.start : end - hit.start],
    }


def source(article: ArticleInfo, start: int) -> Message:
    """Return where a place of an article is from."""
    return {
        "article": article.article_id,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "url": web_address(article.url),
        "page": article.page_at(start),
    }
