"""How an article is named to a reader of the terminal."""

from index.records import ArticleInfo


def source_line(article: ArticleInfo) -> str:
    """Return title (the id where there is none), source and date, as far as they are known."""
    title = article.title if article.title else article.article_id
    return ", ".join(part for part in (title, article.source, article.date) if part)
