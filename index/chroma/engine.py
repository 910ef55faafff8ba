"""What the projection needs of Chroma, embedded or as a server."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.chroma.projection import CollectionName, Page


class Engine(Protocol):
    """The two collections of one store in Chroma.

    Everything raises ChromaUnavailableError (nobody answers, nothing can be written) or its
    ChromaBrokenError (what is there is missing or can't be read).
    """

    is_exclusive: bool
    """Whether nobody but this process can have it open."""

    def connect(self) -> None:
        """Open the collections that are there; raise ChromaBrokenError when they are not."""
        ...

    def is_filled(self, dimension: int) -> bool:
        """Tell whether both collections were filled to the end with such vectors."""
        ...

    def mark_filled(self) -> None:
        """Remember that both collections are filled."""
        ...

    def reset(self, dimension: int) -> None:
        """Throw away what is there and make both collections anew, not filled."""
        ...

    def count(self, collection: CollectionName) -> int:
        """Return how many keys there are."""
        ...

    def add(self, page: Page) -> None:
        """Add keys; those that are there stay as they are."""
        ...

    def delete(self, collection: CollectionName, keys: tuple[str, ...]) -> None:
        """Delete keys; those that are not there don't matter."""
        ...

    def get(self, collection: CollectionName, keys: tuple[str, ...]) -> Page:
        """Return those of the keys that are there."""
        ...

    def probe(self) -> Iterator[Page]:
        """Yield everything, safely even when the files are torn."""
        ...

    def nearest(
        self, collection: CollectionName, vector: NDArray[np.float32], limit: int
    ) -> tuple[str, ...]:
        """Return the keys of the nearest vectors, nearest first."""
        ...

    def close(self) -> None:
        """Let go of the collections, not of the place."""
        ...

    def writing(self) -> AbstractContextManager[bool]:
        """Be the only process that writes; False when another one is."""
        ...

    def release(self) -> None:
        """Let go of the place, for other processes."""
        ...
