"""The prompts of the first-token figure: the length of the product's own, each with a new start."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from rag.models.base import Message

_SYSTEM = "Answer the question from the German passages alone, in the language of the question."
_QUESTION = "What do these passages report?"


def prompts(corpus: Path, characters: int) -> Iterator[list[Message]]:
    """Yield prompts over the first ``characters`` of the project's own articles, without end.

    Each begins with its number, so that no engine can use what it read of another.
    """
    files = sorted(corpus.glob("*.md"))
    text = "\n\n".join(file.read_text(encoding="utf-8") for file in files if file.stem != "README")
    for number in count(1000):
        yield [
            Message("system", f"{number} is the number of this request. {_SYSTEM}"),
            Message("user", f"{text[:characters]}\n\n{_QUESTION}"),
        ]
