import json
import sqlite3
from pathlib import Path

import pytest

from index.errors import CorpusError
from rag.errors import QuestionError, SettingsError, StoppedError
from ui.command.arguments import UsageError
from ui.command.failures import guarded


def _raise(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("a"), 2),
        (QuestionError("a"), 2),
        (SettingsError("a"), 2),
        (CorpusError("a"), 1),
        (PermissionError(13, "Permission denied", "/x/y"), 1),
        (sqlite3.OperationalError("database is locked"), 1),
        (MemoryError(), 1),
        (KeyboardInterrupt(), 130),
        (StoppedError("Stopped."), 130),
        (BrokenPipeError(), 1),
    ],
)
def test_every_failure_has_its_exit_code(error: BaseException, code: int) -> None:
    assert guarded(lambda: _raise(error), as_json=False) == code


def test_the_code_of_a_run_that_ends_well_is_its_own() -> None:
    assert guarded(lambda: 3, as_json=False) == 3


def test_a_failure_is_one_line_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(lambda: _raise(CorpusError("There is no folder x.")), as_json=False)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "There is no folder x.\n")


def test_with_json_it_is_an_object_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(lambda: _raise(CorpusError("There is no folder x.")), as_json=True)
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == {
        "schema": 1,
        "error": {"code": "corpus", "message": "There is no folder x."},
    }


def test_a_place_that_the_system_refuses_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(lambda: _raise(PermissionError(13, "Permission denied", "/x/y")), as_json=False)
    assert capsys.readouterr().err.startswith("/x/y: Permission denied.")


def test_a_bug_is_one_line_and_its_traceback_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert guarded(lambda: _raise(KeyError("lost")), as_json=False) == 1
    said = capsys.readouterr().err
    (kept,) = tmp_path.iterdir()
    assert said.count("\n") == 1
    assert "KeyError: 'lost'" in said
    assert str(kept) in said
    assert "Traceback" in kept.read_text()
