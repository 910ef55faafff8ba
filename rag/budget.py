"""How much a model is given to read, by where it runs."""

from dataclasses import dataclass

from rag.models.base import LanguageModel

_ANSWER_TOKENS = 400
"""Kept free of the context for the answer."""


@dataclass(frozen=True, slots=True)
class Budget:
    """``looks`` passages are looked at, ``windows`` of them answered from.

    ``prompt_tokens`` is the most that a draft's prompt may take, instructions included.
    """

    looks: int
    windows: int
    prompt_tokens: int


def budget_of(model: LanguageModel) -> Budget:
    """Return the budget: two cores read some 40 tokens a second, an Ollama is thought faster."""
    room = max(model.context_tokens - _ANSWER_TOKENS, model.context_tokens // 2)
    if model.served_by == "ollama":
        return Budget(looks=6, windows=4, prompt_tokens=min(room, 2400))
    return Budget(looks=5, windows=2, prompt_tokens=min(room, 900))
