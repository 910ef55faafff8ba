from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FUNDSTELLE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_models_are_listed_with_licence_sources_and_what_is_here(fundstelle: Any) -> None:
    found = fundstelle("models", "--json").json
    default = next(model for model in found["models"] if model["name"] == found["default"])
    assert default["state"] == "missing"
    assert default["licence"] == "Apache-2.0"
    assert {source["kind"] for source in default["sources"]} == {"hub", "wheels"}
    shown = fundstelle("models", "list").out
    assert all(model["name"] in shown for model in found["models"])


def test_a_damaged_file_is_called_damaged(fundstelle: Any, empty_cache: Path) -> None:
    found = fundstelle("models", "--json").json
    path = Path(found["models"][0]["path"])
    path.parent.mkdir(parents=True)
    path.write_bytes(b"GGUF half")
    row = fundstelle("models", "--json").json["models"][0]
    assert row["state"] == "damaged"
    assert f"models get {row['name']}" in row["problem"]


def test_a_model_that_nobody_knows_is_1(fundstelle: Any) -> None:
    ran = fundstelle("models", "get", "gpt-9", "--json")
    assert ran.code == 1
    assert "Known models" in ran.json["error"]["message"]


@pytest.mark.parametrize("words", [["list", "x"], ["fetch"], ["ready", "x"]])
def test_words_that_do_not_fit_are_wrong_usage(fundstelle: Any, words: list[str]) -> None:
    assert fundstelle("models", *words).code == 2


def test_an_ollama_model_by_name_needs_its_server_to_be_ready(
    fundstelle: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("FUNDSTELLE_OLLAMA_URL", "http://127.0.0.1:9")
    ran = fundstelle("models", "ready", "--model", "ollama:x", "--json")
    assert ran.code == 1
    assert "ollama serve" in ran.json["error"]["message"]


def test_a_file_of_ones_own_needs_no_weights(fundstelle: Any, empty_cache: Path) -> None:
    ran = fundstelle("models", "ready", "--model", "file:x.gguf")
    assert ran.code == 0
    assert not empty_cache.exists()
