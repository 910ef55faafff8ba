"""ADAPTER ollama: a model served by Ollama, through its native API.

By itself Ollama cuts a prompt that is too long and says nothing; every request forbids that, and
what the server counted is compared with what was sent.
"""

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any, cast

import httpx
import ollama

from rag.errors import ContextTooSmallError, ModelUnavailableError
from rag.models.base import CONTEXT_TOKENS, Event, Finished, Generation, Message, ServedBy
from rag.models.choices import weighed
from rag.models.estimate import TokenEstimate
from rag.models.ollama_chat import Reply, chat_body, stops_of, with_stops, with_weights
from rag.models.ollama_errors import connected, is_loopback, refusal, refuse_remote
from rag.models.relay import Ending, relay, with_ending
from rag.models.wire import Wire

_CONNECT_SECONDS = 3.0
_SILENCE_SECONDS = 120.0
_LOOK_SECONDS = 10.0


class _Client(ollama.Client):
    """The package's client, with what it has no arguments for."""

    def facts(self, name: str, seconds: float) -> Mapping[str, Any]:
        """Return all of /api/show; the package's record drops where a remote model runs."""
        reply: httpx.Response = self._request_raw(  # type: ignore[no-untyped-call]
            "POST", "/api/show", json={"model": name}, timeout=seconds
        )
        return cast("Mapping[str, Any]", reply.json())

    def chunks(
        self, body: Mapping[str, Any], wire: Wire
    ) -> Generator[ollama.ChatResponse, None, None]:
        """Stream a chat whose flags ``chat`` does not know, over a connection that can be cut."""
        chunks = self._request(
            ollama.ChatResponse,
            "POST",
            "/api/chat",
            json=body,
            stream=True,
            extensions={"trace": wire.trace},
        )
        return cast("Generator[ollama.ChatResponse, None, None]", chunks)


class OllamaModel:
    """A chat model behind an Ollama server, which queues its askers itself."""

    served_by: ServedBy = "ollama"

    def __init__(
        self,
        name: str,
        url: str,
        *,
        allow_remote: bool = False,
        context_tokens: int = CONTEXT_TOKENS,
    ) -> None:
        self.name = name
        self.url = url
        self.context_tokens = context_tokens
        self._allow_remote = allow_remote
        self._estimate = TokenEstimate()
        self._stops: tuple[str, ...] | None = None
        self._client = _Client(
            host=url,
            timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
            # Each answer has its own connection, so that stopping one can't cut another.
            limits=httpx.Limits(max_keepalive_connections=0),
            # A company's proxy must not be asked for this machine, nor a redirect take text away.
            trust_env=not is_loopback(url),
            follow_redirects=False,
        )

    def check(self, *, seconds: float = _LOOK_SECONDS) -> None:
        """Make sure, once and before any text is sent, that the model is there and not remote.

        Raises ModelUnavailableError, after ``seconds`` where nothing answers.
        """
        if not self._allow_remote:
            # What the name says needs no request, and no server that knows better.
            refuse_remote(self.name, {})
        if self._stops is None:
            with _explained(self.name, self.url):
                facts = self._client.facts(self.name, seconds)
            if not self._allow_remote:
                refuse_remote(self.name, facts)
            self._stops = stops_of(facts)

    def close(self) -> None:
        """Nothing is held here; the server keeps the model for half an hour."""

    def stream(
        self, messages: Sequence[Message], options: Generation, stop: threading.Event
    ) -> Iterator[Event]:
        """Yield tokens and the end: see :class:`LanguageModel`."""
        body = chat_body(self.name, messages, options, context_tokens=self.context_tokens)
        chat = self._chat(messages, body, Reply(), stop, options.deadline_seconds)
        return with_ending(chat)

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        """Weigh the options by the logprobs of one token: see :class:`LanguageModel`."""
        one = Generation(max_tokens=1)
        body = chat_body(self.name, messages, one, context_tokens=self.context_tokens)
        reply = Reply()
        asked = threading.Event() if stop is None else stop
        chat = self._chat(messages, with_weights(body), reply, asked, one.deadline_seconds)
        return weighed(with_ending(chat), reply.candidates, options, name=self.name)

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Estimate, on the high side; better after the first answers."""
        return self._estimate.tokens(messages)

    def _chat(
        self,
        messages: Sequence[Message],
        body: Mapping[str, Any],
        reply: Reply,
        stop: threading.Event,
        seconds: float,
    ) -> Generator[Event, None, Ending]:
        wire = Wire()

        def work(emit: Callable[[Event], None]) -> None:
            try:
                self.check()
                emit(self._read(messages, body, reply, wire, emit))
            except ModelUnavailableError:
                # A connection that we cut ourselves is no failure.
                if not wire.is_cut:
                    raise

        return relay(work, stop=stop, seconds=seconds, cancel=wire.cut)

    def _read(
        self,
        messages: Sequence[Message],
        body: Mapping[str, Any],
        reply: Reply,
        wire: Wire,
        emit: Callable[[Event], None],
    ) -> Finished:
        stops = () if self._stops is None else self._stops
        with (
            _explained(self.name, self.url),
            contextlib.closing(self._client.chunks(with_stops(body, stops), wire)) as chunks,
        ):
            for chunk in chunks:
                for event in reply.events(chunk.model_dump()):
                    emit(event)
        if reply.finished is None:
            raise ModelUnavailableError(
                f"The Ollama server at {self.url} broke off in the middle of its answer. Ask again."
            )
        self._compare(messages, reply.finished.prompt_tokens)
        return reply.finished

    def _compare(self, messages: Sequence[Message], prompt_tokens: int) -> None:
        estimated = self._estimate.tokens(messages)
        # A server too old for the flags cuts a prompt to its context, or drops whole messages.
        dropped = estimated > self.context_tokens and prompt_tokens * 2 < estimated
        if prompt_tokens >= self.context_tokens or dropped:
            raise ContextTooSmallError(
                f"Ollama has cut the prompt to the context of {self.name}. Ask a shorter question, "
                "and update Ollama."
            )
        self._estimate.learn(messages, prompt_tokens)


@contextlib.contextmanager
def _explained(name: str, url: str) -> Iterator[None]:
    try:
        with connected(url):
            yield
    except ollama.ResponseError as error:
        raise refusal(name, url, said=error.error, status=error.status_code) from error
