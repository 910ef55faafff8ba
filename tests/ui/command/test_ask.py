import json
import re
from pathlib import Path
from typing import Any

import pytest

QUESTION = "How much do the works on the iron bridge cost?"
EMBEDDED = ["--model", "embedded"]
PROMISED = {
    "schema",
    "question",
    "language",
    "answer_language",
    "search_query",
    "kind",
    "answered",
    "refusal",
    "confidence",
    "text",
    "claims",
    "citations",
    "hits",
    "evidence",
    "notes",
    "model",
    "tokens",
    "seconds",
    "trace",
}


def test_every_sentence_points_at_a_german_sentence(
    fundstelle: Any, built: Any, model_cache: Path
) -> None:
    ran = fundstelle("ask", QUESTION, "--json", "--stream", *EMBEDDED, *built.flags)
    assert ran.code == 0
    answer = ran.json
    assert answer.keys() >= PROMISED
    assert answer["answered"]
    assert answer["model"]["served_by"] == "embedded"
    markers = {int(number) for number in re.findall(r"\[(\d+)\]", answer["text"])}
    assert markers == {citation["number"] for citation in answer["citations"]}
    for citation in answer["citations"]:
        shown = fundstelle("articles", citation["article"], "--json", *built.flags).json
        assert shown["text"][citation["start"] : citation["end"]] == citation["sentence"]
    # Standard output is for JSON alone, so the draft went to the other.
    assert answer["claims"][0]["text"].split()[0] in ran.err


def test_a_person_reads_draft_answer_sentence_source_and_how_it_came_about(
    fundstelle: Any, built: Any, model_cache: Path
) -> None:
    ran = fundstelle("ask", QUESTION, "--stream", "--explain", *EMBEDDED, *built.flags)
    assert ran.code == 0
    shown, explained = ran.out.split("How this answer came about")
    draft, answer, *citations, model = shown.rstrip("\n").split("\n\n")
    assert "[1]" not in draft
    assert "[1]" in answer
    assert citations[0].startswith("[1] “")
    assert "” — " in citations[0]
    assert "embedded" in model
    assert ran.err.count("\n") == 1
    assert "--model ollama:" in ran.err
    assert "Passage 1: log-odds that it answers: " in explained
    assert "Draft 1, from passage " in explained
    assert "  supported: " in explained
    assert "    asked again, log-odds that it is right: " in explained
    assert explained.rstrip().endswith("Outcome: answer")


def test_a_refusal_names_the_nearest_articles(
    fundstelle: Any, built: Any, model_cache: Path
) -> None:
    question = "Which programming language did Guido van Rossum invent in 1991?"
    ran = fundstelle("ask", question, "--article", "kirsche", *EMBEDDED, *built.flags)
    assert ran.code == 0
    assert "[1]" not in ran.out
    _, nearest = ran.out.split("The nearest articles are:")
    assert nearest.count("\n- ") >= 1


def test_a_refusal_is_an_answer(fundstelle: Any, built: Any, model_cache: Path) -> None:
    ran = fundstelle("ask", "🎉", "--json", "--language", "tr", *EMBEDDED, *built.flags)
    assert ran.code == 0
    assert (ran.json["kind"], ran.json["refusal"]) == ("refusal", "not_a_question")
    assert not ran.json["answered"]
    assert ran.json["text"].endswith("sorun.")


def test_a_batch_of_questions_goes_on_after_a_bad_line(
    fundstelle: Any, built: Any, model_cache: Path, tmp_path: Path
) -> None:
    lines = [
        {"id": 1, "question": "🎉"},
        {"id": 2, "question": " "},
        {"id": 3, "question": "Wer baut?", "language": "not one"},
        {"id": 4, "question": "Wer baut die Orgel?", "until": "1999-12-31", "language": "fr"},
        {"id": 5, "question": "Und wo?", "history": ["Wer baut?"], "until": "1999-12-31"},
        {"id": 6, "question": "Und wo?", "history": [{"role": "user"}]},
    ]
    place = tmp_path / "batch.jsonl"
    place.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = fundstelle("ask", "--batch", str(place), *EMBEDDED, *built.flags)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 3
    assert [line["id"] for line in found] == [1, 2, 3, 4, 5, 6]
    assert [line["error"]["code"] for line in found[1:3]] == ["question", "question"]
    assert found[3]["refusal"] == "filtered_empty"
    assert {"code": "filtered", "left_out": 3, "articles": 3} in found[3]["notes"]
    assert found[3]["text"].startswith("Aucun")
    assert {"code": "follow_up", "earlier": "Wer baut?"} in found[4]["notes"]
    assert "history" in found[5]["error"]["message"]


def test_without_weights_it_says_what_to_type(
    fundstelle: Any, built: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNDSTELLE_CACHE", str(tmp_path / "cache"))
    ran = fundstelle("ask", QUESTION, "--json", *EMBEDDED, *built.flags)
    assert ran.code == 1
    assert ran.json["error"]["code"] == "model_files"
    assert "fundstelle models get" in ran.json["error"]["message"]


def test_without_ollama_it_says_what_to_type(
    fundstelle: Any, built: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNDSTELLE_OLLAMA_URL", "http://127.0.0.1:9")
    ran = fundstelle("ask", QUESTION, "--model", "ollama:qwen3.5:4b", *built.flags)
    assert ran.code == 1
    assert ran.out == ""
    assert "ollama serve" in ran.err


@pytest.mark.parametrize("words", [["", "--json"], [QUESTION, "--language", "Türkisch", "--json"]])
def test_what_can_not_be_asked_is_wrong_usage_before_anything_is_loaded(
    fundstelle: Any, tmp_path: Path, words: list[str]
) -> None:
    # Without an index: it would be missed if it were opened first.
    ran = fundstelle("ask", *words, "--data", str(tmp_path / "none"))
    assert ran.code == 2
    assert ran.json["error"]["code"] == "question"
