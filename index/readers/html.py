"""Web pages: their text, what of it is not the article, and what they say of themselves."""

import re
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from index.errors import CorpusError
from index.readers.dates import iso_date
from index.readers.decoding import read_text
from index.readers.json_ld import Published, published
from index.readers.page_text import MARKS, page_text
from index.records import RawArticle, ReadResult


class HtmlReader:
    """Reads ``.html``: one article a page."""

    suffixes: tuple[str, ...] = (".html", ".htm")

    def read(self, path: Path) -> ReadResult:
        """Return all of the page's text, its furniture named; CorpusError if nothing else is there.

        Cleaning cuts the furniture, so that it can be shown and kept (``--as-is``).
        """
        raw = article_of_page(read_text(path))
        if not raw.text:
            raise CorpusError(f"{path} is empty: the page holds no article text.")
        return ReadResult((raw,))


def article_of_page(markup: str) -> RawArticle:
    """Return all of a page's text, its furniture named; "" if there is nothing but furniture."""
    page = LexborHTMLParser(MARKS.sub(" ", markup))
    # First what the page says about itself: marks would stand in those texts.
    scripts = [node.text() for node in page.css('script[type="application/ld+json"]')]
    raw = _described(page, published(scripts))
    found = page_text(page.body) if page.body is not None else None
    if found is None or len(found.furniture) == sum(map(bool, found.lines)):
        return raw
    text = "\n".join(found.lines)
    return replace(raw, text=text, furniture=found.furniture, headline=found.headline)


def _described(page: LexborHTMLParser, said: Published) -> RawArticle:
    dates = (_meta(page, "article:published_time"), _time(page), said.date)
    link = page.css_first('link[rel="canonical"]')
    canonical = link.attributes.get("href") if link else None
    return RawArticle(
        text="",
        title=(
            _meta(page, "og:title")
            or said.headline
            or _first_text(page, "h1")
            or _first_text(page, "title")
        ),
        date=next((day for day in (iso_date(date) for date in dates if date) if day), None),
        author=_meta(page, "author") or said.author,
        source=_meta(page, "og:site_name"),
        url=_web_address(canonical) or _web_address(_meta(page, "og:url")),
        is_page=True,
        is_described=True,
    )


def _meta(page: LexborHTMLParser, name: str) -> str | None:
    """The content of the first ``<meta>`` that has this name and says something."""
    for node in page.css(f'meta[property="{name}"], meta[name="{name}"]'):
        content = (node.attributes.get("content") or "").strip()
        if content:
            return content
    return None


def _time(page: LexborHTMLParser) -> str | None:
    node = page.css_first("article time[datetime]") or page.css_first("time[datetime]")
    return node.attributes.get("datetime") if node else None


def _first_text(page: LexborHTMLParser, selector: str) -> str | None:
    texts = (" ".join(node.text().split()) for node in page.css(selector))
    return next(filter(None, texts), None)


def _web_address(url: str | None) -> str | None:
    """The address if a browser can open it as a page: it becomes a link in ours."""
    return url.strip() if url and re.match(r"\s*https?://", url, re.IGNORECASE) else None
