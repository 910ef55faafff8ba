"""How often somebody may try to log in."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable

SECONDS = 900.0
"""How long a failed attempt counts."""
_MOST_REMEMBERED = 10_000


class Attempts:
    """Counts failed attempts by keys, such as the user's name and the browser's address.

    An attempt counts from its beginning, so that many at once are as many as one by one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def begin(self, limits: Iterable[tuple[str, int]]) -> float:
        """Count an attempt for every key, or return how many seconds none may be made.

        ``limits`` are keys, each with how many attempts in 15 minutes it has. Zero is: go on.
        """
        with self._lock:
            limits, now = tuple(limits), self._clock()
            waits = [self._wait(key, most, now) for key, most in limits]
            if any(waits):
                return max(waits)
            for key, _ in limits:
                self._failed.setdefault(key, deque()).append(now)
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_REMEMBERED:
                self._failed.popitem(last=False)
            return 0.0

    def succeeded(self, keys: Iterable[str]) -> None:
        """Forget the failures of these keys."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _wait(self, key: str, most: int, now: float) -> float:
        failed = self._failed.get(key, deque())
        while failed and failed[0] <= now - SECONDS:
            failed.popleft()
        return failed[0] + SECONDS - now if len(failed) >= most else 0.0
