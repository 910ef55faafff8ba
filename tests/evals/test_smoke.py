"""The smoke lane: recorded answers through report and gate, without a model, in seconds.

The scores are recorded with the answers; where scoring changes, this is the place to score anew.
"""

from pathlib import Path

from evals.reporting.gate import gate
from evals.reporting.report.write import write_report
from evals.reporting.runs import read_run
from evals.reporting.thresholds import read_thresholds
from tests.evals.reporting.synthetic import METRICS, make_run

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
            *("report.html", "summary.md", "junit.xml")
        ]
    assert gate(good, thresholds, good).reasons == []
    (reason, *_) = reversed(gate(damaged, thresholds, good).reasons)
    assert reason.startswith("correct went from ")
