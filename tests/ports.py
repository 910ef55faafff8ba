"""Ports for the servers that tests start in processes of their own."""

import os
import random
import socket

_FIRST, _EACH, _WORKERS = 20_000, 500, 20
"""Below what a system gives away by itself: Linux begins with 32768, others with 49152."""
_given: set[int] = set()


def free_port() -> int:
    """Return a port that nobody listens on, never the same twice.

    One that the system was asked for could be somebody's own connection by the time that the server
    listens, which takes ten seconds on busy cores; and two workers could be given the same.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _FIRST + _EACH * (worker % _WORKERS)
    for port in random.sample(range(first, first + _EACH), _EACH):
        if port not in _given and _is_free(port):
            _given.add(port)
            return port
    raise AssertionError(f"no port is free from {first} on")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
