"""Words where they stand on a page, and the rows they form.

Lengths are points from the page's lower left corner: ``bottom`` is smaller than ``top``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a blank, in one type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the type's box, a little more than its size."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height above the page's foot that words of one row share."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Words side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def middle(self) -> float:
        """The height above the page's foot."""
        return median(word.middle for word in self.words)

    @property
    def height(self) -> float:
        """The height of most of its type."""
        return median(word.height for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``number`` counts the file's pages from 1, ``height`` is the sheet's."""

    number: int
    height: float
    words: tuple[Word, ...]


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return the rows that the words form, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.middle):
        # Half a line below the row's first word is the next row; an index figure is not.
        if rows and rows[-1][0].middle - word.middle < 0.4 * min(rows[-1][0].height, word.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.left))) for row in rows]


def type_height(words: Sequence[Word]) -> float:
    """Return the height of the type that most characters stand in; 0 for no words."""
    heights: dict[float, int] = {}
    for word in words:
        rounded = round(word.height, 1)
        heights[rounded] = heights.get(rounded, 0) + len(word.text)
    return max(heights, key=lambda height: heights[height]) if heights else 0.0
