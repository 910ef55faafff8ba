"""The bodies that go to Ollama's /api/chat, and how its answers are read."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.models.base import Event, Finished, Generation, Message, Reason, Token
from rag.models.choices import TOP, Candidate
from rag.models.neutralise import neutralise

_KEEP_ALIVE = "30m"


def chat_body(
    name: str, messages: Sequence[Message], options: Generation, *, context_tokens: int
) -> dict[str, Any]:
    """Return the body of a chat that is answered 400 rather than cut, and does not think aloud."""
    return {
        "model": name,
        "messages": [
            {"role": message.role, "content": neutralise(message.text)} for message in messages
        ],
        "stream": True,
        "truncate": False,
        "shift": False,
        "think": False,
        "keep_alive": _KEEP_ALIVE,
        "options": {
            "num_ctx": context_tokens,
            "num_predict": options.max_tokens,
            "temperature": options.temperature,
            "seed": options.seed,
            "stop": list(options.stop),
        },
    }


def with_weights(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body that also asks for the probabilities of the likeliest tokens."""
    return {**body, "logprobs": True, "top_logprobs": TOP}


def with_stops(body: Mapping[str, Any], stops: Sequence[str]) -> dict[str, Any]:
    """Return the body with the model's own stop sequences, which a request's list replaces."""
    options = body["options"]
    return {**body, "options": {**options, "stop": [*stops, *options["stop"]]}}


def stops_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the stop sequences out of /api/show: lines of ``stop`` and a quoted string."""
    found = []
    for line in str(facts.get("parameters", "")).splitlines():
        key, _, value = line.strip().partition(" ")
        if key == "stop":
            with contextlib.suppress(ValueError):
                found.append(str(json.loads(value.strip())))
    return tuple(found)


class Reply:
    """What one streamed answer has said so far."""

    def __init__(self) -> None:
        self.finished: Finished | None = None
        """Set by the last chunk; without it the server broke off."""
        self.candidates: list[Candidate] = []
        """The likeliest first tokens, where they were asked for."""

    def events(self, chunk: Mapping[str, Any]) -> Iterator[Event]:
        """Take one chunk in and yield its text; what a model thinks is in another field."""
        if text := chunk["message"].get("content"):
            yield Token(text)
        logprobs = chunk.get("logprobs")
        if logprobs and not self.candidates:
            top = logprobs[0].get("top_logprobs") or ()
            self.candidates += [Candidate(each["token"], each["logprob"]) for each in top]
        if chunk.get("done"):
            reason: Reason = "length" if chunk.get("done_reason") == "length" else "stop"
            prompt, written = chunk.get("prompt_eval_count"), chunk.get("eval_count")
            self.finished = Finished(reason, int(prompt or 0), int(written or 0))
