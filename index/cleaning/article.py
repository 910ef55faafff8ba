"""From what a reader found to the article that the index keeps."""

from index.cleaning.block_rules import (
    Cut,
    cut_boxes,
    cut_captions,
    cut_consent,
    cut_contents,
    cut_groups,
    cut_menus,
)
from index.cleaning.headline import date_of, headline
from index.cleaning.line_rules import line_reason
from index.cleaning.lines import Line, split_lines, visible_lines
from index.cleaning.zones import cut_head, cut_tail, is_editors_note
from index.records import Article, RawArticle, RemovedLine
from index.text.normalise import normalise, one_line
from index.text.pages import moved_starts


def clean(raw: RawArticle, *, article_id: str, path: str, as_is: bool = False) -> Article:
    """Return the article with its text normalised and its other fields on one line each.

    Of a page (``raw.is_page``) what is not the article is cut, line by line, and stands in
    ``removed`` with its reason; of every other text, and ``as_is``, nothing is. The text is ""
    when nothing of it was visible: whoever keeps articles decides what that means.
    """
    lines = split_lines(raw.text)
    found = visible_lines(lines) if raw.is_page else []
    cut = {} if as_is or not raw.is_page else _furniture(found, dict(raw.furniture))
    for at in cut:
        lines[found[at].number - 1] = ""
    kept = [one_line(line.text) for at, line in enumerate(found) if at not in cut]
    text = normalise("\n".join(lines))
    return Article(
        article_id=article_id,
        text=text,
        title=_title(raw, kept) or "",
        date=_field(raw.date if raw.is_described or not raw.is_page else None)
        or (date_of(kept) if kept else None)
        or _field(raw.date),
        author=_field(raw.author),
        source=_field(raw.source),
        url=_field(raw.url),
        path=path,
        removed=raw.removed
        + tuple(
            RemovedLine(found[at].number, one_line(found[at].text), cut[at]) for at in sorted(cut)
        ),
        pages=moved_starts(raw.text, raw.pages, text),
    )


def _furniture(found: list[Line], marked: dict[int, str]) -> Cut:
    """Return which of the lines are not the article, and why.

    ``marked`` are line numbers that the format itself tells of; if the rules leave nothing of the
    text, they were wrong about it, and it stays whole.
    """
    cut: Cut = {at: marked[line.number] for at, line in enumerate(found) if line.number in marked}
    rest = [at for at in range(len(found)) if at not in cut]
    lines = [found[at] for at in rest]
    inner: Cut = {
        at: reason
        for at, line in enumerate(lines)
        if (reason := line_reason(line)) and not is_editors_note(line.text)
    }
    for rule in (
        cut_contents,
        cut_menus,
        cut_consent,
        cut_captions,
        cut_boxes,
        cut_groups,
        cut_head,
        cut_tail,
    ):
        rule(lines, inner)
    if len(inner) == len(lines):
        return cut if lines else {}
    return cut | {rest[at]: reason for at, reason in inner.items()}


def _title(raw: RawArticle, kept: list[str]) -> str | None:
    """The title that the page gives itself, else its headline: never a line that was cut."""
    said = _field(raw.title)
    if raw.is_described or not raw.is_page:
        return said
    return headline(kept)


def _field(value: str | None) -> str | None:
    line = one_line(value) if value is not None else ""
    return line if line else None
