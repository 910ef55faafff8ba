"""ASGI middleware that takes files from the page: one a request, its bytes as they are.

Gradio's own upload keeps files of any format where its file route could serve them; that address
stays closed (``ui/page/shield.py``), and no address serves what came in here.
"""

import asyncio
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from index.errors import FundstelleError
from ui.page.corpus.staging import Staging, UploadError

PATH = "/corpus/files"
"""Where a file is posted to, with ``?name=`` and the bytes as the body."""
_LONGEST_QUERY = 4_096
_CHUNK = 1_000_000


class UploadDoor:
    """Answers ``POST /corpus/files?name=...`` with ``{"token"}`` or ``{"error"}``."""

    def __init__(self, app: ASGIApp, staging: Staging) -> None:
        self._app = app
        self._staging = staging

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a file in, or pass on what is no file."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.method != "POST":
            response = JSONResponse({"detail": "Method Not Allowed"}, 405, {"Allow": "POST"})
        else:
            response = await self._taken(request)
        await response(scope, receive, send)

    async def _taken(self, request: Request) -> JSONResponse:
        try:
            token = await self._keep(request)
        except FundstelleError as error:
            said = {"error": {"code": error.code, "message": str(error)}}
            # What is left of the body is not read: the connection can't be used again.
            return JSONResponse(said, 400, {"Connection": "close"})
        return JSONResponse({"token": token})

    async def _keep(self, request: Request) -> str:
        waiting = self._staging.begin(_name(request), _length(request))
        gathered = bytearray()
        try:
            async for chunk in request.stream():
                gathered += chunk
                if len(gathered) >= _CHUNK:
                    await asyncio.to_thread(self._staging.write, waiting, bytes(gathered))
                    gathered.clear()
            await asyncio.to_thread(self._staging.write, waiting, bytes(gathered))
        except (ClientDisconnect, asyncio.CancelledError):
            self._staging.drop(waiting.token)
            raise
        return waiting.token


def _name(request: Request) -> str:
    query: bytes = request.scope["query_string"][:_LONGEST_QUERY]
    try:
        names: list[str] = parse_qs(query.decode("ascii"), max_num_fields=4).get("name", [""])
    except ValueError as error:
        raise UploadError("A file's name can't be read. Rename it.") from error
    return names[0]


def _length(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
