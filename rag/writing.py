"""The model writes: one prompt, its events on the way, and what came out with what it cost."""

import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rag.errors import StoppedError
from rag.models.base import (
    Finished,
    Generation,
    LanguageModel,
    Message,
    Reading,
    Reason,
    Token,
    Waiting,
)
from rag.records import AskEvent, DraftPiece, Queued, ReadingPrompt

_Result = TypeVar("_Result")
ANSWER = Generation(max_tokens=160, temperature=0.0, deadline_seconds=300)


@dataclass(frozen=True, slots=True)
class Written:
    """The model's own text; ``first_token`` is on the clock of :func:`time.monotonic`."""

    raw: str
    reason: Reason
    prompt_tokens: int
    completion_tokens: int
    first_token: float | None


def write(
    messages: Sequence[Message],
    model: LanguageModel,
    stop: threading.Event,
    options: Generation = ANSWER,
) -> Generator[AskEvent, None, Written]:
    """Yield the model's events as the asker's; raises StoppedError and what the model raises."""
    raw: list[str] = []
    first: float | None = None
    for event in model.stream(messages, options, stop):
        if isinstance(event, Waiting):
            yield Queued(event.position)
        elif isinstance(event, Reading):
            yield ReadingPrompt(event.done, event.total)
        elif isinstance(event, Token):
            first = first or time.monotonic()
            raw.append(event.text)
            yield DraftPiece(event.text)
        elif isinstance(event, Finished):
            if event.reason == "stopped":
                raise StoppedError("Stopped.")
            return Written(
                "".join(raw), event.reason, event.prompt_tokens, event.completion_tokens, first
            )
    raise AssertionError("a model's stream ends with Finished")


def ended(events: Generator[AskEvent, None, _Result]) -> _Result:
    """Run a generator of events to its end, where nobody is told of them, and return its result."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            result: _Result = end.value
            return result
