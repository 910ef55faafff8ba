import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.chroma import projector
from index.chroma.opening import open_projection
from index.chroma.projection import COLLECTIONS
from index.errors import ChromaUnavailableError
from index.interfaces import Neighbours
from tests.index.chroma.chroma_source import SqliteSource, key_of, vector_of
from tests.index.chroma.projected import ask, assert_folder_equals, opened

ROOT = Path(__file__).parents[3]


def test_what_is_committed_is_found_after_a_drain_and_what_is_deleted_is_not(
    folder: Path, source: SqliteSource
) -> None:
    with closing(opened(folder, source)) as projection:
        source.commit("passages", add=range(20))
        source.commit("pieces", add=range(100, 130))
        assert projection.drain() == 50
        found = ask(projection, 7)
        assert found is not None
        assert found.passages[0] == key_of(7)
        assert len(found.pieces) == 5
        source.commit("passages", delete=(7,), add=(50,))
        assert projection.drain() == 2
        after = ask(projection, 7, limit=50)
        assert after is not None
        assert len(after.passages) == 20
        assert key_of(7) not in after.passages
    assert_folder_equals(folder, source)


def test_an_added_text_is_never_missed_because_chroma_has_it_late(
    folder: Path, source: SqliteSource
) -> None:
    with closing(opened(folder, source)) as projection:
        projection.drain()
        assert ask(projection, 1) == Neighbours((), ())
        source.commit("passages", add=(1,))
        assert ask(projection, 1) is None
        projection.drain()
        assert ask(projection, 1) == Neighbours((key_of(1),), ())


def test_a_text_that_comes_back_has_its_vector_again(folder: Path, source: SqliteSource) -> None:
    with closing(opened(folder, source)) as projection:
        for change in ({"add": range(30)}, {"delete": range(20)}, {"add": range(10)}):
            source.commit("pieces", **change)
            projection.drain()
        source.commit("pieces", add=range(10, 15))
        source.commit("pieces", delete=range(12, 15))
        projection.drain()
    assert_folder_equals(folder, source)


def test_a_peaceful_end_needs_no_probe_and_an_unread_outbox_goes_on(
    folder: Path, source: SqliteSource, caplog: pytest.LogCaptureFixture
) -> None:
    source.commit("passages", add=range(10))
    with closing(opened(folder, source)) as projection:
        projection.drain()
        assert source.is_unclean()
    assert not source.is_unclean()
    source.commit("passages", add=range(10, 20), delete=(3,))
    with closing(opened(folder, source)) as projection:
        assert projection.drain() == 11
        assert ask(projection, 12) is not None
    assert not source.is_unclean()
    assert caplog.messages == []
    assert_folder_equals(folder, source)


def test_a_stopped_drain_keeps_the_rest_and_the_next_one_sends_it(
    folder: Path, source: SqliteSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BATCH", 10)
    source.commit("passages", add=range(25))
    with closing(opened(folder, source)) as projection:
        assert projection.drain(lambda: len(source.outbox(100)) < 20) == 10
        assert len(source.outbox(100)) == 15
        assert projection.drain() == 15


def test_vectors_of_another_length_replace_the_old_ones(folder: Path, source: SqliteSource) -> None:
    source.commit("passages", add=range(20))
    with closing(opened(folder, source)) as projection:
        projection.drain()
        source.commit("passages", delete=range(20))
        source.commit("passages", add=range(100, 120))
        source.dimension = 64
        projection.drain()
        assert projection.nearest(vector_of(key_of(105), 64), 1) == Neighbours((key_of(105),), ())
    assert_folder_equals(folder, source)


def test_another_process_is_told_who_owns_the_folder_by_none(
    folder: Path, source: SqliteSource, tmp_path: Path
) -> None:
    code = (
        "import sys, pathlib\n"
        "from index.chroma.opening import open_projection\n"
        "from tests.index.chroma.chroma_source import SqliteSource\n"
        "source = SqliteSource(pathlib.Path(sys.argv[1]))\n"
        "print(open_projection(pathlib.Path(sys.argv[2]), None, source))\n"
    )
    with closing(opened(folder, source)) as projection:
        assert open_projection(folder, None, source) is None
        other = subprocess.run(
            [sys.executable, "-c", code, tmp_path / "store.db", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout == "None\n"
        projection.drain()
    with closing(opened(folder, source)):
        pass


def test_a_place_that_can_t_be_written_is_one_clear_line(
    tmp_path: Path, source: SqliteSource
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ChromaUnavailableError, match=r"file/chroma can't be used .*writable") as e:
        open_projection(tmp_path / "file" / "chroma", None, source)
    assert "\n" not in str(e.value)


def test_threads_search_while_another_drains_and_closes(
    folder: Path, source: SqliteSource, caplog: pytest.LogCaptureFixture
) -> None:
    source.commit("pieces", add=range(500))
    projection = opened(folder, source)
    projection.drain()
    answers: list[Neighbours | None] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            answers.append(ask(projection, 5))
            time.sleep(0.001)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for start in range(1000, 2000, 100):
        source.commit("pieces", add=range(start, start + 100))
        projection.drain()
    projection.close()
    done.set()
    for thread in threads:
        thread.join()
    assert [answer for answer in answers if answer is not None]
    assert all(answer is None or answer.pieces[0] == key_of(5) for answer in answers)
    assert answers[-1] is None
    assert caplog.messages == []


def test_the_top_50_hold_98_of_100_of_the_exact_ones(folder: Path, source: SqliteSource) -> None:
    source.dimension = 512
    source.commit("pieces", add=range(3000))
    keys = [key_of(number) for number in range(3000)]
    truth = np.stack([vector_of(key, 512) for key in keys])
    shares = []
    with closing(opened(folder, source)) as projection:
        projection.drain()
        for number in range(5000, 5050):
            question = vector_of(key_of(number), 512)
            found = projection.nearest(question, 50)
            assert found is not None
            exact = {keys[index] for index in np.argsort(-(truth @ question))[:50]}
            shares.append(len(exact & set(found.pieces)) / 50)
    assert np.mean(shares) >= 0.98


def test_embedded_it_reaches_for_no_other_machine(
    folder: Path, source: SqliteSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = socket.socket.connect

    def only_loopback(own: socket.socket, address: object) -> None:
        assert isinstance(address, tuple), f"reached for {address}"
        assert address[0] in ("127.0.0.1", "::1"), f"reached for {address}"
        connect(own, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked for a name"))
    source.commit("passages", add=range(10))
    with closing(opened(folder, source)) as projection:
        projection.drain()
        assert ask(projection, 3) is not None


def test_both_collections_are_named_for_their_store(folder: Path, source: SqliteSource) -> None:
    with closing(opened(folder, source)) as projection:
        projection.drain()
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        names = {name for (name,) in database.execute("SELECT name FROM collections")}
    assert names == {f"fundstelle-0123456789ab-{collection}" for collection in COLLECTIONS}
