"""Keeps Chroma fed from the store's outbox in the background.

A search never waits for it, and embedding goes on while it works. Only the holder of Chroma's lock
feeds it; whoever does not get the lock leaves the outbox to the holder.
"""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import FundstelleError
from index.interfaces import Neighbours

_LOG = logging.getLogger(__name__)
_POLL_SECONDS = 1.0


class Projection(Protocol):
    """What the feeder needs of Chroma."""

    def drain(self, stop: Callable[[], bool]) -> int:
        """Send what the outbox holds; return how many entries went.

        Ends early when ``stop`` says so; FundstelleError if Chroma can't be reached.
        """
        ...

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours | None:
        """Return the nearest keys, None when they can't be had now."""
        ...

    def close(self) -> None:
        """End cleanly."""
        ...


class Feeder:
    """Opens a projection in a thread of its own and drains the outbox whenever told to.

    Also a :class:`index.interfaces.VectorDatabase`: it proposes nothing until the projection is
    open, and nothing after it failed.
    """

    def __init__(self, open_projection: Callable[[], Projection | None], *, watch: bool) -> None:
        """``open_projection`` returns None when another process owns Chroma.

        ``watch`` looks into the outbox every second, for what other processes put there.
        """
        self._open = open_projection
        self._wait = _POLL_SECONDS if watch else None
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._abandoned = threading.Event()
        self._projection: Projection | None = None
        self.problem: FundstelleError | None = None
        """Why Chroma could not be fed, if so; the store has everything all the same."""
        self._thread = threading.Thread(target=self._run, name="chroma-feeder", daemon=True)
        self._thread.start()

    def notify(self) -> None:
        """Say that the outbox has something."""
        self._wake.set()

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours | None:
        """Ask Chroma; None while it is not open."""
        projection = self._projection
        return None if projection is None else projection.nearest(vector, limit)

    def close(self) -> None:
        """Drain what is left and end; returns when that is done."""
        self._closing.set()
        self._wake.set()
        self._thread.join()

    def abandon(self) -> None:
        """End soon; what is left in the outbox waits for the next one that feeds."""
        self._abandoned.set()
        self.close()

    def _run(self) -> None:
        try:
            projection = self._open()
        except FundstelleError as error:
            self._complain(error)
            return
        if projection is None:
            return
        self._projection = projection
        try:
            self._feed(projection)
        finally:
            self._projection = None
            projection.close()

    def _feed(self, projection: Projection) -> None:
        while True:
            closing = self._closing.is_set()
            self._wake.clear()
            try:
                projection.drain(self._abandoned.is_set)
                self.problem = None
            except FundstelleError as error:
                # A server may come back; what it missed waits in the outbox.
                self._complain(error)
            if closing:
                return
            self._wake.wait(self._wait)

    def _complain(self, error: FundstelleError) -> None:
        if self.problem is None or str(self.problem) != str(error):
            _LOG.warning("%s", error)
        self.problem = error
