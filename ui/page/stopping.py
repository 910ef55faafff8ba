"""ASGI middleware that takes the page's word that nobody wants an answer any more.

Gradio's own cancelling needs what Gradio calls the question, which the browser learns only after it
has asked; the page's key it knows from the first moment, and can send while its tab is closed.
"""

import re
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/asking/stop"
"""Where a question's key is posted to."""
_KEY = re.compile(r"[0-9a-f]{32}")


class StopDoor:
    """Answers ``POST /asking/stop?key=...``; ``stop`` is :meth:`Asking.stop`."""

    def __init__(self, app: ASGIApp, stop: Callable[[str], None]) -> None:
        self._app = app
        self._stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stop a question, or pass on what is no stop."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        await self._stopped(Request(scope, receive))(scope, receive, send)

    def _stopped(self, request: Request) -> Response:
        if request.method != "POST":
            return JSONResponse({"detail": "Method Not Allowed"}, 405, {"Allow": "POST"})
        key = request.query_params.get("key", "")
        if not _KEY.fullmatch(key):
            return JSONResponse({"detail": "That is no question's key."}, 400)
        # Who does not know a question's 128 random bits can't stop it.
        self._stop(key)
        return Response(status_code=204)
