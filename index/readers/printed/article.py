"""From the words of pages to the article they were printed from."""

from collections.abc import Mapping, Sequence

from index.readers.dates import date_in_head
from index.readers.printed.furniture import furniture_of, head_of
from index.readers.printed.paragraphs import Line, Paragraph, lines_of, paragraphs_of, without
from index.readers.printed.titles import title_of
from index.readers.printed.words import Page, type_height
from index.readers.signatures import HEAD_PARAGRAPHS, Byline, byline, is_credit
from index.records import PageStart, RawArticle, RemovedLine


def article_of(pages: Sequence[Page], said: Mapping[str, str]) -> RawArticle:
    """Return the article on these pages; ``said`` are the file's properties (Title, Author).

    Running heads, page numbers, bylines and photo credits are in ``removed``, not in the text.
    """
    furniture = furniture_of(pages)
    head = head_of(row for rows in furniture for row in rows)
    removed = [
        RemovedLine(page.number, row.text, "running head or page number")
        for rows, page in zip(furniture, pages, strict=True)
        for row in rows
    ]
    lines: list[Line] = []
    for line in lines_of([without(p, rows) for p, rows in zip(pages, furniture, strict=True)]):
        if is_credit(line.row.text):
            removed.append(RemovedLine(line.page, line.row.text, "photo credit"))
        else:
            lines.append(line)
    kept, signed = _unsigned(paragraphs_of(lines))
    removed += [RemovedLine(page, text, "byline") for page, text, _ in signed]
    said_by = [by for _, _, by in signed]
    text, starts = _text(kept)
    body = type_height([word for page in pages for word in page.words])
    return RawArticle(
        text=text,
        title=title_of(said.get("Title", "").strip() or None, kept, body),
        # Not the property CreationDate: that is when the file was made, not when it was printed.
        date=head.date
        or next((by.date for by in said_by if by.date), None)
        or date_in_head(text.splitlines()),
        author=said_by[0].author if said_by else (said.get("Author", "").strip() or None),
        source=head.source,
        pages=starts,
        removed=tuple(sorted(removed, key=lambda line: line.line)),
    )


def _unsigned(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[tuple[int, str, Byline]]]:
    """Part the bylines, each with its page and text, from the other paragraphs."""
    kept: list[Paragraph] = []
    signed: list[tuple[int, str, Byline]] = []
    for number, paragraph in enumerate(paragraphs):
        by = byline(paragraph.text) if number < HEAD_PARAGRAPHS else None
        if by is None:
            kept.append(paragraph)
        else:
            signed.append((paragraph.pages[0][1], paragraph.text, by))
    return kept, signed


def _text(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[PageStart, ...]]:
    """Paragraphs with an empty line between them, and where each page begins in that text."""
    parts: list[str] = []
    starts: dict[int, PageStart] = {}
    length = 0
    for paragraph in paragraphs:
        for offset, page in paragraph.pages:
            starts.setdefault(page, PageStart(page, length + offset))
        parts.append(paragraph.text)
        length += len(paragraph.text) + 2
    return "\n\n".join(parts), tuple(starts[page] for page in sorted(starts))
