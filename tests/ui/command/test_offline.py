import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import assemble
from rag.models.select import open_model
from ui.command import main

ARTICLE = (
    "---\ntitle: Scheune abgebrannt\ndate: 2025-02-03\n---\n"
    "In Unterwang ist am Montag eine Scheune abgebrannt. Die Feuerwehr rückte mit 42 Leuten aus. "
    "Der Schaden beträgt laut Polizei rund 180.000 Euro.\n"
)


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every socket but loopback, and every look-up of another name, is an error and is noted."""
    tried: list[object] = []
    connect = socket.socket.connect
    look_up: Callable[..., object] = socket.getaddrinfo

    def is_here(host: object) -> bool:
        return str(host) in ("127.0.0.1", "::1", "localhost")

    def guarded_connect(self: socket.socket, address: tuple[object, ...]) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            tried.append(address)
            raise OSError("blocked by the test")
        connect(self, address)

    def guarded_look_up(host: object, *arguments: object, **names: object) -> object:
        if not is_here(host):
            tried.append(host)
            raise OSError("blocked by the test")
        return look_up(host, *arguments, **names)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    return tried


def test_index_search_and_ask_reach_no_other_machine(
    tmp_path: Path,
    model_cache: Path,
    blocked: list[object],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Not the model that other tests have loaded: loading is to reach no other machine either.
    monkeypatch.setattr(assemble, "open_model", open_model)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "brand.md").write_text(ARTICLE, encoding="utf-8")
    flags = ["--data", str(tmp_path / "data"), "--model", "embedded"]
    assert main(["index", str(tmp_path / "articles"), *flags, "--json"]) == 0
    assert main(["search", "Wie hoch ist der Schaden?", *flags, "--json"]) == 0
    assert main(["ask", "How many firefighters came?", *flags, "--json"]) == 0
    indexed, found, answer = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert indexed["articles"]["added"] == 1
    assert found["hits"][0]["title"] == "Scheune abgebrannt"
    assert "42" in answer["text"]
    assert answer["citations"]
    assert blocked == []
