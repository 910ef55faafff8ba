"""The real embedded model as second judge of two recorded answers."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.judging.cards import committed_cards
from evals.judging.verdict import VerdictJudge
from evals.reporting.report.write import write_report
from evals.reporting.runs import read_run
from evals.running.folder import RunFolder
from rag.models.embedded import EmbeddedModel
from ui.command.evaluation.score import score_run
from ui.command.evaluation.second import Second

ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "tests" / "evals" / "recorded"
TWO = ("bridge-a01-de", "bridge-a01-es")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    shutil.copytree(RECORDED, folder)
    lines = (folder / "items.jsonl").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line)["question"]["name"] in TWO]
    (folder / "items.jsonl").write_text("".join(kept), encoding="utf-8")
    return folder


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_second_judge_is_tried_kept_and_not_used_unless_it_is_better(
    fundstelle: Any, model_cache: Path, run: Path, tmp_path: Path
) -> None:
    del model_cache
    alone = fundstelle("eval", "score", str(run), "--json").json["rates"]
    words = ["eval", "score", str(run), "--judge-model", "embedded", "--judge-pairs", "2"]
    words += ["--data", str(tmp_path / "data"), "--corpus", str(ROOT / "corpus"), "--json"]
    ran = fundstelle(*words)
    assert ran.code == 0, ran.err
    assert "is not admitted: lower bound of balanced accuracy" in ran.err
    assert ran.json["rates"] == alone
    found = RunFolder.open(run).metrics()
    said = found["second_judge"]
    assert said["judge"].startswith("verdict-1:qwen2.5-coder-1.5b-instruct@")
    assert (said["admitted"], said["unknown"]) == (False, 0)
    assert said["compared"] == said["claims"] >= 2
    card = found["cards"][-1]
    assert (card["judge"], card["n"], card["admitted"]) == (said["judge"], 2, False)
    assert "is of the family that wrote the answers" in card["warnings"][0]
    page = (run / "report.html").read_text("utf-8")
    assert "It is not admitted: what it says is shown here and used nowhere." in page

    # Nothing is asked a second time; what was cut short is.
    (trial,) = (tmp_path / "data" / "evals" / "judges").iterdir()
    kept = [path.read_bytes() for path in (trial, run / "judgements.jsonl")]
    (run / "judgements.jsonl").write_bytes(kept[1][:-20])
    assert fundstelle(*words).json["rates"] == alone
    assert [path.read_bytes() for path in (trial, run / "judgements.jsonl")] == kept


@pytest.mark.timeout(900)
def test_an_admitted_judge_counts_instead_of_the_offline_one(
    embedded_model: EmbeddedModel, run: Path
) -> None:
    items = run / "items.jsonl"
    items.write_text(items.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    folder = RunFolder.open(run)
    judge = VerdictJudge(embedded_model)
    card = replace(committed_cards()[0], judge=judge.name, admitted=True)
    score_run(folder, second=Second(judge, card))
    theirs = {
        each.pair: bool(each.supported)
        for each in folder.judgements()
        if each.judge.startswith(judge.name)
    }
    faithful = {each.name: each.scores["claim-faithfulness"].value for each in folder.scores()}
    assert faithful == {
        name: pytest.approx(sum(own) / len(own))
        for name in TWO[:1]
        if (own := [said for pair, said in theirs.items() if pair.startswith(f"{name}#")])
    }
    assert folder.metrics()["second_judge"]["admitted"] is True
    write_report(read_run(run), {})
    assert "its verdicts count instead" in (run / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--judge-model", "nonsense"], "--judge-model can't be 'nonsense'. Use auto, embedded"),
        (["--judge-model", "file:none.gguf"], "The model file none.gguf can't be read"),
        (["--judge-model", "embedded", "--no-judge"], "not allowed with argument"),
        (["--judge-pairs", "3"], "--judge-pairs goes with --judge-model"),
    ],
)
def test_what_is_no_judge_is_one_line_and_nothing_is_written(
    fundstelle: Any, run: Path, words: list[str], said: str
) -> None:
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    ran = fundstelle("eval", "score", str(run), *words)
    assert ran.code in (1, 2)
    assert said in ran.err
    assert ran.err.count("\n") == 1
    after = {path.name: path.read_bytes() for path in run.iterdir() if path.name != "run.lock"}
    assert after == before


def test_other_articles_have_no_labelled_pairs(
    fundstelle: Any, model_cache: Path, built: Any, run: Path
) -> None:
    del model_cache
    ran = fundstelle("eval", "score", str(run), "--judge-model", "embedded", *built.flags)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "is tried on pairs of the built-in articles" in ran.err
