from pathlib import Path
from typing import Any

import pytest

from rag.settings import load_settings
from ui.hosts import hosts


def test_a_sound_machine_is_found_usable(
    fundstelle: Any, tmp_path: Path, model_cache: Path
) -> None:
    # It asks what the first article is about: of a short one that is soon said.
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "steg.md").write_text("---\ntitle: Neuer Steg\n---\nDer Steg ist fertig.\n", "utf-8")
    flags = ["--corpus", str(corpus), "--data", str(tmp_path / "data")]
    assert fundstelle("index", *flags).code == 0
    ran = fundstelle("doctor", "--json", "--model", "embedded", *flags)
    found = {check["part"]: check for check in ran.json["checks"]}
    assert ran.code == 0, ran.out
    assert ran.json["usable"]
    assert found["index"]["message"].startswith("1 articles")
    assert found["embedder"]["state"] == "ok"
    assert found["Chroma"]["state"] == "ok"
    assert "hash verified" in found["weights"]["message"]
    assert found["question"]["state"] in ("ok", "note")
    assert all(host["loopback"] for host in ran.json["hosts"])


def test_what_is_missing_is_named_with_what_to_type(
    fundstelle: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNDSTELLE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("FUNDSTELLE_OLLAMA_URL", "http://127.0.0.1:9")
    ran = fundstelle("doctor", "--data", str(tmp_path / "none"))
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert any(line.startswith("PROBLEM index") and "fundstelle index" in line for line in lines)
    assert any(line.startswith("note    Ollama") and "ollama serve" in line for line in lines)
    assert any(line.startswith("PROBLEM language model") and "models get" in line for line in lines)
    assert not (tmp_path / "none").exists()


def test_a_chroma_that_lacks_vectors_is_noticed(
    fundstelle: Any, copied: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNDSTELLE_CACHE", str(tmp_path / "cache"))
    for file in sorted((copied.data / "chroma").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    ran = fundstelle("doctor", "--json", "--model", "embedded", *copied.flags)
    (chroma,) = [check for check in ran.json["checks"] if check["part"] == "Chroma"]
    assert chroma["state"] == "note"
    assert "filled again" in chroma["message"]


def test_hosts_off_this_machine_are_told_apart_and_passwords_kept(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "FUNDSTELLE_OLLAMA_URL": "http://me:secret@10.1.2.3:11434",
            "FUNDSTELLE_CHROMA_URL": "http://localhost:8000",
        },
        folder=tmp_path,
    )
    found = {host.url: host.loopback for host in hosts(settings)}
    assert found == {
        "http://10.1.2.3:11434": False,
        "http://127.0.0.1": True,
        "http://localhost:8000": True,
    }


def test_with_the_embedded_model_text_stays_in_the_process(tmp_path: Path) -> None:
    settings = load_settings({"FUNDSTELLE_MODEL": "embedded"}, folder=tmp_path)
    assert [host.url for host in hosts(settings)] == ["http://127.0.0.1"]
