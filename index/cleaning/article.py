"""From what a reader found to the article that the index keeps."""

from dataclasses import dataclass

from index.cleaning.block_rules import (
    Cut,
    cut_boxes,
    cut_captions,
    cut_consent,
    cut_groups,
)
from index.cleaning.body import Body, find_body
from index.cleaning.headline import author_of, date_of, find_headline, headline
from index.cleaning.line_rules import line_reason
from index.cleaning.lines import Line, split_lines, visible_lines
from index.cleaning.list_rules import cut_contents, cut_menus
from index.cleaning.words import Vocabulary
from index.cleaning.zones import (
    comments_start,
    cut_above,
    cut_below,
    cut_between,
    cut_comments,
    is_editors_note,
)
from index.records import Article, RawArticle, RemovedLine
from index.text.normalise import normalise, one_line
from index.text.pages import moved_starts

_HEAD_LINES = 20
"""How many lines from the headline on may name the author and the day."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is cut of a page's lines, and which of them is the headline (None: not found)."""

    cut: Cut
    headline: int | None


def clean(raw: RawArticle, *, article_id: str, path: str, as_is: bool = False) -> Article:
    """Return the article with its text normalised and its other fields on one line each.

    Of a page (``raw.is_page``) what is not the article is cut, line by line, and stands in
    ``removed`` with its reason; of every other text, and ``as_is``, nothing is. The text is ""
    when nothing of it was visible: whoever keeps articles decides what that means.
    """
    lines = split_lines(raw.text)
    found = visible_lines(lines) if raw.is_page else []
    page = _page(found, raw) if raw.is_page else _Page({}, None)
    cut = {} if as_is else page.cut
    for at in cut:
        lines[found[at].number - 1] = ""
    text = normalise("\n".join(lines))
    title, date, author = _fields(raw, found, page)
    return Article(
        article_id=article_id,
        text=text,
        title=title or "",
        date=date,
        author=author,
        source=_field(raw.source),
        url=_field(raw.url),
        path=path,
        removed=raw.removed
        + tuple(
            RemovedLine(found[at].number, one_line(found[at].text), cut[at]) for at in sorted(cut)
        ),
        pages=moved_starts(raw.text, raw.pages, text),
    )


def _page(lines: list[Line], raw: RawArticle) -> _Page:
    """Return which of the lines are not the article and why, and where its headline is.

    What the format itself tells of counts first; if the rules leave nothing of the text, they
    were wrong about it, and it stays whole.
    """
    marked = dict(raw.furniture)
    cut: Cut = {at: marked[line.number] for at, line in enumerate(lines) if line.number in marked}
    told = dict(cut)
    for at, line in enumerate(lines):
        if at not in cut and not is_editors_note(line.text) and (reason := line_reason(line)):
            cut[at] = reason
    cut_contents(lines, cut)
    cut_menus(lines, cut, told)
    cut_consent(lines, cut)
    words = Vocabulary(lines, cut, title=raw.title or "")
    cut_captions(lines, cut)
    cut_boxes(lines, cut, words, told)
    cut_groups(lines, cut)
    for at, line in enumerate(lines):
        if line.number == raw.headline and at not in told:
            cut.pop(at, None)
    title = _cut_around(lines, cut, words, raw)
    if len(cut) == len(lines):
        return _Page(told, None)
    return _Page(cut, title)


def _cut_around(lines: list[Line], cut: Cut, words: Vocabulary, raw: RawArticle) -> int | None:
    """Cut by place what stands around the body, and return the headline's line."""
    stop = comments_start(lines, cut)
    cut_comments(lines, cut, stop)
    body = find_body(lines, cut, words, stop=stop)
    if body is None:
        return None
    told = [at for at, line in enumerate(lines) if line.number == raw.headline and at not in cut]
    if told and told[0] < body.end - 1:
        body = Body(max(body.first, told[0] + 1), body.end)
        title: int | None = told[0]
    else:
        title = find_headline(lines, cut, words, body.first)
    cut_above(lines, cut, body, words, title)
    cut_between(lines, cut, body, words)
    cut_below(lines, cut, body)
    return title


def _fields(
    raw: RawArticle, found: list[Line], page: _Page
) -> tuple[str | None, str | None, str | None]:
    """Title, date and author: what the page says of itself, else what stands around its headline.

    The title is never a line that was cut.
    """
    title, date, author = _field(raw.title), _field(raw.date), _field(raw.author)
    if not raw.is_page:
        return title, date, author
    kept = [one_line(line.text) for at, line in enumerate(found) if at not in page.cut]
    first = page.headline
    if title is None:
        title = one_line(found[first].text) if first is not None else headline(kept)
    start = first or 0
    head = [one_line(line.text) for line in found[start : start + _HEAD_LINES]]
    above = [one_line(line.text) for line in found[:start]]
    date = date or date_of(head, above)
    return title, date, author or author_of(head[:_HEAD_LINES])


def _field(value: str | None) -> str | None:
    line = one_line(value) if value is not None else ""
    return line if line else None
