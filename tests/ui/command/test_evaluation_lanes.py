"""The lanes of ``eval`` over sets made by others, with the real model."""

import json
from pathlib import Path
from typing import Any

from tests.evals.lanes.test_refuse import FERRY, MAYOR


def test_a_real_question_of_each_kind(fundstelle: Any, model_cache: Path, tmp_path: Path) -> None:
    del model_cache
    kept = tmp_path / "kept"
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
    # What is kept is not asked again; of a line that was cut short in a letter, nothing is kept.
    results = kept / "results.jsonl"
    first, second = results.read_bytes().splitlines(keepends=True)
    assert json.loads(second)["name"] == "2#0"
    results.write_bytes(first + second + '{"name": "3#0", "text": "Fäh'.encode()[:-2])
    again = fundstelle(*words)
    assert again.json["results"] == ran.json["results"]
    assert again.err.splitlines()[0] == (
        f"{results} ended in half a line, which is dropped; every whole line stays."
    )
    assert results.read_bytes() == first + second
    results.write_bytes(first + second[:40])
    again = fundstelle(*words)
    assert again.code == 0, again.err
    assert results.read_bytes().startswith(first)
    assert json.loads(results.read_bytes().splitlines()[1])["text"] == by_name["2#0"]["text"]
    # Other rows are another run.
    _file(tmp_path, {**MAYOR, "query": "Wer hat die Oper geschrieben?"})
    before = results.read_bytes()
    other = fundstelle(*words[:-3], *words[-2:])
    assert (other.code, other.err.count("\n")) == (1, 1)
    assert "holds another run: the questions are not the same" in other.err
    assert results.read_bytes() == before


def test_what_is_wrong_with_the_lane_of_refusing_is_one_line(
    fundstelle: Any, tmp_path: Path
) -> None:
    files = ("--relevant", _file(tmp_path, FERRY), "--non-relevant", _file(tmp_path, MAYOR))
    out = tmp_path / "kept"
    gone = fundstelle("eval", "refuse", *files, "--out", str(out), "--model", "file:none.gguf")
    assert (gone.code, gone.err.count("\n")) == (1, 1)
    assert "none.gguf" in gone.err
    assert not out.exists()
    swapped = fundstelle("eval", "refuse", "--relevant", files[3], "--non-relevant", files[1])
    assert (swapped.code, swapped.err.count("\n")) == (1, 1)
    assert "Are the two files exchanged?" in swapped.err


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
