"""Questions whose passage is withheld, made of parallel ones."""

import json
from pathlib import Path

import pytest

from evals.dataset.bare import read_given
from evals.fitting.withheld import main, withheld

PASSAGES = [
    {"id": f"x{n}", "title": "Der_Hafen", "text": f"Der Kran {n} hebt {n}0 Tonnen."}
    for n in range(4)
]
QUESTIONS = [
    [
        {"id": f"q{n}", "lang": code, "question": f"{n}?", "passage": f"x{n}", "answers_de": [said]}
        for n, said in enumerate(("00", "10 Tonnen", "20", "30"))
    ]
    for code in ("de", "en")
]


def test_every_other_passage_that_is_asked_about_is_withheld() -> None:
    articles, lines = withheld(PASSAGES, QUESTIONS, 4)
    assert [article["id"] for article in articles] == ["x0", "x2"]
    assert [line["answerable"] for line in lines] == [True, False, True, False]
    assert [line["lang"] for line in lines] == ["de", "de", "en", "en"]
    assert lines[0]["evidence"] == [{"doc": "x0", "quote": "00"}]


def test_in_other_languages_what_can_be_graded_is_asked() -> None:
    words = {"id": "w", "lang": "en", "question": "w?", "passage": "x0", "answers_de": ["Kran"]}
    (line,) = withheld(PASSAGES, [[words, QUESTIONS[1][0]]], 1)[1]
    assert line["id"] == "q0-en"
    (line,) = withheld(PASSAGES, [[{**words, "lang": "de"}, QUESTIONS[0][0]]], 1)[1]
    assert line["id"] == "w-de"


def test_what_it_writes_is_a_question_set(tmp_path: Path) -> None:
    files = []
    for name, rows in (("p", PASSAGES), ("de", QUESTIONS[0]), ("en", QUESTIONS[1])):
        files.append(tmp_path / f"{name}.jsonl")
        files[-1].write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main([*map(str, files), "--out", str(tmp_path / "out")]) == 0
    lines = read_given([tmp_path / "out" / "questions.jsonl"]).lines
    assert [line.question.answerable for line in lines] == [True, False, True, False]
    assert len((tmp_path / "out" / "articles.jsonl").read_text().splitlines()) == 2


def test_other_files_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "p.jsonl"
    place.write_text('{"id": 1}\n', encoding="utf-8")
    assert main([str(place), str(place), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
