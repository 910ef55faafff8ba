"""A Chroma server instead of a folder."""

import logging
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from index.chroma import http, projector
from index.chroma.collections import ChromaCollections, open_server
from index.chroma.opening import open_projection
from index.chroma.projection import Page
from index.errors import ChromaUnavailableError
from index.interfaces import Neighbours
from tests.index.chroma.chroma_source import SqliteSource, key_of, vector_of
from tests.index.chroma.projected import (
    ask,
    assert_server_equals,
    opened,
)
from tests.ports import free_port
from tests.waiting import wait_until


class Server:
    """A real `chroma run` that can be stopped and started again at the same address."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
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
    port = free_port()
    with pytest.raises(ChromaUnavailableError) as error:
        open_projection(folder, f"http://reader:secret@127.0.0.1:{port}", source)
    assert "secret" not in str(error.value)
