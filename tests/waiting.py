"""Waiting for what another thread or process does: patiently, since cores may be busy."""

import time
from collections.abc import Callable

SECONDS = 60.0
"""Where quickness is not what is tested."""


def wait_until(true: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Return as soon as something is true; fail when it is not by then."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds:g} seconds in vain"
        time.sleep(0.01)
