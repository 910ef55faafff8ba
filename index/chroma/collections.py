"""Chroma ends in this file; importing it costs a second of processor time, so do it late."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.types import GetResult
from chromadb.config import Settings
from chromadb.errors import ChromaError, InternalError, NotFoundError, error_types
from numpy.typing import NDArray

from index.chroma.http import guard_session
from index.chroma.projection import COLLECTIONS, CollectionName, Page
from index.errors import ChromaBrokenError, ChromaUnavailableError

_GRAPH: CreateCollectionConfiguration = {
    # On 15,000 pieces of German news: 2,800 vectors a second of processor time with recall@50 .988
    # for questions and .996 for held-out pieces; Chroma's own settings: 1,400 with .901 and .950.
    "hnsw": {
        "space": "cosine",
        "ef_construction": 32,
        "max_neighbors": 12,
        "ef_search": 800,
        "sync_threshold": 2000,
    }
}
_PAGE = 2000


class ChromaCollections:
    """The two collections of one store; failures leave as our errors, worded by ``line``."""

    def __init__(
        self, store_id: str, open_client: Callable[[], ClientAPI], line: Callable[[str], str]
    ) -> None:
        self._store_id = store_id
        self._names = {c: f"fundstelle-{store_id[:12]}-{c}" for c in COLLECTIONS}
        self._open_client = open_client
        self._line = line
        self._client: ClientAPI | None = None
        self._handles: dict[CollectionName, chromadb.Collection] = {}

    def connect(self) -> None:
        """Open the collections that are there; raise ChromaBrokenError when they are not."""
        with self._own_errors():
            self._fetch(self._open())

    def are_alone(self) -> bool:
        """Tell whether there is no other collection beside these two."""
        with self._own_errors():
            return {c.name for c in self._open().list_collections()} == {*self._names.values()}

    def create(self, dimension: int) -> None:
        """Make both collections, not filled; those that are there are deleted."""
        with self._own_errors():
            client = self._open()
            for collection, name in self._names.items():
                with suppress(NotFoundError):
                    client.delete_collection(name)
                self._handles[collection] = client.create_collection(
                    name,
                    configuration=_GRAPH,
                    metadata=self._metadata(dimension, filled=False),
                    embedding_function=None,
                )

    def is_filled(self, dimension: int) -> bool:
        """Tell whether both collections were filled to the end with such vectors."""
        filled = self._metadata(dimension, filled=True)
        return all(handle.metadata == filled for handle in self._handles.values())

    def mark_filled(self) -> None:
        """Remember that both collections are filled."""
        with self._own_errors():
            for handle in self._handles.values():
                handle.modify(metadata={**handle.metadata, "filled": True})

    def count(self, collection: CollectionName) -> int:
        """Return how many keys there are."""
        with self._own_errors():
            return self._handles[collection].count()

    def add(self, page: Page) -> None:
        """Add keys; those that are there stay as they are."""
        with self._own_errors():
            self._handles[page.collection].add(ids=list(page.keys), embeddings=page.vectors)

    def delete(self, collection: CollectionName, keys: tuple[str, ...]) -> None:
        """Delete keys; those that are not there don't matter."""
        with self._own_errors():
            self._handles[collection].delete(ids=list(keys))

    def get(self, collection: CollectionName, keys: tuple[str, ...]) -> Page:
        """Return those of the keys that are there."""
        with self._own_errors():
            found = self._handles[collection].get(ids=list(keys), include=["embeddings"])
        return _page(collection, found)

    def pages(self) -> Iterator[Page]:
        """Yield everything of both; nobody may write meanwhile."""
        for collection, handle in self._handles.items():
            start = 0
            with self._own_errors():
                while start < handle.count():
                    found = handle.get(limit=_PAGE, offset=start, include=["embeddings"])
                    yield _page(collection, found)
                    start += _PAGE

    def nearest(
        self, collection: CollectionName, vector: NDArray[np.float32], limit: int
    ) -> tuple[str, ...]:
        """Return the keys of the nearest vectors, nearest first."""
        with self._own_errors():
            try:
                return _query(self._handles[collection], vector, limit)
            except NotFoundError:
                # Another process made the collections anew; handles hold their old number.
                self._fetch(self._open())
                if not all(handle.metadata["filled"] for handle in self._handles.values()):
                    raise ChromaUnavailableError(self._line("it is being filled")) from None
                return _query(self._handles[collection], vector, limit)

    def close(self) -> None:
        """Let go of the client."""
        client, self._client, self._handles = self._client, None, {}
        if isinstance(client, Client):  # its interface has no close()
            with self._own_errors():
                client.close()

    def _open(self) -> ClientAPI:
        if self._client is None:
            self._client = self._open_client()
        return self._client

    def _fetch(self, client: ClientAPI) -> None:
        self._handles = {
            collection: client.get_collection(name, embedding_function=None)
            for collection, name in self._names.items()
        }

    def _metadata(self, dimension: int, *, filled: bool) -> dict[str, str | int | bool]:
        return {"store_id": self._store_id, "dimension": dimension, "filled": filled}

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        # KeyError: there is no handle, connecting failed before.
        except (NotFoundError, InternalError, KeyError) as error:
            raise ChromaBrokenError(self._line(_reason(error))) from error
        except (ChromaError, httpx.HTTPError, OSError) as error:
            raise ChromaUnavailableError(self._line(_reason(error))) from error


def open_folder(path: Path) -> ClientAPI:
    """Open an embedded database, new or old."""
    return chromadb.PersistentClient(path, _settings())


def open_server(url: str) -> ClientAPI:
    """Open a server that is known to answer; raises ConnectionError when it no longer does."""
    try:
        # The whole address, path and all; Chroma leaves its port argument alone then.
        client = chromadb.HttpClient(url, settings=_settings())
    except ValueError as error:
        raise ConnectionError(str(error)) from error
    guard_session(client, error_names=frozenset(error_types))
    return client


def _settings() -> Settings:
    # No .env of the working folder, and no address that the environment has for the server itself.
    return Settings(
        _env_file=None,  # type: ignore[call-arg] # pydantic's own argument
        anonymized_telemetry=False,
        chroma_server_host=None,
        chroma_server_http_port=None,
    )


def _query(handle: chromadb.Collection, vector: NDArray[np.float32], limit: int) -> tuple[str, ...]:
    found = handle.query(query_embeddings=vector.tolist(), n_results=limit, include=[])
    return tuple(found["ids"][0])


def _page(collection: CollectionName, found: GetResult) -> Page:
    vectors = np.asarray(found["embeddings"], dtype=np.float32)
    return Page(collection, tuple(found["ids"]), vectors.reshape(len(found["ids"]), -1))


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
