"""From rows in reading order to paragraphs, each knowing where new pages begin in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.readers.printed.columns import columns_of
from index.readers.printed.hyphens import joined
from index.readers.printed.words import Page, Row, Word

_INDENT = 0.4
"""How far a paragraph's first line stands in at least, in heights of the type."""
_SPACE = 1.35
"""From which multiple of the usual line distance on a gap parts paragraphs."""
_TYPE = 0.06
"""From which part of its height on a type differs from another."""
_LOOK_BACK = 3
"""How many paragraphs back a sentence may have been broken."""
_SENTENCE_END = re.compile(r"[.!?:][“”\"«»)]*$")


@dataclass(slots=True)
class Paragraph:
    """Joined lines; ``pages`` holds (offset in ``text``, page) where a new page begins."""

    text: str
    height: float
    bold: bool
    pages: list[tuple[int, int]] = field(default_factory=list)

    def take(self, row: Row, page: int) -> None:
        """Take the next line in."""
        after = joined(self.text, row.text)
        if page != self.pages[-1][1]:
            self.pages.append((len(after) - len(row.text), page))
        self.text = after


@dataclass(frozen=True, slots=True)
class Line:
    """A row, its page, and whether it must begin a paragraph or belongs to the one before."""

    row: Row
    page: int
    begins: bool


def paragraphs_of(lines: Iterable[Line]) -> list[Paragraph]:
    """Return the paragraphs that lines in reading order form.

    A paragraph begins with an indented line, below a gap, and where the type changes; it goes on
    over the end of a column and of a page, and behind a caption in other type that breaks a
    sentence.
    """
    found: list[Paragraph] = []
    for line in lines:
        row = line.row
        open_one = None if line.begins else _open_paragraph(found, row)
        if open_one is None:
            found.append(Paragraph(row.text, row.height, row.bold, [(0, line.page)]))
        else:
            open_one.take(row, line.page)
    return found


def _open_paragraph(found: Sequence[Paragraph], row: Row) -> Paragraph | None:
    """The paragraph that this line goes on with: the last one, or one that a caption broke."""
    for paragraph in found[: -_LOOK_BACK - 1 : -1]:
        if _same_type(paragraph, row):
            goes_on = paragraph is found[-1] or not _SENTENCE_END.search(paragraph.text)
            return paragraph if goes_on else None
    return None


def without(page: Page, rows: Sequence[Row]) -> Page:
    """Return the page without these rows."""
    gone = {id(word) for row in rows for word in row.words}
    kept: tuple[Word, ...] = tuple(word for word in page.words if id(word) not in gone)
    return Page(page.number, page.height, kept)


def lines_of(pages: Sequence[Page]) -> Iterator[Line]:
    """Yield the rows of pages whose furniture is gone, in reading order."""
    for page in pages:
        for block in columns_of(page.words):
            left = _left_edge(block)
            distances = [above.middle - row.middle for above, row in pairwise(block)]
            usual = median(distances) if distances else 0.0
            before: Row | None = None
            for row in block:
                indented = left is not None and row.left - left > _INDENT * row.height
                apart = before is not None and before.middle - row.middle > _SPACE * usual
                yield Line(row, page.number, indented or apart)
                before = row


def _left_edge(block: Sequence[Row]) -> float | None:
    """Where the block's lines begin; None where they are set to no common edge."""
    edge = min(row.left for row in block)
    at_edge = sum(row.left - edge < 1 for row in block)
    return edge if at_edge * 3 >= len(block) else None


def _same_type(paragraph: Paragraph, row: Row) -> bool:
    differs = abs(paragraph.height - row.height) > _TYPE * paragraph.height
    return not differs and paragraph.bold == row.bold
