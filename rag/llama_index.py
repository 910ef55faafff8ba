"""ADAPTER LlamaIndex: our language models as its ``LLM``.

For who builds with LlamaIndex; its global ``Settings`` are never touched. Importing it takes
seconds: nothing of the product itself does.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from typing import Any, TypeVar, cast

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback
from llama_index.core.llms.custom import CustomLLM

from rag.errors import QuestionError
from rag.models.base import Finished, Generation, LanguageModel, Message, Role, Token

_T = TypeVar("_T")
_ROLES: dict[MessageRole, Role] = {
    MessageRole.SYSTEM: "system",
    MessageRole.DEVELOPER: "system",
    MessageRole.USER: "user",
    MessageRole.ASSISTANT: "assistant",
    MessageRole.CHATBOT: "assistant",
    MessageRole.MODEL: "assistant",
}


class FundstelleLLM(CustomLLM):
    """Any language model of the product, embedded or in Ollama.

    ``options`` is how it writes; ``max_tokens``, ``temperature``, ``seed``, ``stop`` and
    ``deadline_seconds`` may also be given with a call. Raises what the model raises, and
    QuestionError for a message that is neither system's, user's nor assistant's.
    """

    _model: LanguageModel = PrivateAttr()
    _options: Generation = PrivateAttr()

    def __init__(self, model: LanguageModel, *, options: Generation | None = None) -> None:
        super().__init__()
        self._model = model
        self._options = Generation() if options is None else options

    @classmethod
    def class_name(cls) -> str:
        """Name it in LlamaIndex's caches."""
        return "FundstelleLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex packs its prompts by."""
        return LLMMetadata(
            # LlamaIndex fills the window by another model's token counts: an eighth is kept free.
            context_window=self._model.context_tokens * 7 // 8,
            num_output=self._options.max_tokens,
            is_chat_model=True,
            model_name=self._model.name,
        )

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:  # noqa: ANN401
        """Answer the last of the messages."""
        return _last(self._chat(messages, kwargs))

    @llm_chat_callback()
    def stream_chat(
        self,
        messages: Sequence[ChatMessage],
        **kwargs: Any,  # noqa: ANN401
    ) -> ChatResponseGen:
        """Answer the last of the messages piece by piece."""
        return cast("ChatResponseGen", self._chat(messages, kwargs))

    @llm_completion_callback()
    def complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: FBT001, FBT002 - LlamaIndex's signature
        **kwargs: Any,  # noqa: ANN401
    ) -> CompletionResponse:
        """Answer the prompt, which is sent as a user's message."""
        del formatted
        return _last(self._complete(prompt, kwargs))

    @llm_completion_callback()
    def stream_complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: FBT001, FBT002 - LlamaIndex's signature
        **kwargs: Any,  # noqa: ANN401
    ) -> CompletionResponseGen:
        """Answer the prompt piece by piece."""
        del formatted
        return cast("CompletionResponseGen", self._complete(prompt, kwargs))

    def _chat(
        self, messages: Sequence[ChatMessage], given: dict[str, Any]
    ) -> Iterator[ChatResponse]:
        for text, delta, raw in self._written([_message(each) for each in messages], given):
            said = ChatMessage(role=MessageRole.ASSISTANT, content=text)
            yield ChatResponse(message=said, delta=delta, raw=raw)

    def _complete(self, prompt: str, given: dict[str, Any]) -> Iterator[CompletionResponse]:
        for text, delta, raw in self._written([Message("user", prompt)], given):
            yield CompletionResponse(text=text, delta=delta, raw=raw)

    def _written(
        self, messages: Sequence[Message], given: dict[str, Any]
    ) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
        """Yield all text so far, what is new in it, and at the end how it ended."""
        options = replace(self._options, **given)
        events = self._model.stream(messages, options, threading.Event())
        text = ""
        with closing(cast("Any", events)):
            for event in events:
                if isinstance(event, Token):
                    text += event.text
                    yield text, event.text, None
                elif isinstance(event, Finished):
                    yield text, "", asdict(event)


def _message(message: ChatMessage) -> Message:
    role = _ROLES.get(message.role)
    if role is None:
        raise QuestionError(
            f"A message of role {message.role.value!r} can't be sent to this model. "
            "Send it as system, user or assistant."
        )
    return Message(role, message.content or "")


def _last(items: Iterator[_T]) -> _T:
    *_, last = items
    return last
