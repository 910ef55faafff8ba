"""Timing two engines in turn on the same prompts."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.models.base import Finished, Generation, LanguageModel, Message, Token

Ask = Callable[[Sequence[Message]], float]
"""Answers one prompt to its end and returns the seconds to the first token."""

OPTIONS = Generation(max_tokens=4)


@dataclass(slots=True)
class Product:
    """The product's own engine, timed; ``prompt_tokens`` are those of the last prompt."""

    model: LanguageModel
    prompt_tokens: int = 0

    def ask(self, messages: Sequence[Message]) -> float:
        """Return the seconds to the first token; RuntimeError where none came."""
        first = None
        started = time.perf_counter()
        for event in self.model.stream(messages, OPTIONS, threading.Event()):
            if isinstance(event, Token) and first is None:
                first = time.perf_counter() - started
            if isinstance(event, Finished):
                self.prompt_tokens = event.prompt_tokens
        if first is None:
            raise RuntimeError("the model said nothing")
        return first


def in_turn(
    ours: Ask, bare: Ask, prompts: Iterator[Sequence[Message]], runs: int
) -> dict[str, list[float]]:
    """Ask both ``runs`` times, each time a new prompt; a first pair warms up and is not counted."""
    seconds: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(runs + 1):
        pair = [("ours", ours), ("bare", bare)]
        for name, ask in pair if number % 2 == 0 else pair[::-1]:
            taken = ask(next(prompts))
            if number > 0:
                seconds[name].append(taken)
    return seconds
