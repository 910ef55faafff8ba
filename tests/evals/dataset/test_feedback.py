"""Thumbs become lines that a person completes; what is no thumb is named by line and field."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.dataset.bare import read_given
from evals.dataset.feedback import by_question, proposal, read_thumbs
from evals.dataset.reading import QuestionsError

SENTENCE = "Die Arbeiten kosten 740.000 Euro."
CITED = {"article": "bruecke", "start": 0, "end": 33, "sentence": SENTENCE}
LINE: dict[str, Any] = {
    **{"schema": 1, "time": "2026-11-26T18:00:00Z", "thumb": "up", "reason": ""},
    **{"question": "Was kosten die Arbeiten?", "language": "de", "kind": "answer"},
    **{"answer": "Sie kosten 740.000 Euro. [1]", "citations": [CITED], "model": "m"},
}


def written(place: Path, *lines: object) -> Path:
    texts = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    place.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[]", "must be a JSON object"),
        ({**LINE, "schema": 2}, "`schema` must be 1, not 2"),
        ({**LINE, "thumb": "sideways"}, "`thumb` must be up or down, not 'sideways'"),
        ({**LINE, "question": " "}, "`question` is empty"),
        ({**LINE, "question": 7}, "`question` must be of type str"),
        ({**LINE, "citations": ["x"]}, "each of `citations` must be an object"),
        ({**LINE, "citations": [{**CITED, "start": True}]}, "`start` of `citations` must be"),
        ({name: value for name, value in LINE.items() if name != "kind"}, "`kind` must be"),
    ],
)
def test_a_line_that_is_no_thumb_is_named_and_the_rest_is_read(
    tmp_path: Path, line: object, said: str
) -> None:
    thumbs, (problem,) = read_thumbs(written(tmp_path / "feedback.jsonl", LINE, line, LINE))
    assert [thumb.line for thumb in thumbs] == [1, 3]
    assert problem.line == 2
    assert said in problem.message


def test_no_file_is_said() -> None:
    with pytest.raises(QuestionsError, match="There is no file"):
        read_thumbs(Path("nowhere/feedback.jsonl"))


def test_what_readers_agree_on_has_gold_and_what_not_has_none(tmp_path: Path) -> None:
    refused = {**LINE, "question": "Who is mayor?", "language": "en", "kind": "refusal"}
    refused |= {"citations": [], "answer": "The articles do not say."}
    bad = {**LINE, "question": "Wer zahlt?", "thumb": "down", "reason": "wrong person"}
    mixed = {**LINE, "question": "Was noch?"}
    file = written(
        *(tmp_path / "feedback.jsonl", LINE, refused, bad, mixed, {**mixed, "thumb": "down"}),
        {**LINE, "time": "2026-11-27"},
    )
    asked = by_question(read_thumbs(file)[0])
    assert [len(each) for each in asked] == [2, 1, 1, 2]
    lines = [proposal(each, each[-1].citations) for each in asked]
    good, silent, wrong, disputed = lines
    assert good["evidence"] == [{"doc": "bruecke", "start": 0, "end": 33, "quote": SENTENCE}]
    assert good["answer"] == {"de": "Sie kosten 740.000 Euro."}
    assert "2 up, 0 down, the last 2026-11-27" in str(good["note"])
    assert (silent["answerable"], silent["evidence"]) == (False, [])
    assert "answerable" not in wrong
    assert "wrong person" in str(wrong["note"])
    assert "answerable" not in disputed

    given = read_given([written(tmp_path / "mine.jsonl", *lines)])
    assert len(given.lines) == 4
    assert given.bare == {wrong["id"], disputed["id"]}
    assert given.unreviewed == 2
