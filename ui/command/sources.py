"""How an article is named to a reader of the terminal."""

from index.records import ArticleInfo


def source_line(article: ArticleInfo, start: int | None = None) -> str:
    """Return title (the id where there is none), source and date, as far as they are known.

    With ``start``, an offset in the text, the page it stands on follows, if there are pages.
    """
    title = article.title if article.title else article.article_id
    page = None if start is None else article.page_at(start)
    place = None if page is None else f"page {page}"
    return ", ".join(part for part in (title, article.source, article.date, place) if part)
