import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rag.errors import ModelUnavailableError, StoppedError
from rag.records import AskEvent, DraftPiece, Found, Queued
from tests.looping import run
from ui.page.asking import _PAUSE_SECONDS, Asking
from ui.page.request import Request

KEY = "0123456789abcdef" * 2
PATIENCE = 60
"""Seconds for what happens at once, unless the cores have much else to do."""


async def everything(asking: Asking, question: str) -> list[Any]:
    return [json.loads(value) async for value in asking.answer(Request(question))]


class Visitor:
    """Asks, and remembers what is drawn until the end."""

    def __init__(self, asking: Asking, question: str) -> None:
        self.drawn: list[Any] = []
        self.task = asyncio.ensure_future(self._ask(asking, question))

    async def _ask(self, asking: Asking, question: str) -> None:
        async for value in asking.answer(Request(question)):
            self.drawn.append(json.loads(value))

    @property
    def positions(self) -> list[int]:
        return [turn["position"] for turn in self.drawn if turn["phase"] == "waiting"]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


def test_the_question_is_there_at_once_and_then_what_happens() -> None:
    seen = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(2)
        assert seen.wait(PATIENCE)
        yield DraftPiece("Forty")

    async def watched(asking: Asking) -> list[Any]:
        visitor = Visitor(asking, "How many?")
        await until(lambda: len(visitor.drawn) == 2)
        seen.set()
        await visitor.task
        return visitor.drawn

    asking = Asking(ask)
    drawn = run(watched(asking))
    asking.close()
    assert [turn["phase"] for turn in drawn] == ["searching", "waiting", "writing"]
    assert {turn["question"] for turn in drawn} == {"How many?"}
    assert len({turn["key"] for turn in drawn}) == 1


def test_askers_are_served_in_the_order_they_come_and_told_their_place() -> None:
    begun: list[str] = []
    free = threading.Semaphore(0)

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Found(())
        begun.append(request.question)
        assert free.acquire(timeout=PATIENCE)
        yield DraftPiece(request.question)

    async def three(asking: Asking) -> list[Visitor]:
        first = Visitor(asking, "first")
        await until(lambda: begun)
        second = Visitor(asking, "second")
        await until(lambda: second.positions)
        third = Visitor(asking, "third")
        await until(lambda: third.positions)
        free.release()
        await until(lambda: len(begun) == 2 and len(third.positions) > 1)
        free.release(2)
        await asyncio.gather(first.task, second.task, third.task)
        return [first, second, third]

    asking = Asking(ask)
    first, second, third = run(three(asking))
    asking.close()
    assert begun == ["first", "second", "third"]
    assert (first.positions, second.positions, third.positions) == ([], [1], [2, 1])


def test_who_stops_while_waiting_leaves_the_line() -> None:
    begun: list[str] = []
    free = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Found(())
        begun.append(request.question)
        assert free.wait(PATIENCE)

    async def two(asking: Asking) -> list[Any]:
        first = Visitor(asking, "first")
        await until(lambda: begun)
        second = Visitor(asking, "second")
        await until(lambda: second.positions)
        second.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second.task
        free.set()
        await first.task
        return await everything(asking, "third")

    asking = Asking(ask)
    third = run(two(asking))
    asking.close()
    assert third[-1]["phase"] == "opening"


def test_many_pieces_in_a_moment_are_one_drawing() -> None:
    asking = Asking(lambda request, stop: iter([DraftPiece("x ")] * 500))
    began = time.monotonic()
    drawn = run(everything(asking, "How many?"))
    moments = (time.monotonic() - began) / _PAUSE_SECONDS
    asking.close()
    assert drawn[-1]["written"] == 1000
    # One at once, one a moment.
    assert len(drawn) <= 1 + moments


def test_what_a_user_can_put_right_is_said_in_the_turn() -> None:
    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        raise ModelUnavailableError("Ollama is away. Type `ollama serve`.")

    asking = Asking(ask)
    drawn = run(everything(asking, "How many?"))
    asking.close()
    assert drawn[-1]["phase"] == "failed"
    assert drawn[-1]["error"] == "Ollama is away. Type `ollama serve`."


def test_a_bug_is_not_hidden_as_an_answer() -> None:
    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        raise ZeroDivisionError("a bug")

    asking = Asking(ask)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        run(everything(asking, "How many?"))
    asking.close()


@pytest.mark.parametrize("way", ["closed", "cancelled"])
def test_who_leaves_stops_the_work(way: str) -> None:
    left = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        assert stop.wait(PATIENCE)
        left.set()

    async def leave(asking: Asking) -> None:
        if way == "cancelled":
            visitor = Visitor(asking, "How many?")
            await until(lambda: visitor.positions)
            visitor.task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await visitor.task
            return
        answer = asking.answer(Request("How many?"))
        await anext(answer)
        await anext(answer)
        await answer.aclose()

    asking = Asking(ask)
    run(leave(asking))
    assert left.wait(PATIENCE / 2)
    asking.close()


def test_closing_ends_everyone_s_work() -> None:
    begun = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        begun.set()
        assert stop.wait(PATIENCE)
        yield Queued(1)

    asking = Asking(ask)
    visitor = threading.Thread(target=lambda: run(everything(asking, "How many?")))
    visitor.start()
    assert begun.wait(PATIENCE)
    asking.close()
    visitor.join(PATIENCE / 2)
    assert not visitor.is_alive()


@pytest.mark.parametrize("early", [True, False])
def test_a_question_is_stopped_by_its_key_even_before_it_comes(early: bool) -> None:
    begun: list[str] = []

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        begun.append(request.question)
        yield Queued(1)
        assert stop.wait(PATIENCE)
        raise StoppedError("Stopped.")

    async def stopped(asking: Asking) -> list[Any]:
        if early:
            asking.stop(KEY)
        drawn = []
        async for value in asking.answer(Request("How many?", KEY)):
            drawn.append(json.loads(value))
            if drawn[-1]["phase"] == "waiting":
                asking.stop(KEY)
        return drawn

    asking = Asking(ask)
    drawn = run(stopped(asking))
    asking.close()
    assert drawn[-1]["phase"] == "stopped"
    assert begun == ([] if early else ["How many?"])
    assert not asking.busy
