"""Whatever is lost or damaged in Chroma's folder is filled anew."""

import multiprocessing
import random
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from index.chroma.collections import ChromaCollections, open_folder
from index.chroma.projection import Page
from tests.index.chroma.chroma_source import SqliteSource, drain_telling, key_of, vector_of
from tests.index.chroma.projected import ask, assert_folder_equals, has_at_most, opened
from tests.waiting import wait_until


def empty(folder: Path) -> None:
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()


# How often, and by which draw of moments.
@pytest.mark.parametrize(
    ("kills", "draw"), [(3, 3), *(pytest.param(6, n, marks=pytest.mark.long) for n in range(5))]
)
def test_killed_at_any_moment_it_equals_the_store_after_the_next_drain(
    folder: Path, source: SqliteSource, tmp_path: Path, kills: int, draw: int
) -> None:
    moments = random.Random(draw)
    processes = multiprocessing.get_context("forkserver")  # Chroma is imported once for all
    processes.set_forkserver_preload(["index.chroma.opening"])
    interrupted = 0
    for kill in range(kills):
        first = 1000 * kill
        source.commit("pieces", add=range(first, first + 700))
        source.commit("passages", add=range(first, first + 300))
        source.commit("pieces", delete=range(first - 300, first - 100) if kill else ())
        told, telling = processes.Pipe(duplex=False)
        child = processes.Process(
            target=drain_telling, args=(tmp_path / "store.db", folder, telling)
        )
        child.start()
        assert told.recv() == "draining"
        left = moments.randrange(100, len(source.outbox(2000)) + 1)
        wait_until(partial(has_at_most, source, left))
        time.sleep(moments.uniform(0.0, 0.05))
        child.kill()
        child.join()
        told.close()
        telling.close()
        interrupted += bool(source.outbox(1))
        with closing(opened(folder, source)) as projection:
            projection.drain()
            assert ask(projection, first + 5) is not None
        assert_folder_equals(folder, source)
        assert not source.is_unclean()
    assert interrupted >= kills // 2


def torn_vectors(folder: Path) -> None:
    for file in folder.glob("*/index_metadata.pickle"):
        file.write_bytes(file.read_bytes()[:20])


def other_contents(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"no database" * 500)


def one_vector_of_another(folder: Path) -> None:
    with closing(ChromaCollections("0123456789abcdef", lambda: open_folder(folder), str)) as there:
        there.connect()
        there.delete("pieces", (key_of(1700),))
        there.add(Page("pieces", (key_of(1700),), vector_of(key_of(1), 48)[None]))


@pytest.mark.parametrize("damage", [torn_vectors, other_contents, one_vector_of_another])
def test_after_an_unclean_end_whatever_is_damaged_is_filled_anew(
    folder: Path,
    source: SqliteSource,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    source.commit("pieces", add=range(2500))
    with closing(opened(folder, source)) as projection:
        projection.drain()
    damage(folder)
    source.set_projecting(True)  # what a killed process leaves behind
    source.commit("pieces", add=range(3000, 3010), delete=(2,))
    with closing(opened(folder, source)) as projection:
        assert ask(projection, 1) is None
        assert projection.drain() == 11
        assert ask(projection, 1) is not None
    assert "lacks 2499 vectors" in caplog.text
    assert_folder_equals(folder, source)


def test_a_deleted_or_foreign_folder_is_filled_anew_without_any_flag(
    folder: Path, source: SqliteSource
) -> None:
    source.commit("passages", add=range(40))
    with closing(opened(folder, source)) as projection:
        projection.drain()
    source.store_id = "anotherstoreinthesamefolder"
    with closing(opened(folder, source)) as projection:
        assert ask(projection, 1) is None
        projection.drain()
        assert ask(projection, 1) is not None
    assert_folder_equals(folder, source)
    empty(folder)
    with closing(opened(folder, source)) as projection:
        projection.drain()
        assert ask(projection, 1) is not None
    assert_folder_equals(folder, source)


def test_a_folder_deleted_while_it_is_open_is_filled_anew_by_the_next_drain(
    folder: Path, source: SqliteSource
) -> None:
    source.commit("passages", add=range(40))
    with closing(opened(folder, source)) as projection:
        projection.drain()
        empty(folder)
        source.commit("passages", add=(77,))
        projection.drain()
        found = ask(projection, 77)
        assert found is not None
        assert found.passages[0] == key_of(77)
    assert_folder_equals(folder, source)
