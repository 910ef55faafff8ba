"""The prompt: short, because a small model on two cores reads some 40 tokens a second."""

from collections.abc import Callable, Sequence

from rag.evidence import Window
from rag.models.base import Message
from rag.records import Query
from rag.texts import language_name

EVIDENCE_TOKENS = 600
NO_ANSWER = "NO ANSWER"
# A fixed prefix is read once and then cached by the engine, so all that varies comes last.
# No examples: figures out of them turn up in answers (DESIGN.md 3).
_SYSTEM = (
    "You answer questions about German newspaper articles. Use only the texts below the question. "
    "Keep names, figures and dates exactly as they are there. Answer in one or two short, complete "
    f"sentences. If the texts do not answer the question, reply only {NO_ANSWER}."
)


def build_prompt(query: Query, windows: Sequence[Window]) -> list[Message]:
    """Return the messages for a question over these windows, numbered from 1."""
    texts = "\n".join(f"{number}. {window.text}" for number, window in enumerate(windows, start=1))
    name = language_name(query.answer_language)
    language = "the language of the question" if name is None else name
    return [
        Message("system", _SYSTEM),
        Message(
            "user",
            f"Texts:\n{texts}\n\nQuestion: {query.question}\n\nAnswer in {language}:",
        ),
    ]


def fit_windows(
    query: Query,
    windows: Sequence[Window],
    count_tokens: Callable[[Sequence[Message]], int],
    budget: int = EVIDENCE_TOKENS,
) -> tuple[Window, ...]:
    """Return as many of the first windows as keep the evidence within ``budget`` tokens.

    The first window always stays: without it there is nothing to answer from.
    """
    bare = count_tokens(build_prompt(query, ()))
    kept = list(windows)
    while len(kept) > 1 and count_tokens(build_prompt(query, kept)) - bare > budget:
        kept.pop()
    return tuple(kept)
