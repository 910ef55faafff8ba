"""``eval draft --from-feedback``: thumbs of the data folder over the small index."""

import json
from pathlib import Path
from typing import Any

from evals.dataset.bare import read_given
from evals.dataset.feedback import read_thumbs
from ui.page.feedback import FILE, Feedback

SENTENCE = "Die Arbeiten kosten 740.000 Euro."
LINE: dict[str, Any] = {
    **{"schema": 1, "time": "2026-11-26T18:00:00Z", "thumb": "up", "reason": None},
    **{"question": "Was kosten die Arbeiten?", "language": "de", "kind": "answer"},
    **{"answer": "Sie kosten 740.000 Euro. [1]", "citations": [], "model": None},
}


def cited(sentence: str, article: str = "bruecke", start: int = 3) -> dict[str, object]:
    return {"article": article, "start": start, "end": start + len(sentence), "sentence": sentence}


def test_without_a_thumb_it_is_one_line(fundstelle: Any, copied: Any, tmp_path: Path) -> None:
    out = tmp_path / "thumbs.jsonl"
    ran = fundstelle("eval", "draft", "--from-feedback", "--out", str(out), *copied.flags)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "nobody has given a thumb" in ran.err
    assert not out.exists()


def test_thumbs_become_lines_with_the_evidence_that_still_stands(
    fundstelle: Any, copied: Any, tmp_path: Path
) -> None:
    lost = cited("Die Arbeiten kosten nichts.")
    thumbs = [
        {**LINE, "citations": [cited(SENTENCE), lost, cited(SENTENCE, "no-such-article")]},
        {**LINE, "question": "How much is it?", "language": "en", "thumb": "down"},
    ]
    lines = [json.dumps(thumbs[0]), "no JSON", json.dumps(thumbs[1])]
    file = copied.data / "feedback.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "thumbs.jsonl"
    words = ("eval", "draft", "--from-feedback", *copied.flags)
    ran = fundstelle(*words, "--out", str(out))
    assert ran.code == 3
    assert f"{file}:2: no JSON" in ran.err
    assert f"{file}:1: 'Die Arbeiten kosten nichts.' does not stand in bruecke any more" in ran.err
    assert "does not stand in no-such-article any more" in ran.err
    first, second = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    (evidence,) = first["evidence"]
    text = fundstelle("articles", "bruecke", "--json", *copied.flags).json["text"]
    assert text[evidence["start"] : evidence["end"]] == SENTENCE
    assert "evidence" not in second
    assert len(read_given([out]).lines) == 2

    ran = fundstelle(*words, "--languages", "en")
    assert json.loads(ran.out)["question"] == "How much is it?"
    again = fundstelle(*words, "--out", str(out))
    assert again.code == 1
    assert "is there already" in again.err


def test_what_the_page_keeps_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / FILE
    sent = {name: value for name, value in LINE.items() if name not in ("schema", "time")}
    sent |= {"key": "0" * 32, "reason": "good", "citations": [cited(SENTENCE)], "model": "m"}
    Feedback(file).keep(json.dumps(sent))
    (thumb,), problems = read_thumbs(file)
    assert problems == []
    assert (thumb.up, thumb.reason, thumb.question) == (True, "good", LINE["question"])
    assert thumb.citations[0].sentence == SENTENCE
