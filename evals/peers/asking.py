"""Asking a peer: one item a question, kept before the next is asked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from evals.dataset.records import Question
from evals.records import Item, Reply
from evals.running.folder import RunFolder
from index.errors import FundstelleError
from rag.models.base import Generation

WRITING = Generation(deadline_seconds=1200)
"""How peers write: 256 tokens at most (LlamaIndex's own default), and time for long prompts."""


class Peer(Protocol):
    """A pipeline over the articles of one index, with one language model."""

    def answer(self, question: Question) -> Reply:
        """Return what it says; its gold is not looked at. Raises what the model raises."""
        ...


def ask_peer(
    folder: RunFolder,
    peer: Peer,
    questions: Sequence[Question],
    report: Callable[[int, int], None],
) -> None:
    """Ask what has no reply in the folder yet; a question that fails is kept with its error.

    ``report`` takes how many are done, of how many.
    """
    folder.mend()
    folder.forget_failed()
    done = {item.question.name for item in folder.items()}
    missing = [question for question in questions if question.name not in done]
    for at, question in enumerate(missing):
        report(len(questions) - len(missing) + at, len(questions))
        try:
            item = Item(question, peer.answer(question))
        except FundstelleError as error:
            item = Item(question, None, f"{error.code}: {error}")
        folder.append_item(item)
