import logging
import multiprocessing
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from index.chroma import http, projector
from index.chroma.collections import ChromaCollections, open_folder, open_server
from index.chroma.opening import open_projection
from index.chroma.projection import COLLECTIONS, Page, expectations, holds_all
from index.chroma.projector import ChromaProjection
from index.errors import ChromaUnavailableError
from index.interfaces import Neighbours
from tests.index.chroma.chroma_source import SqliteSource, drain_telling, key_of, vector_of

ROOT = Path(__file__).parents[3]
KILLS = 6


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteSource]:
    store = SqliteSource(tmp_path / "store.db")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chroma"


class Server:
    """A real `chroma run` that can be stopped and started again at the same address."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._data = data
        self.start()

    def start(self) -> None:
        chroma = str(Path(sys.executable).with_name("chroma"))
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [chroma, "run", "--path", str(self._data), *address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._is_up)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat").is_success
        except httpx.TransportError:
            return False


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture
def server(shared_server: Server, source: SqliteSource) -> Server:
    source.store_id = f"{random.getrandbits(64):016x}"  # an own index on the one server
    return shared_server


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


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


def test_killed_at_any_moment_it_equals_the_store_after_the_next_drain(
    folder: Path, source: SqliteSource, tmp_path: Path
) -> None:
    moments = random.Random(3)
    processes = multiprocessing.get_context("forkserver")  # Chroma is imported once for all
    processes.set_forkserver_preload(["index.chroma.opening"])
    interrupted = 0
    for kill in range(KILLS):
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
    assert interrupted >= KILLS // 2


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
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
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
        for file in sorted(folder.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        source.commit("passages", add=(77,))
        projection.drain()
        found = ask(projection, 77)
        assert found is not None
        assert found.passages[0] == key_of(77)
    assert_folder_equals(folder, source)


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


def test_a_server_holds_the_same_and_needs_no_folder(
    server: Server, folder: Path, source: SqliteSource
) -> None:
    source.commit("passages", add=range(60))
    source.commit("pieces", add=range(60))
    with closing(opened(folder, source, server.url)) as projection:
        assert projection.drain() == 120
        found = ask(projection, 9)
        assert found is not None
        assert (found.passages[0], found.pieces[0]) == (key_of(9), key_of(9))
        source.commit("pieces", delete=(9,))
        projection.drain()
    assert_server_equals(server.url, source)
    assert not source.is_unclean()
    assert not folder.exists()


def test_after_an_unclean_end_a_server_is_compared_and_filled_anew(
    server: Server, folder: Path, source: SqliteSource
) -> None:
    source.commit("passages", add=range(60))
    with closing(opened(folder, source, server.url)) as projection:
        projection.drain()
    there = ChromaCollections(source.store_id, lambda: open_server(server.url), str)
    there.connect()
    there.delete("passages", (key_of(5),))
    there.add(Page("passages", (key_of(5),), vector_of(key_of(6), 48)[None]))
    there.close()
    source.set_projecting(True)
    with closing(opened(folder, source, server.url)) as projection:
        assert ask(projection, 5) is None
        projection.drain()
        assert ask(projection, 5) is not None
    assert_server_equals(server.url, source)


def test_a_reader_goes_on_when_another_process_has_filled_the_server_anew(
    server: Server, folder: Path, source: SqliteSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "_PAUSE_SECONDS", 0.0)
    source.commit("passages", add=range(60))
    with closing(opened(folder, source, server.url)) as reader:
        reader.drain()
        there = ChromaCollections(source.store_id, lambda: open_server(server.url), str)
        there.create(48)
        assert ask(reader, 5) is None  # half filled
        there.add(Page("passages", (key_of(5),), vector_of(key_of(5), 48)[None]))
        there.mark_filled()
        there.close()
        assert ask(reader, 5, limit=1) == Neighbours((key_of(5),), ())


def test_two_processes_of_one_store_do_not_write_to_a_server_at_once(
    server: Server, folder: Path, source: SqliteSource
) -> None:
    source.commit("passages", add=range(10))
    with (
        closing(opened(folder, source, server.url)) as one,
        closing(opened(folder, source, server.url)) as two,
    ):
        assert one.drain(lambda: two.drain() > 0) == 10


def test_a_stopped_server_means_none_and_it_goes_on_when_it_is_back(
    server: Server,
    folder: Path,
    source: SqliteSource,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(projector, "_PAUSE_SECONDS", 0.0)
    source.commit("passages", add=range(30))
    with closing(opened(folder, source, server.url)) as projection:
        projection.drain()
        server.stop()
        assert [ask(projection, 1), ask(projection, 1)] == [None, None]
        assert len(caplog.messages) == 1
        source.commit("passages", add=(99,))
        with pytest.raises(ChromaUnavailableError, match=f"127.0.0.1:{server.port}"):
            projection.drain()
        with pytest.raises(ChromaUnavailableError, match=r"chroma run .*FUNDSTELLE_CHROMA_URL"):
            open_projection(folder, server.url, source)
        server.start()
        assert projection.drain() == 1
        found = ask(projection, 99)
        assert found is not None
        assert found.passages[0] == key_of(99)
    assert_server_equals(server.url, source)


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """An HTTP server that is no Chroma, such as a proxy before a Chroma that is away."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server looks for
            well = self.path.endswith(("heartbeat", "identity", "tenants/default_tenant"))
            self.send_response(200 if well else status)
            self.end_headers()
            self.wfile.write(b'{"nanosecond heartbeat": 1}' if well else body)

        do_POST = do_GET  # noqa: N815 - likewise

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as proxy:
        thread = threading.Thread(target=proxy.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_port}"
        finally:
            proxy.shutdown()
            thread.join()


def test_whatever_answers_at_the_address_failing_is_one_clear_line(
    folder: Path, source: SqliteSource
) -> None:
    with answering(502, b"<h1>Bad gateway</h1>") as url:
        line = rf"Chroma server {url} does not work"
        with pytest.raises(ChromaUnavailableError, match=line) as error:
            open_projection(folder, url, source)
    assert "\n" not in str(error.value)


def test_a_frozen_server_is_given_up(
    folder: Path, source: SqliteSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_TIMEOUT", httpx.Timeout(0.3))
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        url = f"http://127.0.0.1:{frozen.getsockname()[1]}"
        with pytest.raises(ChromaUnavailableError, match="timed out"):
            open_projection(folder, url, source)


def test_passwords_in_an_address_are_not_told(folder: Path, source: SqliteSource) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ChromaUnavailableError) as error:
        open_projection(folder, f"http://reader:secret@127.0.0.1:{port}", source)
    assert "secret" not in str(error.value)


def test_both_collections_are_named_for_their_store(folder: Path, source: SqliteSource) -> None:
    with closing(opened(folder, source)) as projection:
        projection.drain()
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        names = {name for (name,) in database.execute("SELECT name FROM collections")}
    assert names == {f"fundstelle-0123456789ab-{collection}" for collection in COLLECTIONS}
