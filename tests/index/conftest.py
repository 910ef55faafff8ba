from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.embedding import open_word_embedder
from index.interfaces import Embedder, WordEmbedder
from index.records import IndexReport
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.updating.build import IndexBuilder


@pytest.fixture(scope="session")
def word_embedder(embedder: Embedder) -> WordEmbedder:
    return open_word_embedder(threads=1, beside=embedder)


@pytest.fixture
def builder(tmp_path: Path, embedder: Embedder, word_embedder: WordEmbedder) -> IndexBuilder:
    return IndexBuilder(
        tmp_path / "data",
        embedder,
        word_embedder,
        on_commit=lambda: None,
        progress=lambda done, total: None,
    )


@pytest.fixture
def build(builder: IndexBuilder) -> Callable[[Sequence[Path]], IndexReport]:
    return builder.update


@pytest.fixture
def open_searcher(
    builder: IndexBuilder, embedder: Embedder, word_embedder: WordEmbedder
) -> Callable[[], Searcher]:
    return lambda: Searcher(SnapshotSource(builder.store), embedder, word_embedder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles of an invented village."""
    root = tmp_path / "articles"
    root.mkdir()
    (root / "brand.md").write_text(
        "---\ntitle: Scheune abgebrannt\ndate: 2025-02-03\nsource: Talbote\n---\n"
        "In Unterwang ist am Montag eine Scheune abgebrannt. Die Feuerwehr rückte mit 42 Leuten "
        "aus. Verletzt wurde niemand, der Schaden beträgt laut Polizei rund 180.000 Euro.\n",
        encoding="utf-8",
    )
    (root / "schule.md").write_text(
        "---\ntitle: Schule bekommt Gewächshaus\ndate: 2025-05-20\nsource: Talbote\n---\n"
        "Die Grundschule am Anger hat ein Gewächshaus bekommen. Rektorin Heike Zumbrunn sagte, "
        "die Kinder hätten zwei Jahre lang dafür gesammelt. Es kostete 6.400 Euro.\n",
        encoding="utf-8",
    )
    (root / "verein.txt").write_text(
        "Schachverein feiert Aufstieg\n\nDer Schachverein Unterwang spielt künftig in der "
        "Landesliga. Entscheidend war der Sieg von Yusuf Demirel am letzten Brett.\n",
        encoding="utf-8",
    )
    return root
