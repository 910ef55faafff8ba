"""A run on a small index: what is kept, how it goes on, and what is refused in one line."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from evals.running.folder import RunFolder

EMBEDDED = ["--model", "embedded"]
QUOTE = "Die Arbeiten kosten 740.000 Euro."


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Three questions of a user; of the model's time only the one between takes any."""
    path = tmp_path / "mine.jsonl"
    asked = ["🎉", "Was kosten die Arbeiten an der Eisenbrücke?", "Hallo!"]
    lines = [json.dumps({"question": text, "id": f"q{n}"}) for n, text in enumerate(asked)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_stopped_run_goes_on_and_no_other_run_goes_into_its_folder(
    fundstelle: Any, built: Any, model_cache: Path, mine: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    flags = [*EMBEDDED, *built.flags, "--out", str(out)]
    words = ["eval", "run", "--questions", str(mine), *flags]
    store = (built.data / "store.db").read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-m", "ui.command", *words],
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        encoding="utf-8",
    )
    items = out / "items.jsonl"
    end = time.monotonic() + 200
    while not (items.is_file() and items.read_bytes().count(b"\n")):
        assert time.monotonic() < end
        assert child.poll() is None
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=100)
    assert child.returncode == 130, said
    assert f"--out {out}" in said
    first = items.read_bytes().splitlines()
    assert 1 <= len(first) < 3

    with RunFolder.open(out).alone():
        ran = fundstelle(*words)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert f"Another command is writing to {out}" in ran.err
    assert items.read_bytes().splitlines() == first

    begun = RunFolder.open(out).manifest()
    RunFolder.open(out).write_manifest({**begun, "commit": "f" * 40})
    ran = fundstelle(*words, "--json")
    assert ran.code == 0, ran.err
    assert "by the code of commit ffffffffff, it goes on with" in ran.err
    assert ran.json["n"] == 3
    assert items.read_bytes().splitlines()[: len(first)] == first
    kept = {item.question.name: item for item in RunFolder.open(out).items()}
    assert kept.keys() == {"q0", "q1", "q2"}
    assert not any(item.has_gold for item in kept.values())
    cost = kept["q1"].reply
    assert cost is not None
    assert QUOTE in " ".join(place.text for place in cost.evidence)
    assert kept["q1"].dense[0].article == "bruecke"
    manifest = RunFolder.open(out).manifest()
    assert manifest["model"]["quantisation"] == "Q4_K_M"
    assert manifest["seconds"] > 0
    assert (manifest["commit"], manifest["later_commits"]) == ("f" * 40, [begun["commit"]])
    assert (built.data / "store.db").read_bytes() == store

    mine.write_text(mine.read_text("utf-8") + '{"question": "Wer?"}\n', encoding="utf-8")
    before = items.read_bytes()
    ran = fundstelle(*words)
    assert ran.code == 1
    assert "holds another run: the questions are not the same. Nothing" in ran.err
    assert ran.err.count("\n") == 1
    assert items.read_bytes() == before


def test_repeats_are_asked_kept_and_reported_and_more_can_be_added(
    fundstelle: Any, built: Any, model_cache: Path, tmp_path: Path
) -> None:
    """Small talk costs no model's answer."""
    mine = tmp_path / "mine.jsonl"
    mine.write_text('{"question": "🎉"}\n{"question": "Hallo!"}\n', encoding="utf-8")
    out = tmp_path / "run"
    words = ["eval", "run", "--questions", str(mine), *EMBEDDED, *built.flags, "--out", str(out)]
    ran = fundstelle(*words, "--repeat", "2")
    assert ran.code == 0, ran.err
    assert [len(RunFolder.open(out).items()), len(RunFolder.open(out).repeats())] == [2, 2]
    ran = fundstelle(*words, "--repeat", "3")
    assert ran.code == 0, ran.err
    folder = RunFolder.open(out)
    assert [item.repeat for item in folder.repeats()] == [2, 2, 3, 3]
    assert {item.name for item in folder.repeats()[2:]} == {"mine-1~3", "mine-2~3"}
    found = folder.metrics()["repeats"]
    assert (found["times"], found["questions"], found["same_outcome"]) == (3, 2, 1)
    assert "2 questions were asked 3 times each" in (out / "summary.md").read_text("utf-8")
    page = (out / "report.html").read_text("utf-8")
    assert "Asked again" in page


def test_a_quote_that_is_nowhere_is_one_line_and_nothing_is_written(
    fundstelle: Any, built: Any, tmp_path: Path
) -> None:
    line = {"id": "a", "group": "a", "lang": "de", "question": "Was?", "answerable": True}
    line |= {"kind": "figure", "nuggets": [], "answer": {}, "split": "dev"}
    line["evidence"] = [{"doc": "bruecke.md", "quote": "Die Arbeiten kosten 900.000 Euro."}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    out = tmp_path / "run"
    ran = fundstelle("eval", "run", "--questions", str(path), *built.flags, "--out", str(out))
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith(f"{path}:1: the quote 'Die Arbeiten kosten 900")
    assert not out.exists()


def test_without_a_model_nothing_is_written(
    fundstelle: Any, built: Any, mine: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    model = f"file:{tmp_path / 'none.gguf'}"
    words = ["--questions", str(mine), *built.flags, "--model", model, "--out", str(out)]
    ran = fundstelle("eval", "run", *words)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "none.gguf" in ran.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--limit", "0"], "--limit: must be"),
        (["--languages", "xx"], "No question is in xx"),
        (["--split", "dev"], "--split is the built-in set's"),
        (["--repeat", "0"], "--repeat: must be"),
    ],
)
def test_wrong_usage_is_one_line(
    fundstelle: Any, built: Any, mine: Path, words: list[str], said: str
) -> None:
    ran = fundstelle("eval", "run", "--questions", str(mine), *words, *built.flags)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
