"""Web pages: the article without the page around it (selectolax, lexbor)."""

import re
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.errors import CorpusError
from index.readers.dates import iso_date
from index.readers.decoding import read_text
from index.readers.json_ld import Published, published
from index.records import RawArticle, ReadResult

# A header inside the article holds its heading and often its lead: that one stays.
_DROPPED = (
    "script, style, nav, footer, aside, form, template, noscript, svg, button, iframe, select, "
    "textarea, dialog, object, [hidden]"
)
_BLOCKS = (
    "address, article, blockquote, caption, dd, details, div, dl, dt, fieldset, figcaption, "
    "figure, h1, h2, h3, h4, h5, h6, header, hgroup, hr, li, main, ol, p, pre, section, summary, "
    "table, tr, ul"
)
# Control characters can't be the article's words; they mark places while blanks are collapsed.
# Marked text instead of a cut tree: nested elements stay linear, and no freed node is touched.
_PARAGRAPH, _LINE, _CUT, _CUT_END, _PRE, _PRE_END = "\x1d\x1e\x1c\x1f\x02\x03"
_MARKS = re.compile(f"[{_PARAGRAPH}{_LINE}{_CUT}{_CUT_END}{_PRE}{_PRE_END}]")
_CUT_OR_PRE = re.compile(f"([{_CUT}{_CUT_END}{_PRE}{_PRE_END}])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(f"(?<![ {_LINE}])[ {_LINE}]*+{_PARAGRAPH}[ {_LINE}{_PARAGRAPH}]*+")
_LINES = re.compile(f" ?{_LINE} ?")


class HtmlReader:
    """Reads ``.html``: one article a page."""

    suffixes: tuple[str, ...] = (".html", ".htm")

    def read(self, path: Path) -> ReadResult:
        """Return the page's article; raise CorpusError if the page holds no text."""
        raw = article_of_page(read_text(path))
        if not raw.text:
            raise CorpusError(f"{path} is empty: the page holds no article text.")
        return ReadResult((raw,))


def article_of_page(markup: str) -> RawArticle:
    """Return the article that a page's markup holds; its text is "" if there is none."""
    page = LexborHTMLParser(_MARKS.sub(" ", markup))
    # First what the page says about itself: marks would stand in those texts.
    scripts = [node.text() for node in page.css('script[type="application/ld+json"]')]
    raw = _described(page, published(scripts))
    return replace(raw, text=_text(page))


def _described(page: LexborHTMLParser, said: Published) -> RawArticle:
    dates = (_meta(page, "article:published_time"), _time(page), said.date)
    link = page.css_first('link[rel="canonical"]')
    canonical = link.attributes.get("href") if link else None
    return RawArticle(
        text="",
        title=_meta(page, "og:title") or _first_text(page, "h1") or _first_text(page, "title"),
        date=next((day for day in (iso_date(date) for date in dates if date) if day), None),
        author=_meta(page, "author") or said.author,
        source=_meta(page, "og:site_name"),
        url=_web_address(canonical) or _web_address(_meta(page, "og:url")),
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


def _text(page: LexborHTMLParser) -> str:
    body = page.body
    if body is None:
        return ""
    _mark(body, _DROPPED, _CUT, _CUT_END)
    root = _article_node(body)
    if root.tag == "body":
        _mark(root, "header", _CUT, _CUT_END)
    _mark(root, _BLOCKS, _PARAGRAPH, _PARAGRAPH)
    _mark(root, "pre", _PRE, _PRE_END)
    _mark(root, "br", _LINE, "")
    _mark(root, "td, th", "", " ")
    text = _BLANKS.sub(" ", _visible(root.text()))
    return _LINES.sub("\n", _BREAKS.sub("\n\n", text)).strip()


def _mark(root: LexborNode, selector: str, before: str, after: str) -> None:
    for node in root.css(selector):
        if before:
            node.insert_before(before)
        if after:
            node.insert_after(after)


def _visible(marked: str) -> str:
    """The text outside all cut elements; line ends of preformatted text become line marks."""
    depth = {_CUT: 0, _PRE: 0}
    ends = {_CUT_END: _CUT, _PRE_END: _PRE}
    parts: list[str] = []
    for part in _CUT_OR_PRE.split(marked):
        if part in depth:
            depth[part] += 1
        elif part in ends:
            depth[ends[part]] -= 1
        elif depth[_CUT] <= 0:
            parts.append(part.replace("\n", _LINE) if depth[_PRE] > 0 else part)
    return "".join(parts)


def _article_node(body: LexborNode) -> LexborNode:
    """The longest ``<article>`` (others are teasers), else ``<main>``, else the body."""
    lengths = [(len(_visible(node.text()).strip()), node) for node in body.css("article")]
    length, longest = max(lengths, key=lambda pair: pair[0], default=(0, body))
    return longest if length else body.css_first("main") or body
