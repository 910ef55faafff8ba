"""Keeps Chroma equal to the store, and asks it for candidates while it is."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray

from index.chroma.engine import Engine
from index.chroma.projection import (
    COLLECTIONS,
    Change,
    CollectionName,
    Page,
    ProjectionSource,
    expectations,
    filling_pages,
    holds_all,
    plan_changes,
    same_vectors,
)
from index.errors import ChromaBrokenError, ChromaUnavailableError
from index.interfaces import Neighbours

BATCH = 2000
"""Entries a call: 2,800 vectors a second, against 1,760 at 500 and no more at 5,000."""
_PAUSE_SECONDS = 5.0
"""After a failed search, so that a frozen server does not hold up every question."""

logger = logging.getLogger(__name__)


def _never() -> bool:
    return False


def _until(stopped: Callable[[], bool], pages: Iterator[Page]) -> Iterator[Page]:
    """Yield pages; those after ``stopped`` says so are missing."""
    for page in pages:
        if stopped():
            return
        yield page


class ChromaProjection:
    """A projection of one store; threads may search while another one drains.

    ``nearest`` proposes nothing until what is there is known to be right. After a peaceful end
    opening looks at counts and a few vectors; after another the first ``drain`` compares all, and
    fills anew, without embedding, what is not right.
    """

    def __init__(self, engine: Engine, source: ProjectionSource) -> None:
        self._engine = engine
        self._source = source
        self._writing = threading.Lock()
        self._asking = threading.Lock()
        self._askers = ThreadPoolExecutor(len(COLLECTIONS), thread_name_prefix="chroma-asker")
        self._closing = False
        self._warned = False
        self._resume_at = 0.0
        self._dimension = source.dimension
        self._probe_due = source.is_unclean()
        if engine.is_exclusive:
            # From here on: Chroma may write its files even for who only reads.
            source.set_projecting(True)
        self._ready = not self._probe_due and self._looks_right()
        self._check_due = not self._ready

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours | None:
        """Return the nearest keys of both collections, nearest first.

        None while entries wait in the outbox (an added text would be missed), while it is filled
        anew, and for some seconds after Chroma failed to answer.
        """
        with self._asking:
            if not self._ready or time.monotonic() < self._resume_at or self._source.outbox(1):
                return None
            try:
                found = self._ask(vector, limit)
            except ChromaUnavailableError as error:
                self._note_failure(error)
                return None
            self._warned = False
            return Neighbours(found["passages"], found["pieces"])

    def _ask(self, vector: NDArray[np.float32], limit: int) -> dict[str, tuple[str, ...]]:
        """Ask both collections side by side; both have answered when this returns or raises."""
        asked = {
            collection: self._askers.submit(self._engine.nearest, collection, vector, limit)
            for collection in COLLECTIONS
        }
        wait(asked.values())
        return {collection: asked[collection].result() for collection in COLLECTIONS}

    def drain(self, stop: Callable[[], bool] = _never) -> int:
        """Send the outbox to Chroma until it is empty, or ``stop`` says so between two batches.

        Return how many were confirmed; 0 when another process is at it. Raises
        ChromaUnavailableError; the rest stays in the outbox.
        """

        def stopped() -> bool:
            return self._closing or stop()

        with self._writing, self._engine.writing() as alone:
            if not alone or self._closing:
                return 0
            try:
                return self._bring_up_to_date(stopped)
            except ChromaBrokenError as error:
                logger.warning("%s It is filled again from store.db.", error)
                self._fill_anew(stopped)
                return self._send(stopped)

    def close(self) -> None:
        """Close in peace: ends a drain after its batch and lets other processes in."""
        self._closing = True
        with self._writing, self._asking:
            sound, self._ready = self._ready, False
            try:
                self._engine.close()
                if sound and (self._engine.is_exclusive or not self._source.outbox(1)):
                    self._source.set_projecting(False)
            finally:
                self._askers.shutdown()
                self._engine.release()

    def _bring_up_to_date(self, stopped: Callable[[], bool]) -> int:
        # The first vectors of an empty store tell the dimension, others mean another embedder.
        if self._check_due or self._dimension != self._source.dimension:
            self._dimension = self._source.dimension
            right = self._is_right(stopped) if self._probe_due else self._looks_right()
            if not right and not stopped():
                self._fill_anew(stopped)
            elif right:
                self._note_right()
        return self._send(stopped)

    def _send(self, stopped: Callable[[], bool]) -> int:
        confirmed = 0
        while self._ready and not stopped() and (entries := self._source.outbox(BATCH)):
            self._note_writing()
            for change in plan_changes(entries):
                self._apply(change)
            self._source.acknowledge(entries[-1].number)
            confirmed += len(entries)
        return confirmed

    def _apply(self, change: Change) -> None:
        if change.delete:
            self._engine.delete(change.collection, change.delete)
        for page in filling_pages(change.collection, change.add, self._source, BATCH):
            self._engine.add(page)

    def _looks_right(self) -> bool:
        """Tell whether size and some vectors are as expected; enough after a peaceful end."""
        try:
            self._engine.connect()
            return self._engine.is_filled(self._dimension) and all(
                expected.allows_count(self._engine.count(collection))
                and self._has(collection, expected.spots())
                for collection, expected in expectations(self._source).items()
            )
        except ChromaBrokenError:
            return False

    def _has(self, collection: CollectionName, keys: tuple[str, ...]) -> bool:
        if not keys:
            return True
        page = self._engine.get(collection, keys)
        return set(page.keys) == set(keys) and same_vectors(page, self._source)

    def _is_right(self, stopped: Callable[[], bool]) -> bool:
        """Tell whether every key and vector is as expected; needed after an unclean end."""
        try:
            pages = _until(stopped, self._engine.probe())
            right = holds_all(pages, expectations(self._source), self._source)
        except ChromaBrokenError:
            return False
        return right and self._looks_right()

    def _fill_anew(self, stopped: Callable[[], bool]) -> None:
        """Fill both collections from the store; what is in the outbox is left to ``_send``."""
        with self._asking:
            self._ready, self._check_due = False, True
        everything = expectations(self._source)
        if total := sum(len(expected.settled) for expected in everything.values()):
            logger.warning("Chroma lacks %d vectors that it should hold: filling it.", total)
        self._note_writing()
        self._engine.reset(self._dimension)
        for collection, expected in everything.items():
            for page in filling_pages(collection, expected.settled, self._source, BATCH):
                if stopped():
                    return
                self._engine.add(page)
        self._engine.mark_filled()
        self._note_right()

    def _note_right(self) -> None:
        self._ready, self._probe_due, self._check_due = True, False, False

    def _note_writing(self) -> None:
        if not self._source.is_unclean():
            self._source.set_projecting(True)

    def _note_failure(self, error: ChromaUnavailableError) -> None:
        self._resume_at = time.monotonic() + _PAUSE_SECONDS
        self._check_due = self._check_due or isinstance(error, ChromaBrokenError)
        if not self._warned:
            logger.warning("%s Searching without it.", error)
        self._warned = True
