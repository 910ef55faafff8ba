"""How much a model is given to read and to write, by where it runs."""

from dataclasses import dataclass

from rag.models.base import LanguageModel

_ANSWER_TOKENS = 400
"""Kept free of the context for the answer."""


@dataclass(frozen=True, slots=True)
class Budget:
    """``looks`` passages are looked at, ``windows`` of them as a whole, and answered from.

    ``prompt_tokens`` is the most that a draft's prompt may take, instructions included;
    ``sentences`` and ``answer_tokens`` are the most that it may write, and without a sentence a few
    words.
    """

    looks: int
    windows: int
    prompt_tokens: int
    sentences: int
    answer_tokens: int


def budget_of(model: LanguageModel) -> Budget:
    """Return the budget: two cores read some 40 tokens a second, an Ollama is thought faster.

    The embedded model writes a few words: see :func:`rag.prompt.draft_prompt`.
    """
    room = max(model.context_tokens - _ANSWER_TOKENS, model.context_tokens // 2)
    if model.served_by == "ollama":
        return Budget(8, 4, min(room, 2400), sentences=3, answer_tokens=320)
    return Budget(8, 2, min(room, 900), sentences=0, answer_tokens=96)
