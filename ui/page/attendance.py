"""Who still waits for an answer: work for those who hung up ends within a second.

Gradio tells a handler that its asker left only when the handler has something to say, and a
handler that says one thing at its end never. Its MCP server asks its own endpoints by HTTP, and
waits for what nobody wants: so the line that a tool is called on has a name of ours, which comes
along in the headers that Gradio hands on.
"""

import asyncio
import re
import secrets
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Coroutine
from contextlib import aclosing, suppress
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from index.errors import FundstelleError

TOOL_LINE = "x-fundstelle-line"
"""The header with the name of the line on which an MCP client called a tool."""
_STREAM = "/gradio_api/queue/data"
_TOOLS = re.compile(r"/gradio_api/mcp(?:/http)?/?")
_CALL = re.compile(r"/gradio_api/call/(?:v2/)?[^/]+/([^/]+)/?")
_LOOK_SECONDS = 0.2
_LEFT_SECONDS = 0.6
"""A line that is away for longer than this will not come back."""
_COMING_SECONDS = 20.0
"""An asker first sends the question, and then opens the line on which the answer comes."""
_MOST = 10_000


class LeftError(FundstelleError):
    """Nobody waits any more for what was asked."""

    code = "left"


class Attendance:
    """Counts the open lines on which answers are waited for, by the names of their askers.

    A name is a session's, that of the one event which a program asks for, or that of the line on
    which an MCP client calls a tool.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: Counter[str] = Counter()
        self._closed: OrderedDict[str, float] = OrderedDict()

    def opened(self, name: str) -> None:
        """Note that somebody waits on one more line."""
        self._open[name] += 1

    def closed(self, name: str) -> None:
        """Note that one line less is waited on."""
        self._open[name] -= 1
        if self._open[name] > 0:
            return
        del self._open[name]
        self._closed[name] = self._clock()
        self._closed.move_to_end(name)
        while len(self._closed) > _MOST:
            self._closed.popitem(last=False)

    def has_left(self, names: Collection[str], since: float) -> bool:
        """Tell whether nobody of these waits any more for what was begun then."""
        if any(self._open[name] for name in names if name in self._open):
            return False
        closed = max((self._closed.get(name, since) for name in names), default=since)
        until = closed + _LEFT_SECONDS if closed > since else since + _COMING_SECONDS
        return self._clock() > until

    async def result(self, names: Collection[str], work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        """Return what the work returns; raises LeftError, the work cancelled, for who has left."""
        task = asyncio.ensure_future(work)
        began = self._clock()
        left = False
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=_LOOK_SECONDS)
                if not left and self.has_left(names, began):
                    left = task.cancel()
            if left and task.cancelled():
                raise LeftError("Whoever asked has left.")
            return task.result()
        finally:
            task.cancel()

    async def each(
        self, names: Collection[str], values: AsyncGenerator[str, None]
    ) -> AsyncIterator[str]:
        """Yield the values; cancel what makes them, and end, once their asker has left."""
        async with aclosing(values):
            with suppress(LeftError):
                while (value := await self.result(names, _next(values))) is not None:
                    yield value


class AttendanceDoor:
    """ASGI middleware that tells the attendance of lines that open and close."""

    def __init__(self, app: ASGIApp, attendance: Attendance) -> None:
        self._app = app
        self._attendance = attendance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note who waits meanwhile."""
        name = _name(scope) if scope["type"] == "http" else ""
        if name and _TOOLS.fullmatch(scope["path"]):
            scope = {**scope, "headers": list(scope["headers"])}
            MutableHeaders(scope=scope)[TOOL_LINE] = name
        if not name:
            await self._app(scope, receive, send)
            return
        self._attendance.opened(name)
        try:
            await self._app(scope, receive, send)
        finally:
            self._attendance.closed(name)


async def _next(values: AsyncIterator[str]) -> str | None:
    return await anext(values, None)


def _name(scope: Scope) -> str:
    """Return who waits on this line, empty where it is none."""
    path: str = scope["path"]
    if path.rstrip("/") == _STREAM:
        query: bytes = scope["query_string"]
        return parse_qs(query.decode("latin-1")).get("session_hash", [""])[0]
    if scope["method"] == "POST" and _TOOLS.fullmatch(path):
        return secrets.token_hex(16)
    call = _CALL.fullmatch(path)
    return call[1] if call and scope["method"] == "GET" else ""
