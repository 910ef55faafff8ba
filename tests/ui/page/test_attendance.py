import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.looping import run
from ui.page.attendance import TOOL_LINE, Attendance, AttendanceDoor, LeftError
from ui.page.stopping import StopDoor

KEY = "0123456789abcdef" * 2


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_who_has_an_open_line_is_there_however_long_it_takes() -> None:
    clock = Clock()
    attendance = Attendance(clock)
    attendance.opened("s")
    attendance.opened("s")
    attendance.closed("s")
    clock.now += 10_000
    assert not attendance.has_left({"s", "e"}, 100.0)


def test_who_closed_the_last_line_has_left_a_moment_later() -> None:
    clock = Clock()
    attendance = Attendance(clock)
    clock.now += 5
    attendance.opened("s")
    attendance.closed("s")
    assert not attendance.has_left({"s"}, 100.0)
    clock.now += 0.7
    assert attendance.has_left({"s"}, 100.0)


def test_who_has_just_asked_may_take_time_to_open_a_line() -> None:
    clock = Clock()
    attendance = Attendance(clock)
    attendance.opened("s")
    attendance.closed("s")
    clock.now += 50
    asked = clock.now
    clock.now += 15
    assert not attendance.has_left({"s"}, asked)
    assert not attendance.has_left({"never seen"}, asked)
    clock.now += 10
    assert attendance.has_left({"s"}, asked)
    assert attendance.has_left({"never seen"}, asked)


async def sleeping(cancelled: list[str]) -> None:
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        cancelled.append("work")
        raise


def test_the_work_of_who_left_is_cancelled_within_a_second() -> None:
    cancelled: list[str] = []

    async def asked() -> None:
        attendance = Attendance()
        attendance.opened("s")
        asyncio.get_running_loop().call_later(0.1, attendance.closed, "s")
        with pytest.raises(LeftError):
            await asyncio.wait_for(attendance.result({"s"}, sleeping(cancelled)), 30)

    run(asked())
    assert cancelled == ["work"]


def test_values_end_where_their_asker_left_and_what_makes_them_is_closed() -> None:
    closed: list[bool] = []

    async def values() -> AsyncGenerator[str, None]:
        try:
            yield "one"
            await asyncio.sleep(60)
            yield "two"
        finally:
            closed.append(True)

    async def asked() -> list[str]:
        attendance = Attendance()
        attendance.opened("s")
        asyncio.get_running_loop().call_later(0.1, attendance.closed, "s")
        return [value async for value in attendance.each({"s"}, values())]

    assert run(asyncio.wait_for(asked(), 30)) == ["one"]
    assert closed == [True]


def test_an_error_of_the_work_is_its_own() -> None:
    async def work() -> None:
        raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError, match="a bug"):
        run(Attendance().result({"s"}, work()))


def test_who_is_cancelled_from_outside_cancels_the_work() -> None:
    cancelled: list[str] = []

    async def asked() -> None:
        attendance = Attendance()
        attendance.opened("s")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(attendance.result({"s"}, sleeping(cancelled)), 0.2)
        await asyncio.sleep(0)

    run(asked())
    assert cancelled == ["work"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/gradio_api/queue/data?session_hash=abc", "abc"),
        ("/gradio_api/call/ask/e1", "e1"),
        ("/gradio_api/call/v2/ask/e1", "e1"),
        ("/gradio_api/queue/data", None),
        ("/gradio_api/call/ask", None),
        ("/gradio_api/info", None),
    ],
)
def test_a_line_is_open_while_it_is_answered(path: str, name: str | None) -> None:
    attendance = Attendance()
    seen: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(attendance.has_left({name or "nobody"}, -1000.0))
        await PlainTextResponse("")(scope, receive, send)

    assert got(AttendanceDoor(app, attendance), "GET", path).status_code == 200
    assert seen == [name is None]
    assert attendance.has_left({name or "nobody"}, -1000.0) is (name is None)


@pytest.mark.parametrize(
    ("method", "path", "has_name"),
    [
        ("POST", "/gradio_api/mcp/", True),
        ("POST", "/gradio_api/mcp", True),
        ("POST", "/gradio_api/mcp/http/", True),
        ("GET", "/gradio_api/mcp/", False),
        ("POST", "/gradio_api/mcp/messages/", False),
        ("POST", "/gradio_api/queue/join", False),
    ],
)
def test_a_tool_s_line_has_a_name_that_goes_along(method: str, path: str, has_name: bool) -> None:
    attendance = Attendance()
    names: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        name = Headers(scope=scope).get(TOOL_LINE)
        if name is not None:
            names.append(name)
            assert not attendance.has_left({name}, -1000.0)
        await PlainTextResponse("")(scope, receive, send)

    door = AttendanceDoor(app, attendance)
    for _ in range(2):
        assert got(door, method, path).status_code == 200
    assert len(set(names)) == (2 if has_name else 0)


@pytest.mark.parametrize(
    ("method", "query", "status", "stopped"),
    [
        ("POST", f"key={KEY}", 204, [KEY]),
        ("POST", "key=short", 400, []),
        ("POST", f"key={KEY}%00", 400, []),
        ("POST", "", 400, []),
        ("GET", f"key={KEY}", 405, []),
    ],
)
def test_only_a_question_s_key_stops(
    method: str, query: str, status: int, stopped: list[str]
) -> None:
    told: list[str] = []
    door = StopDoor(Starlette(), told.append)
    assert got(door, method, f"/asking/stop?{query}").status_code == status
    assert told == stopped


def got(app: ASGIApp, method: str, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport: Any = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path)

    return run(ask())
