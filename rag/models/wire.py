"""The connection of one request, kept so that another thread can cut it."""

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import Any


class Wire:
    """Learns its socket from httpx's trace extension; closing a response from elsewhere hangs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.is_cut = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take httpx's events; the last stream that was opened is the one that is read."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
            if self.is_cut:
                self.cut()

    def cut(self) -> None:
        """End the connection now: whoever reads from it gets an error, the server a hang-up."""
        with self._lock:
            self.is_cut = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)
