"""First come, first served: askers of one model wait in a line that can be left."""

import threading
from collections import deque
from collections.abc import Generator

from rag.models.base import Waiting

_POLL_SECONDS = 0.1


class Turns:
    """A lock whose waiters are served in the order they came; threading.Lock promises none."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    def take(self, stop: threading.Event) -> Generator[Waiting, None, bool]:
        """Wait for the turn, yielding each new position; return False if ``stop`` came first.

        After True the caller owes one :meth:`give_back`, from any thread. Closing the generator
        leaves the line.
        """
        ticket = object()
        with self._changed:
            self._line.append(ticket)
        taken = False
        try:
            position = 0
            while not stop.is_set():
                ahead = self._ahead(ticket, position)
                if ahead == 0:
                    taken = True
                    return True
                if ahead != position:
                    position = ahead
                    yield Waiting(position)
            return False
        finally:
            if not taken:
                self._leave(ticket)

    def give_back(self) -> None:
        """End the turn of whoever is first in line."""
        with self._changed:
            self._line.popleft()
            self._changed.notify_all()

    def _ahead(self, ticket: object, known: int) -> int:
        with self._changed:
            if self._line.index(ticket) == known and known:
                self._changed.wait(_POLL_SECONDS)
            return self._line.index(ticket)

    def _leave(self, ticket: object) -> None:
        with self._changed:
            self._line.remove(ticket)
            self._changed.notify_all()
