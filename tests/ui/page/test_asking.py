import asyncio
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from rag.errors import ModelUnavailableError, StoppedError
from rag.records import AskEvent, DraftPiece, Found, Queued
from ui.page.asking import Asking
from ui.page.request import Request

KEY = "0123456789abcdef" * 2


async def everything(asking: Asking, question: str) -> list[Any]:
    return [json.loads(value) async for value in asking.answer(Request(question))]


def test_the_question_is_there_at_once_and_then_what_happens() -> None:
    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(2)
        time.sleep(0.3)
        yield DraftPiece("Forty")

    asking = Asking(ask)
    drawn = asyncio.run(everything(asking, "How many?"))
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
        assert free.acquire(timeout=20)
        yield DraftPiece(request.question)

    async def three(asking: Asking) -> list[list[Any]]:
        visitors = []
        for name in ("first", "second", "third"):
            visitors.append(asyncio.ensure_future(everything(asking, name)))
            await asyncio.sleep(0.3)
        for _ in visitors:
            free.release()
            await asyncio.sleep(0.4)
        return await asyncio.gather(*visitors)

    asking = Asking(ask)
    _, second, third = asyncio.run(three(asking))
    asking.close()
    assert begun == ["first", "second", "third"]
    assert [turn["position"] for turn in second if turn["phase"] == "waiting"][:1] == [1]
    assert [turn["position"] for turn in third if turn["phase"] == "waiting"] == [2, 1]


def test_who_stops_while_waiting_leaves_the_line() -> None:
    free = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Found(())
        assert free.wait(20)

    async def two(asking: Asking) -> list[Any]:
        first = asyncio.ensure_future(everything(asking, "first"))
        await asyncio.sleep(0.3)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(everything(asking, "second"), 0.5)
        free.set()
        await first
        return await everything(asking, "third")

    asking = Asking(ask)
    third = asyncio.run(two(asking))
    asking.close()
    assert third[-1]["phase"] == "opening"


def test_many_pieces_in_a_moment_are_one_drawing() -> None:
    asking = Asking(lambda request, stop: iter([DraftPiece("x ")] * 500))
    drawn = asyncio.run(everything(asking, "How many?"))
    asking.close()
    assert drawn[-1]["written"] == 1000
    assert len(drawn) <= 4


def test_what_a_user_can_put_right_is_said_in_the_turn() -> None:
    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        raise ModelUnavailableError("Ollama is away. Type `ollama serve`.")

    asking = Asking(ask)
    drawn = asyncio.run(everything(asking, "How many?"))
    asking.close()
    assert drawn[-1]["phase"] == "failed"
    assert drawn[-1]["error"] == "Ollama is away. Type `ollama serve`."


def test_a_bug_is_not_hidden_as_an_answer() -> None:
    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        raise ZeroDivisionError("a bug")

    asking = Asking(ask)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        asyncio.run(everything(asking, "How many?"))
    asking.close()


@pytest.mark.parametrize("way", ["closed", "cancelled"])
def test_who_leaves_stops_the_work(way: str) -> None:
    left = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        yield Queued(1)
        assert stop.wait(20)
        left.set()

    async def leave(asking: Asking) -> None:
        if way == "cancelled":
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(everything(asking, "How many?"), 0.5)
            return
        answer = asking.answer(Request("How many?"))
        await anext(answer)
        await anext(answer)
        await answer.aclose()

    asking = Asking(ask)
    asyncio.run(leave(asking))
    assert left.wait(5)
    asking.close()


def test_closing_ends_everyone_s_work() -> None:
    begun = threading.Event()

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        begun.set()
        assert stop.wait(20)
        yield Queued(1)

    asking = Asking(ask)
    visitor = threading.Thread(target=lambda: asyncio.run(everything(asking, "How many?")))
    visitor.start()
    assert begun.wait(10)
    began = time.monotonic()
    asking.close()
    visitor.join(10)
    assert time.monotonic() - began < 5
    assert not visitor.is_alive()


@pytest.mark.parametrize("early", [True, False])
def test_a_question_is_stopped_by_its_key_even_before_it_comes(early: bool) -> None:
    begun: list[str] = []

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        begun.append(request.question)
        yield Queued(1)
        assert stop.wait(20)
        raise StoppedError("Stopped.")

    async def stopped(asking: Asking) -> list[Any]:
        if early:
            asking.stop(KEY)
        else:
            asyncio.get_running_loop().call_later(0.4, asking.stop, KEY)
        return [json.loads(value) async for value in asking.answer(Request("How many?", KEY))]

    asking = Asking(ask)
    drawn = asyncio.run(stopped(asking))
    asking.close()
    assert drawn[-1]["phase"] == "stopped"
    assert begun == ([] if early else ["How many?"])
    assert not asking.busy
