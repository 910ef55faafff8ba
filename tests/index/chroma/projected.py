"""A projection of a small source, and whether Chroma holds what the source does."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index.chroma.collections import ChromaCollections, open_folder, open_server
from index.chroma.opening import open_projection
from index.chroma.projection import Page, expectations, holds_all
from index.chroma.projector import ChromaProjection
from index.interfaces import Neighbours
from tests.index.chroma.chroma_source import SqliteSource, key_of, vector_of


def has_at_most(source: SqliteSource, left: int) -> bool:
    return len(source.outbox(left + 1)) <= left


def opened(folder: Path, source: SqliteSource, url: str | None = None) -> ChromaProjection:
    projection = open_projection(folder, url, source)
    assert projection is not None
    return projection


def assert_equal(pages: Iterator[Page], source: SqliteSource) -> None:
    assert source.outbox(1) == []
    assert holds_all(pages, expectations(source), source)


def assert_folder_equals(folder: Path, source: SqliteSource) -> None:
    with closing(ChromaCollections(source.store_id, lambda: open_folder(folder), str)) as there:
        there.connect()
        assert_equal(there.pages(), source)


def assert_server_equals(url: str, source: SqliteSource) -> None:
    with closing(ChromaCollections(source.store_id, lambda: open_server(url), str)) as there:
        there.connect()
        assert_equal(there.pages(), source)


def ask(projection: ChromaProjection, number: int, limit: int = 5) -> Neighbours | None:
    return projection.nearest(vector_of(key_of(number), 48), limit)
