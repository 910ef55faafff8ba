"""How long something that goes on item by item will still take."""

import time
from collections import deque

_RECENT = 20
"""Items whose pace counts: an early slow one is forgotten."""


class Remaining:
    """Counts items and says how far the work is; ``total`` are those still to be done."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._times = deque([time.monotonic()], maxlen=_RECENT + 1)

    def after_one(self) -> str:
        """Count one item as done; return ``12 of 100, about 9 min left``."""
        self._done += 1
        self._times.append(time.monotonic())
        pace = (self._times[-1] - self._times[0]) / (len(self._times) - 1)
        return f"{self._done} of {self._total}, {_said(pace * (self._total - self._done))} left"


def _said(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {minutes / 60:.1f} h"
