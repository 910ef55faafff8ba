"""What the product needs of a language model, whichever engine serves it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

CONTEXT_TOKENS = 4096
"""Prompt and answer together: our prompts are short, and a large context costs memory."""

Role = Literal["system", "user", "assistant"]
ServedBy = Literal["ollama", "embedded"]
Reason = Literal["stop", "length", "time", "stopped"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat; engines neutralise chat-template tokens in ``text`` themselves."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Generation:
    """How an answer is written; the time limit counts from when the model begins with it."""

    max_tokens: int = 256
    stop: tuple[str, ...] = ()
    temperature: float = 0.0
    seed: int = 0
    deadline_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Others are before this asker; ``position`` counts from 1: 1 is next."""

    position: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How many tokens of the prompt are read; Ollama does not say, so it never yields one."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer, never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Always the last event, once; for ``time`` and ``stopped`` the counts are what was seen."""

    reason: Reason
    prompt_tokens: int
    completion_tokens: int


Event = Waiting | Reading | Token | Finished


class LanguageModel(Protocol):
    """A chat model that streams, counts its tokens and can weigh given replies."""

    @property
    def name(self) -> str:
        """The model's name as a user would type it."""
        ...

    @property
    def served_by(self) -> ServedBy:
        """Which engine it runs in."""
        ...

    @property
    def context_tokens(self) -> int:
        """Prompt and answer together, in tokens."""
        ...

    def stream(
        self, messages: Sequence[Message], options: Generation, stop: threading.Event
    ) -> Iterator[Event]:
        """Yield what happens, :class:`Finished` last; closing the iterator ends the work.

        Setting ``stop`` (from any thread) ends it too, within a second, also while waiting or
        while the prompt is read. Raises ContextTooSmallError for a prompt that does not fit (it
        is never cut) and ModelUnavailableError for a model that does not answer or dies.
        """
        ...

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the prompt's tokens, template included; exact if embedded, estimated in Ollama."""
        ...

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        """Weigh short replies by the next token's probabilities: one share each, sum 1, none 0.

        Raises StoppedError when ``stop`` is set, and what :meth:`stream` raises.
        """
        ...

    def close(self) -> None:
        """Give back what the model holds; it is loaded again at its next use."""
        ...
