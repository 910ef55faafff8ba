"""The bodies that llama.cpp's OpenAI-like chat takes, and how its answers are read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.models.base import Event, Finished, Generation, Message, Reading, Reason, Token
from rag.models.choices import TOP, Candidate
from rag.models.neutralise import neutralise


def template_body(messages: Sequence[Message]) -> dict[str, Any]:
    """Return what the chat template is filled with; models that can think aloud do not."""
    return {
        "messages": [
            {"role": message.role, "content": neutralise(message.text)} for message in messages
        ],
        "chat_template_kwargs": {"enable_thinking": False},
    }


def chat_body(messages: Sequence[Message], options: Generation) -> dict[str, Any]:
    """Return the body of a streamed chat that tells how far its prompt is read."""
    return {
        **template_body(messages),
        "max_tokens": options.max_tokens,
        "stop": list(options.stop),
        "temperature": options.temperature,
        "seed": options.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
        "return_progress": True,
        "cache_prompt": True,
    }


def with_weights(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body that also asks for the probabilities of the likeliest tokens."""
    return {**body, "logprobs": True, "top_logprobs": TOP}


class Reply:
    """What one streamed reply has said so far; never raises on a chunk it does not know."""

    def __init__(self) -> None:
        self.error: Mapping[str, Any] | None = None
        self.candidates: list[Candidate] = []
        """The likeliest first tokens, where they were asked for."""
        self._reason: Reason = "stop"
        self._prompt_tokens = 0
        self._completion_tokens = 0

    def events(self, chunk: Mapping[str, Any]) -> Iterator[Event]:
        """Take one chunk in and yield what an asker needs to know of it."""
        self.error = chunk.get("error", self.error)
        if progress := chunk.get("prompt_progress"):
            yield Reading(int(progress["processed"]), int(progress["total"]))
        if usage := chunk.get("usage"):
            self._prompt_tokens = int(usage["prompt_tokens"])
            self._completion_tokens = int(usage["completion_tokens"])
        for choice in chunk.get("choices") or ():
            yield from self._choice(choice)

    def finished(self) -> Finished:
        """Return how it ended and what it took, once every chunk is in."""
        return Finished(self._reason, self._prompt_tokens, self._completion_tokens)

    def _choice(self, choice: Mapping[str, Any]) -> Iterator[Event]:
        if choice.get("finish_reason") == "length":
            self._reason = "length"
        content = (choice.get("logprobs") or {}).get("content")
        if content and not self.candidates:
            top = content[0]["top_logprobs"]
            self.candidates += [Candidate(each["token"], float(each["logprob"])) for each in top]
        # A model that thinks aloud does so in another field, which nobody needs here.
        if text := (choice.get("delta") or {}).get("content"):
            yield Token(text)
