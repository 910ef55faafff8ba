"""What stands between a browser and Gradio: who may ask, and what the page may load and run.

Gradio answers any Host and takes posts of other sites, and its server fetches addresses that a
visitor names; its pages hold inline scripts and none forbids what an injected article could load.
"""

import ipaddress
import re
import secrets
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.page.language import chosen_language

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What of Gradio this page does not use: it hands out files and fetches `file=https://...` itself,
# keeps what is uploaded and what a link is made of, and serves other components' code.
_FORBIDDEN = re.compile(
    r"(/gradio_api)?/+(file|proxy=|upload|stream/|deep_link|custom_component/|run-history|runs/?$|dev/)",
    re.IGNORECASE,
)
_SHARING = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
# Gradio takes its own words' language from the browser; ours are German and English alone, and a
# page in three languages would be worse than one in English.
_LANGUAGE = "Object.defineProperty(Navigator.prototype,'language',{value:%s});"
_BROWSERS = "navigator.language.toLowerCase().startsWith('de')?'de':'en'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Shield:
    """ASGI middleware; ``hosts`` are the names, beside any plain IP address, that it answers to.

    A page of another site that lets its own name point here (DNS rebinding) has a name, never an
    address, in its Host header.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on, with the page's headers set on what comes back."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        if refusal := self._refusal(scope):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, _Guarded(send, scope))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return PlainTextResponse("This page is not served under that name.", 400)
        if scope["method"] not in _SAFE_METHODS and _is_foreign(headers):
            return PlainTextResponse("Requests of other sites are not taken.", 403)
        if _FORBIDDEN.match(scope["path"]):
            return PlainTextResponse("This address is not served.", 403)
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name is not None and (name.casefold() in self._hosts or _is_address(name))


class _Guarded:
    """Sends a response with our headers; a page is held back until its scripts have the nonce."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = _policy(self._nonce)
            if headers.get("content-type", "").startswith("text/html"):
                headers["Cache-Control"] = "no-store"
                self._start = message
                return
        elif self._start is not None:
            await self._page(message, self._start)
            return
        await self._send(message)

    async def _page(self, message: Message, start: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        # The gate behind this door has put the name there by now.
        body = _with_language(self._body, Headers(scope=self._scope).get("cookie", ""))
        body = _with_nonce(_with_user(body, self._scope.get("user")), self._nonce)
        MutableHeaders(raw=start["headers"])["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _policy(nonce: str) -> str:
    # Gradio compiles the code of its HTML component: without 'unsafe-eval' the page stays empty.
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def _with_user(page: bytes, name: object) -> bytes:
    """Tell the page's script who is logged in: conversations are kept for each user."""
    if not isinstance(name, str):
        return page
    meta = f'<meta name="fundstelle-user" content="{escape(name)}">'
    return page.replace(b"<head>", f"<head>{meta}".encode(), 1)


def _with_language(page: bytes, cookies: str) -> bytes:
    """Say which language the page is in; the browser would take 10 ms to read a cookie."""
    chosen = chosen_language(cookies)
    script = _LANGUAGE % (_BROWSERS if chosen is None else f"'{chosen}'")
    return page.replace(b"<head>", f"<head><script>{script}</script>".encode(), 1)


def _with_nonce(page: bytes, nonce: str) -> bytes:
    page = _SHARING.sub(b"", page)
    return re.sub(rb"<script(?=[\s>])", f'<script nonce="{nonce}"'.encode(), page)


def _is_foreign(headers: Headers) -> bool:
    """Tell whether another site sent this; what says nothing of itself is no browser."""
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
