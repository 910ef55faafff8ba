from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.chroma.chroma_source import SqliteSource


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteSource]:
    store = SqliteSource(tmp_path / "store.db")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chroma"
