"""The lanes of ``eval`` over sets made by others, with the real model."""

import json
from pathlib import Path
from typing import Any

from tests.evals.lanes.test_refuse import FERRY, MAYOR


def test_a_real_question_of_each_kind(fundstelle: Any, model_cache: Path, tmp_path: Path) -> None:
    del model_cache
    kept = tmp_path / "kept.jsonl"
    words = (
        *("eval", "refuse", "--relevant", _file(tmp_path, FERRY)),
        *("--non-relevant", _file(tmp_path, MAYOR), "--out", str(kept)),
        *("--json", "--model", "embedded"),
    )
    ran = fundstelle(*words)
    assert ran.code == 0, ran.err
    by_name = {result["name"]: result for result in ran.json["results"]}
    assert "34" in by_name["1#0"]["text"]
    assert by_name["2#0"]["answered"] is False
    assert ran.json["mean"] == 100
    assert ran.json["n"] == {"relevant": 1, "non_relevant": 1, "skipped": 0}
    assert ran.json["published"]["small"]["n"]["skipped"] == 1
    # What is kept is not asked again.
    first = kept.read_text(encoding="utf-8")
    assert fundstelle(*words).json["results"] == ran.json["results"]
    assert kept.read_text(encoding="utf-8") == first


def _file(folder: Path, row: dict[str, Any]) -> str:
    path = folder / f"{row['id'][0]}.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return str(path)


def test_questions_find_the_passage_that_answers_them(fundstelle: Any, tmp_path: Path) -> None:
    passages, questions = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    texts = {
        "ferry": "Die Fähre Lauerstolz fasst 34 Autos und 120 Fahrgäste.",
        "pool": "In Grünau wurde 2019 ein Hallenbad mit drei Becken eröffnet.",
    }
    asked = {
        "ferry": "How many cars fit on the ferry?",
        "pool": "When did the indoor swimming pool open?",
    }
    passages.write_text(
        "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    )
    questions.write_text(
        "".join(
            json.dumps({"id": name, "lang": "en", "question": said, "passage": name}) + "\n"
            for name, said in asked.items()
        )
    )
    words = ("eval", "retrieval", "--passages", str(passages), "--questions", str(questions))
    found = fundstelle(*words, "--json").json["languages"]["en"]
    assert found["n"] == 2
    assert found["hybrid"]["r@1"] == found["dense"]["mrr"] == 1
    assert fundstelle(*words, "--limit", "1").out.count("\nen ") == 1
