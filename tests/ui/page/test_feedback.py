import json
from pathlib import Path
from typing import Any

import pytest

from evals.dataset.feedback import FILE, read_thumbs
from ui.page.feedback import Feedback, FeedbackError

KEY, OTHER = "1" * 32, "2" * 32
CITED = {"article": "scheune-1", "start": 0, "end": 12, "sentence": "Es brannte."}
THUMB: dict[str, Any] = {
    **{"key": KEY, "thumb": "down", "reason": "", "question": "Was brannte?", "language": "de"},
    **{"answer": "Eine Scheune brannte.[1]", "kind": "answer", "citations": [CITED]},
    "model": "qwen",
}


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_a_thumb_is_a_line_as_the_evals_read_it(tmp_path: Path) -> None:
    Feedback(tmp_path / "feedback.jsonl").keep(json.dumps(THUMB))
    (line,) = lines(tmp_path / "feedback.jsonl")
    assert list(line) == [
        *("schema", "time", "key", "thumb", "reason", "question", "language", "answer", "kind"),
        *("citations", "model"),
    ]
    assert line["schema"] == 1
    assert line["citations"] == [CITED]
    assert line["time"].endswith("+00:00")


def test_the_evals_read_what_the_page_writes(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / FILE)
    feedback.keep(json.dumps(THUMB | {"reason": "Zahl\u2028fehlt"}))
    feedback.keep(json.dumps(THUMB | {"key": OTHER, "kind": "refusal", "citations": []}))
    thumbs, problems = read_thumbs(tmp_path / FILE)
    assert problems == []
    assert [(thumb.up, thumb.reason, thumb.kind) for thumb in thumbs] == [
        *((False, "Zahl\u2028fehlt", "answer"), (False, "", "refusal"))
    ]
    assert thumbs[0].citations[0].sentence == "Es brannte."


def test_a_reason_given_later_or_a_change_of_mind_is_the_same_line(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.jsonl")
    feedback.keep(json.dumps(THUMB))
    feedback.keep(json.dumps(THUMB | {"key": OTHER, "thumb": "up"}))
    feedback.keep(json.dumps(THUMB | {"reason": "Die Zahl fehlt.\u2028"}))
    found = [(line["thumb"], line["reason"]) for line in lines(tmp_path / "feedback.jsonl")]
    assert found == [("up", ""), ("down", "Die Zahl fehlt.\u2028")]


def test_one_line_is_kept_where_the_program_was_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    Feedback(path).keep(json.dumps(THUMB))
    Feedback(path).keep(json.dumps(THUMB | {"reason": "Die Zahl fehlt."}))
    assert [line["reason"] for line in lines(path)] == ["Die Zahl fehlt."]


def test_what_others_wrote_into_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    others = f'{{\n"{KEY}"\n{{"reason": "{KEY}"}}\n'.encode() + b"\xff no newline"
    path.write_bytes(others)
    Feedback(path).keep(json.dumps(THUMB))
    Feedback(path).keep(json.dumps(THUMB | {"thumb": "up"}))
    kept = path.read_bytes()
    assert kept.startswith(others + b"\n")
    (line,) = map(json.loads, kept[len(others) :].splitlines()[1:])
    assert line["thumb"] == "up"


@pytest.mark.parametrize(
    "wrong",
    [
        {"thumb": "sideways"},
        {"key": "1" * 31},
        {"key": "1" * 32 + "\n"},
        {"reason": "x" * 1_001},
        {"question": ""},
        {"question": 5},
        {"citations": [{"article": "a", "start": -1, "end": 2, "sentence": ""}]},
        {"citations": [CITED] * 201},
        {"answer": "x" * 50_001},
        {"kind": "poem"},
    ],
)
def test_what_the_page_does_not_send_is_not_kept(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(FeedbackError, match="no thumb"):
        Feedback(tmp_path / "feedback.jsonl").keep(json.dumps(THUMB | wrong))
    assert not (tmp_path / "feedback.jsonl").exists()


@pytest.mark.parametrize("given", ["", "[]", "null", "{", "\ud800"])
def test_what_is_no_object_is_not_kept(tmp_path: Path, given: str) -> None:
    with pytest.raises(FeedbackError):
        Feedback(tmp_path / "feedback.jsonl").keep(given)


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.jsonl", most_bytes=100)
    feedback.keep(json.dumps(THUMB))
    with pytest.raises(FeedbackError, match="is full"):
        feedback.keep(json.dumps(THUMB | {"key": OTHER}))
    assert len(lines(tmp_path / "feedback.jsonl")) == 1
