"""A language model that counts what a pipeline asks of it."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, cast

from rag.models.base import Event, Finished, Generation, LanguageModel, Message, ServedBy, Token


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of all calls since the last look, and when (``time.monotonic``) the first came."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    first_token: float | None = None


class MeteredModel:
    """Passes everything on to ``model``; what its calls cost is added up until :meth:`take`."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._spent = Spent()

    def take(self) -> Spent:
        """Return what was spent since the last time."""
        spent, self._spent = self._spent, Spent()
        return spent

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    @property
    def served_by(self) -> ServedBy:
        """The model's."""
        return self._model.served_by

    @property
    def context_tokens(self) -> int:
        """The model's."""
        return self._model.context_tokens

    def stream(
        self, messages: Sequence[Message], options: Generation, stop: threading.Event
    ) -> Iterator[Event]:
        """Yield the model's events."""
        with closing(cast("Any", self._model.stream(messages, options, stop))) as events:
            for event in events:
                spent = self._spent
                if isinstance(event, Token) and spent.first_token is None:
                    self._spent = Spent(
                        spent.prompt_tokens, spent.completion_tokens, time.monotonic()
                    )
                elif isinstance(event, Finished):
                    self._spent = Spent(
                        spent.prompt_tokens + event.prompt_tokens,
                        spent.completion_tokens + event.completion_tokens,
                        spent.first_token,
                    )
                yield event

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count as the model does; counting costs nothing."""
        return self._model.count_tokens(messages)

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        """Weigh as the model does; its prompt counts as read."""
        weights = self._model.choose(messages, options, stop)
        spent = self._spent
        self._spent = Spent(
            spent.prompt_tokens + self._model.count_tokens(messages),
            spent.completion_tokens + 1,
            spent.first_token,
        )
        return weights

    def close(self) -> None:
        """Close the model."""
        self._model.close()
