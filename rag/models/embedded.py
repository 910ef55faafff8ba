"""ADAPTER xllamacpp: a GGUF file read by llama.cpp in this process.

The chat template is the file's own. xllamacpp also listens on loopback, where we ask it for token
counts; a random key keeps the machine's other users out.
"""

import http.client
import os
import secrets
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from rag.errors import (
    ContextTooSmallError,
    ModelFilesError,
    ModelUnavailableError,
)
from rag.models.base import (
    CONTEXT_TOKENS,
    Event,
    Generation,
    Message,
    ServedBy,
)
from rag.models.choices import weighed
from rag.models.llama_chat import Reply, chat_body, template_body, with_weights
from rag.models.loopback import post
from rag.models.relay import Ending, relay, with_ending
from rag.models.turns import Turns

# A prompt is read in batches, and only between two of them can it be stopped. 64 costs the same
# processor time a token as llama.cpp's own 512 on two cores; 32 costs a tenth more.
_BATCH_TOKENS = 64
_CACHED_PROMPTS_MIB = 256


class _Server(Protocol):
    listening_address: str

    def handle_chat_completions(
        self, body: Mapping[str, Any], callback: Callable[[Mapping[str, Any]], bool]
    ) -> object: ...


class EmbeddedModel:
    """One model for all askers of this process, who are served in the order they come."""

    served_by: ServedBy = "embedded"

    def __init__(
        self, name: str, path: Path, *, threads: int = 0, context_tokens: int = CONTEXT_TOKENS
    ) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self._path = path
        self._threads = threads
        self._key = secrets.token_hex(16)
        self._turns = Turns()
        self._loading = threading.Lock()
        self._server: _Server | None = None

    def load(self) -> None:
        """Read the weights now (seconds) and not at the first question; raises ModelFilesError."""
        self._loaded()

    def close(self) -> None:
        """Forget the weights; whoever is being served is served to the end."""
        with self._loading:
            self._server = None

    def stream(
        self, messages: Sequence[Message], options: Generation, stop: threading.Event
    ) -> Iterator[Event]:
        """Yield waiting, reading, tokens and the end: see :class:`LanguageModel`."""
        body = chat_body(messages, options)
        return with_ending(self._served(body, Reply(), stop, options.deadline_seconds))

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        """Weigh the options by the logprobs of one token: see :class:`LanguageModel`."""
        one = Generation(max_tokens=1)
        reply = Reply()
        asked = threading.Event() if stop is None else stop
        body = with_weights(chat_body(messages, one))
        served = self._served(body, reply, asked, one.deadline_seconds)
        return weighed(with_ending(served), reply.candidates, options, name=self.name)

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count exactly: the file's own template, the file's own tokeniser."""
        return len(self.prompt_tokens(messages))

    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]:
        """Return the token ids that the model would read, template included."""
        prompt = self._ask("/apply-template", template_body(messages))["prompt"]
        tokens = self._ask("/tokenize", {"content": prompt, "parse_special": True})["tokens"]
        return [int(token) for token in tokens]

    def _served(
        self, body: Mapping[str, Any], reply: Reply, stop: threading.Event, seconds: float
    ) -> Generator[Event, None, Ending]:
        if not (yield from self._turns.take(stop)):
            return "stopped"
        cancelled = threading.Event()

        def work(emit: Callable[[Event], None]) -> None:
            # The turn ends when the engine is free, not when the asker went away.
            try:
                self._run(body, reply, emit, cancelled)
            finally:
                self._turns.give_back()

        return (yield from relay(work, stop=stop, seconds=seconds, cancel=cancelled.set))

    def _run(
        self,
        body: Mapping[str, Any],
        reply: Reply,
        emit: Callable[[Event], None],
        cancelled: threading.Event,
    ) -> None:
        server = self._loaded()

        def take(chunk: Mapping[str, Any]) -> bool:
            # Whatever is raised in here is swallowed by xllamacpp; True cancels.
            for event in reply.events(chunk):
                emit(event)
            # When the program ends, nobody is left to cancel.
            return cancelled.is_set() or not threading.main_thread().is_alive()

        if not cancelled.is_set():
            server.handle_chat_completions(body, take)
        if cancelled.is_set():
            return
        if reply.error:
            raise self._refused(reply.error)
        emit(reply.finished())

    def _refused(self, error: Mapping[str, Any]) -> ContextTooSmallError | ModelUnavailableError:
        if error.get("type") == "exceed_context_size_error":
            return ContextTooSmallError(
                f"The prompt has {error.get('n_prompt_tokens')} tokens, but the context of "
                f"{self.name} has {self.context_tokens}. Ask a shorter question."
            )
        return ModelUnavailableError(f"The model {self.name} failed: {error.get('message')}")

    def _loaded(self) -> _Server:
        with self._loading:
            if self._server is None:
                self._server = self._start()
            return self._server

    def _start(self) -> _Server:
        import xllamacpp

        threads = self._threads if self._threads else _usable_threads()
        params = xllamacpp.CommonParams()
        params.model.path = str(self._path)
        params.n_ctx = self.context_tokens
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = _BATCH_TOKENS
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        params.cache_ram_mib = _CACHED_PROMPTS_MIB
        params.api_keys = [self._key]
        params.ui = params.endpoint_slots = params.endpoint_props = False
        params.warmup = False
        params.verbosity = 0
        try:
            server: _Server = xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelFilesError(
                f"llama.cpp can't load {self._path}: it is no GGUF file that it knows, incomplete, "
                "or larger than the free memory. Choose another with --model, see "
                "`fundstelle models`."
            ) from error
        return server

    def _ask(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            status, answer = post(self._loaded().listening_address, path, body, key=self._key)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ModelUnavailableError(
                f"The embedded model {self.name} does not answer its own program ({error}). "
                "Start it again."
            ) from error
        if status != 200:
            raise self._refused(answer.get("error", {"message": f"status {status}"}))
        return answer


def _usable_threads() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
