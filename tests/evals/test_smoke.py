"""The smoke lane: recorded answers through scoring, report and gate, no model, in seconds."""

import shutil
from pathlib import Path

from evals.reporting.gate import gate
from evals.reporting.known import known_metrics
from evals.reporting.report.write import write_report
from evals.reporting.runs import read_run
from evals.reporting.thresholds import read_thresholds
from evals.running.folder import RunFolder
from tests.evals.reporting.synthetic import METRICS, make_run
from ui.command.evaluation.score import report_run, score_run

THRESHOLDS = """
[bound]
hit-at-5 = 0.75
dangling-citations = 0.0
[margin]
correct = 0.02
"""


def test_a_good_run_passes_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    good = read_run(make_run(tmp_path / "good", right=0.95).path)
    damaged = read_run(make_run(tmp_path / "damaged", right=0.2).path)
    file = tmp_path / "gate.toml"
    file.write_text(THRESHOLDS, encoding="utf-8")
    thresholds = read_thresholds(file, METRICS)
    for run in (good, damaged):
        assert [path.name for path in write_report(run, METRICS)] == [
            *("report.html", "summary.md", "answers.md", "junit.xml")
        ]
    assert gate(good, thresholds, good).reasons == []
    (reason, *_) = reversed(gate(damaged, thresholds, good).reasons)
    assert reason.startswith("correct went from ")


RECORDED = Path(__file__).parent / "recorded"
"""The first answers of a real run of 24 November 2026 over `corpus/` alone, embedded model."""


READ = {
    "bridge-a01-ar": "correct",
    "bridge-a01-de": "correct",
    "bridge-a01-es": "correct",
    "bridge-a01-pl": "wrong",
    "bridge-a01-tr": "wrong",
    "bridge-a01-zh": "refused",
    "clubs-u06-en": "wrong",
    "clubs-u06-tr": "refused",
    "pool-u08-de": "wrong",
    "town-a07-de": "wrong",
}


def test_recorded_answers_are_scored_reported_and_gated_without_a_model(tmp_path: Path) -> None:
    folder = RunFolder(shutil.copytree(RECORDED, tmp_path / "run"))
    rates = {rate.metric: rate for rate in score_run(folder, judged=False) if rate.slice == "all"}
    outcomes = {each.name: each.outcome for each in folder.scores()}
    # Read by a person against the gold answers.
    assert {name: outcomes[name] for name in READ} == READ
    assert rates["dangling-citations"].value == 0
    assert rates["hit-at-1"].n == sum(item.question.answerable for item in folder.items())
    assert [path.name for path in report_run(folder)] == [
        *("report.html", "summary.md", "answers.md", "junit.xml")
    ]
    file = tmp_path / "gate.toml"
    file.write_text("[bound]\ncorrect = 0.9\n", encoding="utf-8")
    (reason,) = gate(read_run(folder.path), read_thresholds(file, known_metrics())).reasons
    assert reason.startswith("correct is ")
