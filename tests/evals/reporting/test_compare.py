"""What two runs differ in, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.reporting.compare import CompareError, as_json, compare
from evals.reporting.runs import read_run
from tests.evals.reporting.synthetic import METRICS, make_run


def test_a_run_against_itself_differs_in_nothing(tmp_path: Path) -> None:
    run = read_run(make_run(tmp_path / "a").path)
    found = compare(run, run, METRICS)
    assert found.sentence.startswith("No metric differs beyond noise")
    assert (found.common, found.groups) == (60, 15)
    assert not found.fixed
    assert not found.broken
    assert not found.warnings


def test_a_much_better_run_is_called_better_and_names_what_it_fixed(tmp_path: Path) -> None:
    before = read_run(make_run(tmp_path / "a", right=0.1).path)
    after = read_run(make_run(tmp_path / "b", right=0.95).path)
    found = compare(before, after, METRICS)
    verdicts = {each.metric.name: each for each in found.metrics}
    assert verdicts["correct"].verdict == "better"
    assert verdicts["correct"].test == "McNemar"
    # Less of it is better: the difference falls.
    assert verdicts["unfaithful-answers"].verdict == "better"
    assert verdicts["unfaithful-answers"].difference.value < 0
    assert verdicts["share-answer"].verdict == "described"
    assert verdicts["number-fidelity"].test == "bootstrap"
    # Its rate is a median, and means would be compared.
    assert "total-seconds-p50" not in verdicts
    assert found.sentence.startswith("Beyond noise better: ")
    assert len(found.fixed) > 20
    assert all(change.after in ("correct", "refused") for change in found.fixed)
    backwards = compare(after, before, METRICS)
    assert [each.name for each in backwards.broken] == [each.name for each in found.fixed]
    assert "worse: " in backwards.sentence
    assert json.loads(json.dumps(as_json(found)))["metrics"][0]["n"] > 0


def test_runs_of_different_questions_are_refused(tmp_path: Path) -> None:
    run = read_run(make_run(tmp_path / "a").path)
    other = replace(
        run,
        items={
            name: replace(item, question=replace(item.question, question="Wer?"))
            for name, item in run.items.items()
        },
    )
    with pytest.raises(CompareError, match="asked different questions"):
        compare(run, other, METRICS)


def test_what_only_one_run_was_asked_is_left_out_and_told(tmp_path: Path) -> None:
    whole = read_run(make_run(tmp_path / "a").path)
    part = read_run(make_run(tmp_path / "b", groups=6).path)
    found = compare(whole, part, METRICS)
    assert found.common == 24
    assert found.warnings == [
        "The question sets differ: what is in both alike is compared (24), the rest is left "
        "out (36)."
    ]


def test_judged_metrics_of_different_judges_are_not_compared(tmp_path: Path) -> None:
    run = read_run(make_run(tmp_path / "a").path)
    other = replace(run, found={**run.found, "cards": [{"judge": "yes-no", "admitted": True}]})
    found = compare(run, other, METRICS)
    assert "unfaithful-answers" not in {each.metric.name for each in found.metrics}
    assert "different judges" in found.warnings[0]
