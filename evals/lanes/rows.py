"""JSON lines of sets made by others; what is wrong is named by file, line and field."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.dataset.reading import read_lines
from index.errors import FundstelleError


class LaneFileError(FundstelleError):
    """A line of a named file is not what the lane reads."""

    code = "lane_file"


def rows_of(path: Path, fields: Mapping[str, type]) -> Iterator[dict[str, Any]]:
    """Yield the rows; ``fields`` are those that every row must have, with their types.

    Raises QuestionsError for a file that is missing or no text, LaneFileError for a bad line.
    """
    for number, line in enumerate(read_lines(path), start=1):
        if line.strip():
            yield _row(line, fields, f"{path}:{number}")


def _row(line: str, fields: Mapping[str, type], place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LaneFileError(f"{place} is no JSON. Write one object a line.") from error
    if not isinstance(row, dict):
        raise LaneFileError(f"{place} is no object. Write one object a line.")
    for name, kind in fields.items():
        if name not in row:
            raise LaneFileError(f'{place} has no "{name}".')
        if not isinstance(row[name], kind):
            said = type(row[name]).__name__
            raise LaneFileError(f'{place}: "{name}" must be a {kind.__name__}, not {said}.')
    return row
