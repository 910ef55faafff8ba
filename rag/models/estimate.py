"""Guesses how many tokens a prompt has, where the server has no tokeniser to ask."""

from collections.abc import Sequence

from rag.models.base import Message

# German, Chinese and Russian differ threefold in characters a token, but little in UTF-8 bytes:
# 3.1 to 5.5 for the models' usual vocabularies. The low end, because too many is safe.
_BYTES_PER_TOKEN = 3.0
_LEAST, _MOST = 1.5, 6.0
_TOKENS_PER_MESSAGE = 5
# Shorter prompts are mostly template and would teach nothing.
_LEARNABLE_BYTES = 400


class TokenEstimate:
    """Bytes of text for each token, corrected by what a server reports of real prompts."""

    def __init__(self) -> None:
        self.bytes_per_token = _BYTES_PER_TOKEN

    def tokens(self, messages: Sequence[Message]) -> int:
        """Return the guess, template included."""
        template = _TOKENS_PER_MESSAGE * (len(messages) + 1)
        return template + round(_bytes(messages) / self.bytes_per_token)

    def learn(self, messages: Sequence[Message], tokens: int) -> None:
        """Move halfway to what a prompt of these messages was counted as."""
        size = _bytes(messages)
        text_tokens = tokens - _TOKENS_PER_MESSAGE * (len(messages) + 1)
        if size < _LEARNABLE_BYTES or text_tokens <= 0:
            return
        seen = min(max(size / text_tokens, _LEAST), _MOST)
        self.bytes_per_token = (self.bytes_per_token + seen) / 2


def _bytes(messages: Sequence[Message]) -> int:
    return sum(len(message.text.encode("utf-8", "replace")) for message in messages)
