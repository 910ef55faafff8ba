"""The table of figures: one row a figure, beside what it is compared with."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class TableRow(Protocol):
    """A line of a table; all rows of one table have the same head."""

    @property
    def head(self) -> Sequence[str]:
        """The columns' titles."""
        ...

    @property
    def cells(self) -> Sequence[str]:
        """One text a column."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; an empty text is an empty cell, ``met`` is None where nothing is wanted."""

    figure: str
    ours: str
    beside: str = ""
    ratio: str = ""
    wanted: str = ""
    met: bool | None = None
    n: str = ""

    @property
    def head(self) -> Sequence[str]:
        """The columns' titles."""
        return ("Figure", "Fundstelle", "Beside it", "Ratio", "Wanted", "Met", "n")

    @property
    def cells(self) -> Sequence[str]:
        """One text a column."""
        shown = (self.figure, self.ours, self.beside, self.ratio, self.wanted)
        return (*shown, _mark(met=self.met), self.n)


class SkippedError(Exception):
    """A figure can't be measured here; the message says what is missing and what to type."""


def markdown(rows: Sequence[TableRow]) -> str:
    """Return the rows, at least one, as a Markdown table."""
    head = rows[0].head
    lines = [head, ["---"] * len(head), *(row.cells for row in rows)]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def median(values: Sequence[float]) -> float:
    """Return the median; ValueError for no values, because unknown is not zero."""
    if not values:
        raise ValueError("there is no median of nothing")
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` (0 to 1) of the values do not exceed."""
    if not values or not 0 < share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    ordered = sorted(values)
    # Whole parts of 10,000: .95 * 20 is a little more than 19 in floating point.
    return ordered[-(-round(share * 10_000) * len(ordered) // 10_000) - 1]


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Return the median with the least and the greatest value behind it."""
    if len(values) == 1:
        return f"{values[0]:.{digits}f}"
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _mark(*, met: bool | None) -> str:
    if met is None:
        return ""
    return "yes" if met else "**no**"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
