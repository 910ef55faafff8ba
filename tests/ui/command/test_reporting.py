"""The commands that read a run: what they print, write and leave with."""

from pathlib import Path
from typing import Any

import pytest

from tests.evals.reporting.synthetic import make_run

pytest.importorskip("evals.metrics.registry", reason="the metrics come with the scoring")


def test_report_names_what_it_wrote(fundstelle: Any, tmp_path: Path) -> None:
    ran = fundstelle("eval", "report", str(make_run(tmp_path / "run").path))
    assert ran.code == 0, ran.err
    assert [Path(line).name for line in ran.out.splitlines()] == [
        *("report.html", "summary.md", "answers.md", "junit.xml")
    ]
    assert all(Path(line).is_file() for line in ran.out.splitlines())


def test_compare_ends_with_one_plain_sentence(fundstelle: Any, tmp_path: Path) -> None:
    before = str(make_run(tmp_path / "a", right=0.1).path)
    after = str(make_run(tmp_path / "b", right=0.95).path)
    ran = fundstelle("eval", "compare", before, after)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1].startswith("Beyond noise better: ")
    assert "\nFixed: " in ran.out
    found = fundstelle("eval", "compare", before, after, "--json").json
    assert found["schema"] == 1
    assert len(found["fixed"]) > 20


def test_compare_lists_what_differs_and_says_what_may_be_chance(
    fundstelle: Any, tmp_path: Path
) -> None:
    before = str(make_run(tmp_path / "a", right=0.6).path)
    after = str(make_run(tmp_path / "b", right=0.72).path)
    few, every = (fundstelle("eval", "compare", before, after, *all_) for all_ in ((), ("--all",)))
    (said,) = [line for line in few.out.splitlines() if line.startswith("No question differs in ")]
    count = int(said.split()[5])
    assert every.out.count("\n") == few.out.count("\n") - 1 + count
    starred = [line for line in few.out.splitlines() if line.endswith("  *")]
    assert ("* The interval leaves 0 out" in few.out) is bool(starred)


def test_gate_leaves_with_1_and_a_line_for_each_reason(fundstelle: Any, tmp_path: Path) -> None:
    run = str(make_run(tmp_path / "run").path)
    file = tmp_path / "gate.toml"
    file.write_text("[bound]\nhit-at-5 = 0.999\n[margin]\ncorrect = 0.0\n", encoding="utf-8")
    ran = fundstelle("eval", "gate", run, "--thresholds", str(file))
    assert ran.code == 1
    assert ran.out.startswith("hit-at-5 is ")
    assert ran.out.splitlines()[1:] == [
        "Not passed: 0 thresholds of gate.toml hold, the rest is above."
    ]
    assert ran.err == "Margins that are not checked without --baseline RUN: 1\n"
    file.write_text("[bound]\nhit-at-5 = 0.1\n[margin]\ncorrect = 0.0\n", encoding="utf-8")
    ran = fundstelle("eval", "gate", run, "--thresholds", str(file), "--baseline", run)
    assert (ran.code, ran.out) == (0, "Passed: 2 thresholds of gate.toml hold.\n")


def test_the_built_in_thresholds_ask_for_metrics_that_there_are(
    fundstelle: Any, tmp_path: Path
) -> None:
    ran = fundstelle("eval", "gate", str(make_run(tmp_path / "run").path))
    assert ran.code == 1
    assert "answer-language was not measured in this run." in ran.out


@pytest.mark.parametrize("command", ["report", "gate"])
def test_a_folder_that_is_no_run_is_one_line(fundstelle: Any, tmp_path: Path, command: str) -> None:
    ran = fundstelle("eval", command, str(tmp_path))
    assert ran.code == 1
    assert "is no run: it has no manifest.json" in ran.err
