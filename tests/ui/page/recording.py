"""Answers of the real model, recorded as the events that the page got, and played again.

`python tests/ui/page/recording.py DATA FOLDER NAME=QUESTION...` records: DATA is a data folder with
an index of `corpus/`, FOLDER where the recordings go.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rag.assemble import open_assistant
from rag.errors import StoppedError
from rag.records import (
    Answered,
    AskEvent,
    Checked,
    Checking,
    DraftPiece,
    Found,
    Looking,
    Query,
    Queued,
    ReadingPrompt,
)
from rag.settings import load_settings

_KINDS: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind)
    for kind in (Answered, Checked, Checking, DraftPiece, Found, Looking, Queued, ReadingPrompt)
}


def recorded(path: Path) -> list[tuple[float, AskEvent]]:
    """Return the events with the seconds since the question."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (line["at"], _KINDS[line["kind"]].validate_python(line["event"]))
        for line in map(json.loads, lines)
    ]


def question_of(path: Path) -> str:
    """Return the question that was asked."""
    for _, event in recorded(path):
        if isinstance(event, Answered):
            return event.answer.query.question
    raise AssertionError(f"{path} does not end")


def replayed(
    path: Path, stop: threading.Event, *, speed: float, query: Query
) -> Iterator[AskEvent]:
    """Yield the events again, ``speed`` times as fast; raises StoppedError as the real one does.

    The answer's query is the one that was asked now: what else was searched for, and the filters.
    """
    before = 0.0
    for at, event in recorded(path):
        if stop.wait((at - before) / speed):
            raise StoppedError("Stopped.")
        before = at
        if isinstance(event, Answered):
            yield Answered(replace(event.answer, query=query))
        else:
            yield event


def record(data: Path, folder: Path, questions: dict[str, str]) -> None:
    """Ask the real model and write a recording a question."""
    settings = load_settings({}, overrides={"data": str(data), "model": "embedded"})
    assistant = open_assistant(settings, with_chroma=False)
    folder.mkdir(exist_ok=True)
    for name, question in questions.items():
        began = time.monotonic()
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for event in assistant.assistant.stream(question):
                kind = type(event).__name__
                line = {
                    "at": round(time.monotonic() - began, 2),
                    "kind": kind,
                    "event": _KINDS[kind].dump_python(event, mode="json"),
                }
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    assistant.close()


if __name__ == "__main__":
    record(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        dict(argument.split("=", 1) for argument in sys.argv[3:]),
    )
