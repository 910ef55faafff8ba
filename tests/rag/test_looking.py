"""Which looks are made, and in what order; what a model says to them is scripted."""

import math
import threading
from collections.abc import Generator, Mapping, Sequence

import pytest

from index.records import ArticleInfo
from rag.evidence import Window
from rag.looking import look_at, look_at_whole
from rag.models.base import Message
from rag.records import EvidenceSentence, Look, Looking
from rag.understand import understand

INFO = ArticleInfo("a1", "Titel", "2025-02-03", None, "Talbote", None, "", 100, 1)
QUERY = understand("Was kostete das Haus?")


def window(*texts: str) -> Window:
    return Window(tuple(EvidenceSentence(INFO, 0, 9, text, 0) for text in texts))


class Chooser:
    """Says yes to what holds "Euro"."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def choose(
        self,
        messages: Sequence[Message],
        options: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Mapping[str, float]:
        self.read.append(messages[-1].text)
        yes = 0.8 if "Euro" in self.read[-1] else 0.4
        return {"Yes": yes, "No": 1 - yes}

    def count_tokens(self, messages: Sequence[Message]) -> int:
        return 7


def looks_of(model: Chooser, *windows: Window, enough: int = 9) -> tuple[Look, ...]:
    told: list[Looking] = []
    looking = look_at(
        *(QUERY, windows, model, threading.Event()),  # type: ignore[arg-type]
        enough=lambda looks: len(looks) >= enough,
    )
    looks = driven(looking, told)
    assert told == [Looking(at + 1, len(windows)) for at in range(len(looks))]
    return looks


def driven(
    looking: Generator[Looking, None, tuple[Look, ...]], told: list[Looking]
) -> tuple[Look, ...]:
    while True:
        try:
            told.append(next(looking))
        except StopIteration as end:
            looks: tuple[Look, ...] = end.value
            return looks


def test_each_window_is_looked_at_and_told_of_until_it_is_enough() -> None:
    model = Chooser()
    looks = looks_of(model, window("Ein Haus."), window("5 Euro."), window("Regen."), enough=2)
    assert [look.window for look in looks] == [0, 1]
    assert looks[1].answers == pytest.approx(math.log(4))
    assert looks[0].answers < 0 < looks[1].answers
    assert len(model.read) == 2


def test_a_look_at_the_whole_stands_beside_the_first_and_costs_its_tokens() -> None:
    model = Chooser()
    looks = looks_of(model, window("Ein Haus."), window("Regen."))
    both = look_at_whole(
        *(QUERY, looks, {0: window("Ein Haus.", "5 Euro.")}),
        model,  # type: ignore[arg-type]
        threading.Event(),
    )
    assert both[0].whole == pytest.approx(math.log(4))
    assert both[0].answers == looks[0].answers
    assert both[0].tokens == 14
    assert both[1] == looks[1]
    assert "5 Euro." in model.read[-1]
