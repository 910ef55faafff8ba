"""One article as the page draws it: its cleaned text and what cleaning cut."""

from typing import Any

from index.cleaning.reasons import REASONS
from index.records import Article, ArticleInfo
from ui.page.links import web_address

MOST_CHARACTERS = 300_000
"""Of an article's text shown at once; a book in one file would stop the browser."""
_MOST_LINES = 2_000


def opened(info: ArticleInfo, article: Article) -> dict[str, Any]:
    """Return all that is shown of an open article; paths of this machine are not."""
    return {
        "kind": "article",
        "id": info.article_id,
        "title": info.title,
        "source": info.source,
        "date": info.date,
        "author": info.author,
        "url": web_address(info.url),
        "characters": info.characters,
        "passages": info.passages,
        "text": article.text[:MOST_CHARACTERS],
        "shortened": len(article.text) > MOST_CHARACTERS,
        "cut": len(article.removed),
        "removed": [
            {
                "line": line.line,
                "text": line.text,
                "reason": line.reason if line.reason in REASONS else "other",
            }
            for line in article.removed[:_MOST_LINES]
        ],
    }


def missing(article_id: str) -> dict[str, Any]:
    """Return what is shown of an article that is not there, or not any more."""
    return {"kind": "missing", "id": article_id}
