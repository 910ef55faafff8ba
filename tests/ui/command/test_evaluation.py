import json
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[3] / "corpus"
SETS = Path(__file__).parents[3] / "evals" / "questions"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """The first answerable and the first unanswerable group of the dev set, to be damaged."""
    lines = [json.loads(line) for line in (SETS / "dev.jsonl").read_text("utf-8").splitlines()]
    chosen = {
        next(line["group"] for line in lines if line["answerable"] is a) for a in (True, False)
    }
    path = tmp_path / "few.jsonl"
    kept = [json.dumps(line, ensure_ascii=False) for line in lines if line["group"] in chosen]
    path.write_text("\n".join(kept), encoding="utf-8")
    return path


def test_the_built_in_sets_hold_against_the_corpus(fundstelle: Any) -> None:
    ran = fundstelle("eval", "validate", "--corpus", str(CORPUS))
    assert ran.code == 0, ran.out
    assert ran.out.endswith("in 120 groups. Everything holds.\n")
    assert "conflicting" in ran.out


def test_json_has_counts_and_each_problem_with_its_place(fundstelle: Any, few: Path) -> None:
    text = few.read_text("utf-8")
    few.write_text(text.replace('"split": "dev"', '"split": "train"', 1), encoding="utf-8")
    ran = fundstelle("eval", "validate", str(few), "--corpus", str(CORPUS), "--json")
    assert ran.code == 1
    assert ran.json["schema"] == 1
    assert ran.json["groups"] == 2
    (malformed, *rest) = ran.json["problems"]
    assert (malformed["path"], malformed["line"]) == (str(few), 1)
    assert "`split` must be dev or test" in malformed["message"]
    # The group that lost its German line is incomplete now.
    assert [problem["code"] for problem in rest] == ["group"]


def test_fix_rewrites_moved_offsets(fundstelle: Any, few: Path) -> None:
    before = few.read_text("utf-8")
    lines = [json.loads(line) for line in before.splitlines()]
    for line in lines:
        for evidence in line["evidence"]:
            evidence["start"] = None
    few.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    flags = [str(few), "--corpus", str(CORPUS)]
    assert fundstelle("eval", "validate", *flags).code == 1
    assert fundstelle("eval", "validate", "--fix", *flags).code == 0
    after = [json.loads(line) for line in few.read_text("utf-8").splitlines()]
    assert after == [json.loads(line) for line in before.splitlines()]


def test_the_nearest_passages_are_listed_for_a_reader(
    fundstelle: Any, few: Path, tmp_path: Path
) -> None:
    page = tmp_path / "nearest.md"
    flags = [str(few), "--corpus", str(CORPUS), "--nearest", str(page)]
    assert fundstelle("eval", "validate", *flags).code == 0
    text = page.read_text("utf-8")
    assert text.count("\n## ") == 1
    assert [f"\n{rank}. " in text for rank in range(1, 7)] == [True] * 5 + [False]


def test_a_file_that_is_missing_is_one_line(fundstelle: Any, tmp_path: Path) -> None:
    ran = fundstelle("eval", "validate", str(tmp_path / "none.jsonl"), "--corpus", str(CORPUS))
    assert ran.code == 1
    assert ran.err.startswith("There is no file")


def test_a_folder_without_articles_is_one_line(fundstelle: Any, few: Path, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    ran = fundstelle("eval", "validate", str(few), "--corpus", str(tmp_path / "leer"))
    assert ran.code == 1
    assert "holds no article" in ran.err


def test_eval_alone_names_its_commands(fundstelle: Any) -> None:
    ran = fundstelle("eval")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
