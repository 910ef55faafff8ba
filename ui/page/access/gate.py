"""ASGI middleware that lets nobody on who is not logged in, to whatever address.

Gradio's own login leaves several of its addresses open, counts no attempts and speaks English.
Programs log in as Gradio's client does (``POST /login``) or send HTTP's Basic header each time.
"""

import asyncio
import base64
import binascii
import hashlib
import logging
import math
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from index.errors import FundstelleError
from ui.page.access.attempts import Attempts
from ui.page.access.login_page import login_page
from ui.page.access.sessions import Sessions
from ui.page.access.users import MOST_CHARACTERS, Users

_LOG = logging.getLogger(__name__)
_PER_USER, _PER_ADDRESS = 10, 20
"""Attempts in a quarter of an hour."""
_AT_ONCE = 2
"""Passwords that are checked side by side: each takes 32 MiB."""
_LARGEST_FORM = 16_384
_STARTING = ("GET", "/gradio_api/startup-events")
"""What Gradio asks of itself before it serves; the answer is always the same."""
_MOST_HEADERS = 1_000


@dataclass(frozen=True, slots=True)
class _Entry:
    """A log-in that went well (a token) or not (a status and how long to wait)."""

    token: str = ""
    status: int = 400
    wait: float = 0.0


class Gate:
    """Asks for a user's password before anything else of the page answers."""

    def __init__(self, app: ASGIApp, users: Users) -> None:
        self._app = app
        self._users = users
        self._sessions = Sessions(users.still_has)
        self._attempts = Attempts()
        self._busy = asyncio.Semaphore(_AT_ONCE)
        # A name of this server's own: cookies are shared by all ports of a machine.
        self._cookie = f"fundstelle-{secrets.token_hex(4)}"
        self._key = secrets.token_bytes(32)
        self._headers: OrderedDict[bytes, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the log-in itself, pass on what is logged in, refuse the rest."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        is_starting = (request.method, request.url.path) == _STARTING
        if not is_starting and (response := await self._response(request)):
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _response(self, request: Request) -> Response | None:
        place = (request.method, request.url.path.rstrip("/"))
        if place == ("POST", "/login"):
            return await self._log_in(request)
        if place == ("POST", "/logout"):
            self._sessions.end(request.cookies.get(self._cookie, ""))
            return self._without_cookie()
        name = await self._user(request)
        if place == ("GET", "/login"):
            return HTMLResponse(login_page(request.headers, name=name))
        if name is not None:
            request.scope["user"] = name
            return None
        return _refusal(request)

    async def _user(self, request: Request) -> str | None:
        name = self._sessions.name(request.cookies.get(self._cookie, ""))
        if name is not None:
            return name
        header = request.headers.get("authorization", "")
        return await self._by_header(request, header) if header else None

    async def _by_header(self, request: Request, header: str) -> str | None:
        """Return the user of a Basic header; one that was right once is not hashed again."""
        seen = hashlib.blake2b(header.encode(), key=self._key).digest()
        if name := self._sessions.name(self._headers.get(seen, "")):
            return name
        given = _basic(header)
        if given is None:
            return None
        entry = await self._enter(request, *given)
        if not entry.token:
            return None
        self._headers[seen] = entry.token
        while len(self._headers) > _MOST_HEADERS:
            self._headers.popitem(last=False)
        return given[0]

    async def _log_in(self, request: Request) -> Response:
        form = await _form(request)
        entry = await self._enter(request, form.get("username", ""), form.get("password", ""))
        wants_page = "text/html" in request.headers.get("accept", "")
        if entry.token:
            response: Response = (
                RedirectResponse("/", 303) if wants_page else JSONResponse({"success": True})
            )
            response.set_cookie(self._cookie, entry.token, httponly=True, samesite="strict")
            return response
        minutes = math.ceil(entry.wait / 60)
        headers = {"Retry-After": str(math.ceil(entry.wait))} if entry.wait else None
        if wants_page:
            page = login_page(request.headers, refused=True, minutes=minutes)
            return HTMLResponse(page, entry.status, headers)
        detail = f"Try again in {minutes} minutes." if minutes else "Incorrect credentials."
        return JSONResponse({"detail": detail}, entry.status, headers)

    async def _enter(self, request: Request, name: str, password: str) -> _Entry:
        name, address = name.strip(), request.client.host if request.client else ""
        limits = ((f"user {name[:64]}", _PER_USER), (f"address {address}", _PER_ADDRESS))
        if wait := self._attempts.begin(limits):
            return _Entry(status=429, wait=wait)
        if not name or len(password) > MOST_CHARACTERS:
            return _Entry()
        async with self._busy:
            try:
                kept = await asyncio.to_thread(self._users.check, name, password)
            except FundstelleError as error:
                _LOG.warning("%s", error)
                return _Entry(status=503)
        if kept is None:
            return _Entry()
        self._attempts.succeeded(key for key, _ in limits)
        return _Entry(self._sessions.begin(name, kept))

    def _without_cookie(self) -> Response:
        response = RedirectResponse("/login", 303)
        response.delete_cookie(self._cookie, httponly=True, samesite="strict")
        return response


def _refusal(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/login", 303)
    return JSONResponse({"detail": "Not authenticated. Log in at /login."}, 401)


async def _form(request: Request) -> dict[str, str]:
    """Return the first value of each field of a small form; nothing of a large one."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return {}
    try:
        fields = parse_qs(body.decode("utf-8"), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _basic(header: str) -> tuple[str, str] | None:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (name, password) if colon else None
