"""What Chroma must hold, told by the store: changes to send, and how to see that all arrived.

Pure logic between the store's outbox and Chroma; nothing here knows Chroma.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.interfaces import Vectors

CollectionName = Literal["passages", "pieces"]
COLLECTIONS: tuple[CollectionName, ...] = ("passages", "pieces")

_TOLERANCE = 1e-4
"""Chroma gives a float32 back within 4e-7 of what it was given; another text is far beyond this."""
_SPOTS = 3


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One change of the store that Chroma has not confirmed; ``number`` grows."""

    number: int
    operation: Literal["add", "delete"]
    collection: CollectionName
    key: str
    """Content-addressed: an added key always has the same vector."""


class ProjectionSource(Protocol):
    """The truth that Chroma repeats; called by the draining thread and by searching threads."""

    @property
    def store_id(self) -> str:
        """Return the random id of this store, made once."""
        ...

    @property
    def dimension(self) -> int:
        """Return the length of the vectors, 0 while there are none."""
        ...

    def outbox(self, limit: int) -> list[OutboxEntry]:
        """Return at most ``limit`` entries, oldest first."""
        ...

    def vectors(
        self, collection: CollectionName, keys: Sequence[str]
    ) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those keys that are there."""
        ...

    def keys(self, collection: CollectionName) -> list[str]:
        """Return every key that is committed."""
        ...

    def acknowledge(self, up_to: int) -> None:
        """Forget the entries with numbers up to and including this one, in one transaction."""
        ...

    def is_unclean(self) -> bool:
        """Tell whether somebody began to write to Chroma and has not closed it in peace."""
        ...

    def set_projecting(self, flag: bool) -> None:  # noqa: FBT001 - a flag is what is kept
        """Keep the flag that :meth:`is_unclean` tells."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch of entries comes to in one collection; no key is in both."""

    collection: CollectionName
    delete: tuple[str, ...]
    add: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some keys of one collection and their vectors, row by row, as Chroma has them."""

    collection: CollectionName
    keys: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Expectation:
    """Keys that a collection must hold, and keys that it may hold: they are in the outbox."""

    settled: tuple[str, ...]
    pending: frozenset[str]

    def allows_count(self, count: int) -> bool:
        """Tell whether a collection of this size can be right."""
        return len(self.settled) <= count <= len(self.settled) + len(self.pending)

    def spots(self) -> tuple[str, ...]:
        """Return a few keys from all over, enough to see that there are vectors at all."""
        return self.settled[:: max(1, len(self.settled) // _SPOTS)][:_SPOTS]


def plan_changes(entries: Iterable[OutboxEntry]) -> tuple[Change, ...]:
    """Keep the last operation of every key.

    A key that is only added again is not deleted first: its vector is the same by contract, and
    Chroma ignores what it has, four times faster than it replaces it.
    """
    last = {(entry.collection, entry.key): entry.operation for entry in entries}
    changes = [
        Change(
            collection,
            delete=tuple(k for (c, k), do in last.items() if c == collection and do == "delete"),
            add=tuple(k for (c, k), do in last.items() if c == collection and do == "add"),
        )
        for collection in COLLECTIONS
    ]
    return tuple(change for change in changes if change.delete or change.add)


def expectations(source: ProjectionSource) -> dict[CollectionName, Expectation]:
    """Return what each collection must and may hold now."""
    # Keys before the outbox: whatever the writer changes in between is then found in the outbox.
    keys = {collection: source.keys(collection) for collection in COLLECTIONS}
    entries = source.outbox(sys.maxsize)
    expected: dict[CollectionName, Expectation] = {}
    for collection in COLLECTIONS:
        pending = frozenset(entry.key for entry in entries if entry.collection == collection)
        settled = tuple(key for key in keys[collection] if key not in pending)
        expected[collection] = Expectation(settled, pending)
    return expected


def holds_all(
    pages: Iterable[Page],
    expected: dict[CollectionName, Expectation],
    source: ProjectionSource,
) -> bool:
    """Tell whether pages that list everything are what the store has, vector by vector."""
    missing = {collection: set(expected[collection].settled) for collection in COLLECTIONS}
    for page in pages:
        for key in page.keys:
            # A key seen before is no longer missing, so a doubled one is strange as well.
            if key in missing[page.collection]:
                missing[page.collection].remove(key)
            elif key not in expected[page.collection].pending:
                return False
        if not same_vectors(page, source):
            return False
    return not any(missing.values())


def same_vectors(page: Page, source: ProjectionSource) -> bool:
    """Tell whether every vector of the page that the store still has is equal there."""
    truth = source.vectors(page.collection, page.keys)
    return all(
        truth[key].shape == vector.shape and bool(np.abs(truth[key] - vector).max() < _TOLERANCE)
        for key, vector in zip(page.keys, page.vectors, strict=True)
        if key in truth
    )


def filling_pages(
    collection: CollectionName, keys: Sequence[str], source: ProjectionSource, size: int
) -> Iterator[Page]:
    """Yield the store's vectors of these keys, ``size`` at a time; keys gone since are left out."""
    for start in range(0, len(keys), size):
        found = source.vectors(collection, keys[start : start + size])
        if found:
            yield Page(collection, tuple(found), np.stack(list(found.values())))
