"""Columns in reading order: a page is cut along its white stripes (recursive X-Y cut, Nagy 1984).

A white stripe from top to bottom of a block parts columns; where there is none, the block is cut
across at its widest gap and each half looked at again: below a headline over all columns the
columns begin.
"""

from collections.abc import Callable, Sequence

from index.readers.printed.words import Row, Word, rows_of, type_height

_GUTTER = 0.8
"""The least width of a white stripe between columns, in heights of the type."""
_COLUMN_WIDTH = 5.0
"""The least width of a column, in heights of the type."""
_ROWS = 3
"""The least rows of a column: blanks of two rows may stand below each other by chance."""
_MAX_ROWS = 2000
"""More rows than a printed page has are not cut: the work grows with their square."""


def columns_of(words: Sequence[Word]) -> list[list[Row]]:
    """Return the page's blocks in reading order, each with its rows from top to bottom."""
    rows = rows_of(words)
    if len(rows) > _MAX_ROWS:
        return [rows]
    height = type_height(words)
    return [rows_of(block) for block in _blocks(list(words), height)]


def _blocks(words: list[Word], height: float) -> list[list[Word]]:
    at = _gutter(words, height)
    if at is not None:
        return [
            *_blocks([word for word in words if word.left < at], height),
            *_blocks([word for word in words if word.left >= at], height),
        ]
    across = _widest_gap_across(words)
    if across is None:
        return [words] if words else []
    above = _blocks([word for word in words if word.middle > across], height)
    below = _blocks([word for word in words if word.middle <= across], height)
    # Without a column on either side the cut was needless: the block's left edge, by which
    # indents are seen, is that of the whole.
    return [words] if len(above) == len(below) == 1 else [*above, *below]


def _gutter(words: Sequence[Word], height: float) -> float | None:
    """Where the right one of two columns begins, at the widest stripe between them."""
    stripes = _gaps(words, lambda word: (word.left, word.right))
    for width, _, right in sorted(stripes, reverse=True):
        if width < _GUTTER * height:
            return None
        sides = [w for w in words if w.left < right], [w for w in words if w.left >= right]
        if all(_is_column(side, height) for side in sides):
            return right
    return None


def _is_column(words: Sequence[Word], height: float) -> bool:
    width = max(word.right for word in words) - min(word.left for word in words)
    return width >= _COLUMN_WIDTH * height and len(rows_of(words)) >= _ROWS


def _widest_gap_across(words: Sequence[Word]) -> float | None:
    # The inner half of each box: boxes of neighbouring rows touch.
    gaps = _gaps(
        words,
        lambda word: (word.bottom + 0.25 * word.height, word.top - 0.25 * word.height),
    )
    if not gaps:
        return None
    low, high = min(word.bottom for word in words), max(word.top for word in words)
    # Of equal gaps the middle one: halves, not slices.
    _, below, above = max(
        gaps, key=lambda gap: (round(gap[0]), -abs((gap[1] + gap[2]) - (low + high)))
    )
    return (below + above) / 2


def _gaps(
    words: Sequence[Word], extent: Callable[[Word], tuple[float, float]]
) -> list[tuple[float, float, float]]:
    """Width, begin and end of every stretch along an axis where no word is."""
    gaps: list[tuple[float, float, float]] = []
    reached: float | None = None
    for begin, end in sorted(extent(word) for word in words):
        if reached is not None and begin > reached:
            gaps.append((begin - reached, reached, begin))
        reached = end if reached is None else max(reached, end)
    return gaps
