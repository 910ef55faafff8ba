"""Many questions, one a line: results in input order, written as they come; a bad line is told."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import FundstelleError
from index.records import Filters
from rag.as_json import Object, error_json
from rag.errors import QuestionError, StoppedError
from ui.command.failures import DONE, PARTLY
from ui.command.output import Status, say_json

STANDARD_INPUT = "-"
_FILTERS = ("since", "until", "source", "article")


class BatchLineError(FundstelleError):
    """A line of a batch that is no question."""

    code = "batch_line"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One question of a batch; what the line does not say comes from the flags."""

    question: str
    language: str | None
    history: Sequence[Mapping[str, str]]
    filters: Filters


@contextmanager
def opened_batch(place: str) -> Iterator[BinaryIO]:
    """Open the batch, before anything heavy is loaded for it."""
    if place == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = Path(place).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise FundstelleError(
            f"The batch {place} can't be read ({error.strerror}). Name a file of JSON lines, or -."
        ) from error
    with file:
        yield file


def run_batch(
    lines: BinaryIO,
    answer: Callable[[BatchLine], Object],
    *,
    language: str | None,
    filters: Filters,
) -> int:
    """Answer line by line and return the exit code; empty lines are passed over."""
    failed = False
    status = Status()
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        status.show(f"line {number} ...")
        name: object = None
        try:
            fields = _fields(raw, number)
            name = fields.get("id")
            result = answer(_line(fields, number, language, filters))
        except StoppedError:
            raise
        except FundstelleError as error:
            failed = True
            result = {**error_json(error.code, str(error)), "id": name}
        else:
            result = result if name is None else {**result, "id": name}
        status.clear()
        say_json(result)
    return PARTLY if failed else DONE


def _fields(raw: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    # RecursionError: brackets nested a thousand deep.
    except (ValueError, RecursionError) as error:
        raise BatchLineError(
            f'Line {number} is no JSON. Write {{"id": ..., "question": ...}}.'
        ) from error
    if not isinstance(fields, dict):
        raise BatchLineError(f'Line {number} is no object. Write {{"id": ..., "question": ...}}.')
    return fields


def _line(
    fields: Mapping[str, Any], number: int, language: str | None, filters: Filters
) -> BatchLine:
    if not isinstance(fields.get("question"), str):
        raise QuestionError(f'Line {number} has no "question", which must be a text.')
    own = {name: fields[name] for name in ("language", *_FILTERS) if fields.get(name)}
    for name, value in own.items():
        if not isinstance(value, str):
            raise BatchLineError(f'Line {number}: "{name}" must be a text, not {value!r}.')
    undated = fields.get("undated", filters.undated)
    if not isinstance(undated, bool):
        raise BatchLineError(f'Line {number}: "undated" must be true or false, not {undated!r}.')
    return BatchLine(
        question=fields["question"],
        language=own.get("language", language),
        history=_history(fields, number),
        filters=Filters(
            since=own.get("since", filters.since),
            until=own.get("until", filters.until),
            source=own.get("source", filters.source),
            article=own.get("article", filters.article),
            undated=undated,
        ),
    )


def _history(fields: Mapping[str, Any], number: int) -> tuple[Mapping[str, str], ...]:
    """Return the turns before the question; a bare text among them is a question, too."""
    given = fields.get("history") or []
    turns = given if isinstance(given, list) else [given]
    found = tuple({"role": "user", "content": t} if isinstance(t, str) else t for t in turns)
    for turn in found:
        whole = isinstance(turn, dict) and turn.get("role") in ("user", "assistant")
        if not whole or not isinstance(turn.get("content"), str):
            raise BatchLineError(
                f'Line {number}: "history" must be a list of {{"role": "user" or "assistant", '
                '"content": a text}.'
            )
    return found
