"""From what a reader found to the article that the index keeps."""

from index.records import Article, RawArticle
from index.text.normalise import normalise, one_line
from index.text.pages import moved_starts


def clean(raw: RawArticle, *, article_id: str, path: str) -> Article:
    """Return the article with its text normalised and its other fields on one line each.

    Nothing is cut from the text, so ``removed`` is what the reader left out. The text is ""
    when nothing of it was visible: whoever keeps articles decides what that means.
    """
    text = normalise(raw.text)
    return Article(
        article_id=article_id,
        text=text,
        title=_field(raw.title) or "",
        date=_field(raw.date),
        author=_field(raw.author),
        source=_field(raw.source),
        url=_field(raw.url),
        path=path,
        removed=raw.removed,
        pages=moved_starts(raw.text, raw.pages, text),
    )


def _field(value: str | None) -> str | None:
    line = one_line(value) if value is not None else ""
    return line if line else None
