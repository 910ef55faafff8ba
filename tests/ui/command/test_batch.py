import json
from pathlib import Path
from typing import Any

import pytest

LINES = [
    {"id": "a", "question": "Was kostet die Sperrung der Brücke?"},
    "this is no JSON",
    {"id": "c"},
    {"id": 4, "question": "What happened?", "source": "Landpost", "answers": ["ignored"]},
    {"id": "e", "question": ""},
    [1, 2],
    {"id": "g", "question": "Orgel", "since": 2024},
    {"id": "h", "question": "Orgel", "undated": "yes"},
    {"question": "Orgel"},
]


def _batch(folder: Path, lines: list[Any]) -> str:
    text = "\n\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "batch.jsonl").write_text(text, encoding="utf-8")
    return str(folder / "batch.jsonl")


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_results_come_in_input_order_and_bad_lines_do_not_end_them(
    fundstelle: Any, built: Any, tmp_path: Path
) -> None:
    ran = fundstelle("search", "--batch", _batch(tmp_path, LINES), "-k", "2", *built.flags)
    found = _lines(ran.out)
    assert ran.code == 3
    assert [line.get("id") for line in found] == ["a", None, "c", 4, "e", None, "g", "h", None]
    assert ["error" in line for line in found] == [0, 1, 1, 0, 1, 1, 1, 1, 0]
    assert found[0]["hits"][0]["article"] == "bruecke"
    assert [hit["article"] for hit in found[3]["hits"]] == ["kirsche"]
    assert found[4]["error"]["code"] == "question"
    # The line is counted as an editor counts it.
    assert found[1]["error"]["message"].startswith("Line 3 ")
    assert found[1]["error"]["code"] == "batch_line"


def test_a_batch_without_a_bad_line_is_0(fundstelle: Any, built: Any, tmp_path: Path) -> None:
    place = _batch(tmp_path, [LINES[0], LINES[-1]])
    ran = fundstelle("search", "--batch", place, *built.flags)
    assert ran.code == 0
    assert "id" not in _lines(ran.out)[1]


def test_flags_are_for_lines_that_do_not_say_otherwise(
    fundstelle: Any, built: Any, tmp_path: Path
) -> None:
    lines = [
        {"id": 1, "question": "What happened?"},
        {"id": 2, "question": "What happened?", "source": "Talbote"},
    ]
    words = ["--source", "Landpost", "--batch", _batch(tmp_path, lines)]
    found = _lines(fundstelle("search", *words, *built.flags).out)
    assert [line["filters"]["source"] for line in found] == ["Landpost", "Talbote"]


def test_standard_input_is_a_batch_too(
    fundstelle: Any, built: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a process of its own test_main.py's Ctrl-C reads it.
    place = tmp_path / "batch.jsonl"
    place.write_text('{"id": "x", "question": "Kirschen"}\n', encoding="utf-8")
    with place.open(encoding="utf-8") as given:
        monkeypatch.setattr("sys.stdin", given)
        ran = fundstelle("search", "--batch", "-", "--json", *built.flags)
    assert ran.code == 0
    assert [line["id"] for line in _lines(ran.out)] == ["x"]
    assert ran.err == ""


def test_a_batch_that_is_not_there_is_json_and_1(fundstelle: Any, built: Any) -> None:
    ran = fundstelle("search", "--batch", "/none.jsonl", *built.flags)
    assert ran.code == 1
    assert "/none.jsonl" in ran.json["error"]["message"]


@pytest.mark.parametrize("command", ["search", "ask"])
def test_a_question_beside_a_batch_is_wrong_usage(fundstelle: Any, command: str) -> None:
    assert fundstelle(command, "x", "--batch", "-").code == 2
