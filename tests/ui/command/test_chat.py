from pathlib import Path
from typing import Any


def test_lines_of_a_pipe_are_questions_too(built: Any, process: Any, model_cache: Path) -> None:
    ran = process(["chat", "--model", "embedded", *built.flags], given="🎉\n\n" + "x" * 3000 + "\n")
    assert ran.code == 0
    assert "is read together with the one before" in ran.out
    assert "Please ask a question in words." in ran.out
    # One question that can't be taken does not end the chat.
    assert "Shorten it." in ran.err


def test_without_an_index_there_is_no_chat(fundstelle: Any, tmp_path: Path) -> None:
    ran = fundstelle("chat", "--data", str(tmp_path / "none"))
    assert ran.code == 1
    assert "fundstelle index" in ran.err
