"""Which model answers."""

from pathlib import Path
from typing import Any

import pytest

from rag.errors import ModelFilesError, ModelUnavailableError
from rag.models.manifest import load_manifest
from rag.models.select import Selected, open_model
from tests.ports import free_port


@pytest.fixture
def nowhere() -> str:
    return f"http://127.0.0.1:{free_port()}"


def opened(model: str, url: str, cache: Path, ollama_model: str = "qwen3.5:4b") -> Selected:
    return open_model(model, url, ollama_model, cache, allow_remote=False, threads=1)


def test_auto_takes_ollama_where_it_has_the_model(ollama_server: Any, tmp_path: Path) -> None:
    found = opened("auto", ollama_server.url, tmp_path, ollama_server.model)
    assert found.model.served_by == "ollama"
    assert "--model embedded" in found.note


def test_auto_takes_the_embedded_model_where_ollama_lacks_its_own(
    ollama_server: Any, model_cache: Path
) -> None:
    found = opened("auto", ollama_server.url, model_cache)
    assert found.model.served_by == "embedded"
    assert "`ollama pull qwen3.5:4b`" in found.note


def test_auto_takes_the_embedded_model_without_ollama(nowhere: str, model_cache: Path) -> None:
    found = opened("auto", nowhere, model_cache)
    assert (found.model.name, found.model.served_by) == (load_manifest().default, "embedded")
    assert "`ollama serve`" in found.note


def test_without_either_both_ways_out_are_named(nowhere: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"`fundstelle models get qwen2.*`ollama serve`"):
        opened("auto", nowhere, tmp_path)


def test_missing_weights_say_what_to_type(nowhere: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match="`fundstelle models get qwen3-4b`"):
        opened("embedded:qwen3-4b", nowhere, tmp_path)


def test_a_named_ollama_model_that_is_missing_is_no_reason_for_another(
    ollama_server: Any, model_cache: Path
) -> None:
    with pytest.raises(ModelUnavailableError, match="`ollama pull fehlt`"):
        opened("ollama:fehlt", ollama_server.url, model_cache)


def test_a_file_of_the_user_is_taken_by_its_path(nowhere: str, weights: Path) -> None:
    found = opened(f"file:{weights}", nowhere, Path("/unused"))
    assert found.model.served_by == "embedded"
    assert found.model.name == weights.stem


def test_something_else_on_ollamas_port_is_called_that(tmp_path: Path, no_ollama: str) -> None:
    with pytest.raises(ModelUnavailableError, match="is no Ollama server"):
        opened("ollama:x", no_ollama, tmp_path)


@pytest.fixture
def no_ollama() -> Any:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>Willkommen</html>")

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
