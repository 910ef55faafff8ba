"""A model that says what it is told to, and an index of one article to ask it about."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rag import assemble
from rag.assistant import Assistant
from rag.decision import load_decision
from rag.errors import ModelUnavailableError
from rag.models.base import Event, Finished, Generation, Message, ServedBy, Token
from rag.prompt import WORDING
from rag.records import Answer
from rag.settings import load_settings

ARTICLE = (
    "---\ntitle: Gewächshaus\ndate: 2025-05-20\nsource: Talbote\n---\n"
    "Die Grundschule am Anger hat ein Gewächshaus bekommen. Es kostete 6.400 Euro. "
    "Rektorin Heike Zumbrunn dankte den Eltern.\n"
)
QUESTION = "What did the greenhouse of the school cost?"
GOOD = "The greenhouse of the school cost 6,400 euros."
WRONG = "The greenhouse of the school cost 9,999 euros."


class Scripted:
    """Says the given drafts in turn, and of every passage how likely it answers."""

    name = "scripted"
    served_by: ServedBy = "embedded"
    context_tokens = 4096

    def __init__(
        self, *drafts: str, yes: float = 0.9, right: float = 0.95, dies: bool = False
    ) -> None:
        self.drafts = list(drafts)
        self.prompts: list[str] = []
        self.confirmed: list[str] = []
        self._yes = yes
        self._right = right
        self._dies = dies

    def stream(
        self, messages: Sequence[Message], options: Generation, stop: threading.Event
    ) -> Iterator[Event]:
        self.prompts.append(messages[-1].text)
        draft = self.drafts.pop(0)
        yield Token(draft) if draft else Token(" ")
        if self._dies:
            raise ModelUnavailableError("The model died. Start it again.")
        yield Finished("length" if len(draft) > 1000 else "stop", 100, 10)

    def count_tokens(self, messages: Sequence[Message]) -> int:
        return sum(len(message.text) // 4 for message in messages)

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        asked = messages[-1].text
        if WORDING.confirm not in asked:
            return {"Yes": self._yes, "No": 1 - self._yes}
        self.confirmed.append(asked)
        return {"Yes": self._right, "No": 1 - self._right}

    def close(self) -> None:
        """Nothing is held."""


def indexed(folder: Path) -> assemble.OpenIndex:
    """Return the index of the one article."""
    settings = replace(load_settings({}, folder=folder), threads=1)
    settings.corpus.mkdir()
    (settings.corpus / "a.md").write_text(ARTICLE, encoding="utf-8")
    assemble.run_index(settings, [], progress=lambda done, total: None)
    return assemble.open_index(settings, with_chroma=False)


def asked(
    index: assemble.OpenIndex,
    model: Scripted,
    question: str = QUESTION,
    *,
    quote: float = 0.0,
    brief: float = 0.0,
    cut: float = 0.0,
    language: str | None = None,
) -> Answer:
    rule = replace(
        load_decision(),
        intercept=0.0,
        best=1.0,
        near=0.0,
        refuse=0.0,
        quote=quote,
        claim_intercept=0.0,
        claim_support=0.0,
        claim_confirmed=1.0,
        claim_brief=brief,
        claim_cut=cut,
    )
    return Assistant(index.searcher, model, decision=rule).answer(question, language=language)
