"""The address of a Chroma server, and what Chroma's HTTP client lacks: limits and own errors."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from filelock import FileLock, Timeout

from index.errors import ChromaUnavailableError

_TIMEOUT = httpx.Timeout(10)


class ChromaAddress:
    """Where a server is; ``lock`` keeps two processes of one store from writing at once."""

    def __init__(self, url: str, lock: Path) -> None:
        self.url = url.rstrip("/")
        self._lock = FileLock(lock, timeout=0, thread_local=False)

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Be the only process of this store that writes; False when another one does."""
        try:
            self._lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as error:
            message = f"The lock {self._lock.lock_file} can't be taken ({error.strerror})."
            raise ChromaUnavailableError(message) from error
        try:
            yield True
        finally:
            self._lock.release()

    def checked_url(self) -> str:
        """Return the address if the server's heart beats; raises httpx.HTTPError.

        Chroma's client asks its first questions while it is made, when it can't have a limit yet,
        and would wait for a frozen server for ever.
        """
        httpx.get(f"{self.url}/api/v2/heartbeat", timeout=_TIMEOUT).raise_for_status()
        return self.url

    def line(self, reason: str | None) -> str:
        """Say that it does not answer, and what to do; no password of the address is told."""
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return (
            f"The Chroma server {parts.scheme}://{parts.hostname}:{port} does not work ({reason}). "
            f"Start it with `chroma run --path FOLDER --host {parts.hostname} --port {port}`, with "
            "a new FOLDER if it fails again, or unset FUNDSTELLE_CHROMA_URL."
        )


def guard_session(client: object, *, error_names: frozenset[str]) -> None:
    """Give the HTTP session inside Chroma's client a limit of 10 s; foreign errors stay httpx's.

    ``error_names`` are those that Chroma's client turns into its own errors.
    """

    def refuse_foreign_errors(response: httpx.Response) -> None:
        if not response.is_error:
            return
        response.read()
        # Chroma's client would raise a bare Exception for these: a proxy's page, for example.
        if _error_name(response) not in error_names:
            response.raise_for_status()

    session = getattr(getattr(client, "_server", None), "_session", None)
    if not isinstance(session, httpx.Client):
        raise ChromaUnavailableError(
            "This version of chromadb has another HTTP client inside. "
            "Type `pip install 'chromadb==1.5.9'`."
        )
    session.timeout = _TIMEOUT
    session.event_hooks = {"response": [refuse_foreign_errors]}


def _error_name(response: httpx.Response) -> str | None:
    try:
        body = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return None
    return str(body.get("error")) if isinstance(body, dict) else None
