"""A run over test questions is written down and numbered, from whatever file they came."""

import json
from dataclasses import replace
from pathlib import Path

from evals.dataset.reading import read_questions
from evals.dataset.records import Line
from evals.dataset.sets import built_in_sets
from evals.running.folder import RunFolder
from evals.running.split_log import asks_test_questions, log_test_run

DEV, TEST = (read_questions(path)[0] for path in built_in_sets())


def test_test_questions_are_known_by_their_words() -> None:
    assert asks_test_questions(TEST[:1])
    assert not asks_test_questions(DEV)
    renamed = replace(TEST[0].question, name="mine-1", split="dev")
    assert asks_test_questions([*DEV[:3], Line("mine.jsonl", 1, renamed)])


def test_each_run_has_a_line_and_a_number(tmp_path: Path) -> None:
    log = tmp_path / "evals" / "test-runs.jsonl"
    for number in (1, 2):
        made_of = {"commit": "c" * 40, "questions": {"n": 7}}
        folder = RunFolder.create(tmp_path / f"run{number}", made_of)
        assert log_test_run(log, folder) == number
        assert folder.manifest()["test_run"] == number
    first, second = (json.loads(line) for line in log.read_text("utf-8").splitlines())
    assert first["folder"] == str(tmp_path / "run1")
    assert (second["n"], second["commit"]) == (7, "c" * 40)
