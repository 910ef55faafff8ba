"""The page's two articles, open for searching, in a copy that a test may change."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.embedding import open_word_embedder
from index.interfaces import Embedder
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.updating.build import store_path
from rag.assemble import OpenIndex
from rag.settings import Settings, load_settings
from ui.page.corpus.keeping import Keeper, Outcome
from ui.page.corpus.staging import Staging


@dataclass(frozen=True, slots=True)
class Corpus:
    """A keeper over an open index, and what is beside it."""

    keeper: Keeper
    index: OpenIndex
    staging: Staging
    settings: Settings

    @property
    def uploads(self) -> Path:
        return self.settings.data / "uploads"

    @property
    def ids(self) -> set[str]:
        return {info.article_id for info in self.index.searcher.source.current().articles.values()}

    def add(self, **files: bytes) -> Outcome:
        """Add files; ``a__md`` is ``a.md``."""
        given = []
        for name, content in files.items():
            waiting = self.staging.begin(name.replace("__", "."))
            self.staging.write(waiting, content)
            taken = self.staging.take(waiting.token)
            assert taken is not None
            given.append(taken)
        return self.keeper.add(given, lambda done, total: None)


@pytest.fixture
def corpus(page_data: Path, tmp_path: Path, embedder: Embedder) -> Iterator[Corpus]:
    data = tmp_path / "data"
    shutil.copytree(page_data, data)
    settings = load_settings({}, overrides={"data": str(data), "threads": "1"})
    words = open_word_embedder(threads=1, beside=embedder)
    source = SnapshotSource(store_path(settings.data))
    index = OpenIndex(Searcher(source, embedder, words), None)
    yield Corpus(Keeper(settings, index), index, Staging(data / "incoming"), settings)
    index.close()
