"""A gate that lets through what is good, and names what is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.reporting.gate import gate
from evals.reporting.runs import Run, read_run
from evals.reporting.thresholds import Threshold, ThresholdsError, read_thresholds
from tests.evals.reporting.synthetic import METRICS, make_run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return read_run(make_run(tmp_path / "run").path)


def thresholds(tmp_path: Path, text: str) -> list[Threshold]:
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    return read_thresholds(file, METRICS)


def test_the_bound_decides_and_not_the_value(run: Run, tmp_path: Path) -> None:
    rate = run.rate("hit-at-5")
    assert rate is not None
    assert rate.value is not None
    assert rate.low is not None
    below = thresholds(
        tmp_path, f"[bound]\nhit-at-5 = {rate.low - 0.001}\ndangling-citations = 0.0\n"
    )
    assert gate(run, below).reasons == []
    assert gate(run, below).held == 2
    between = thresholds(tmp_path, f"[bound]\nhit-at-5 = {(rate.low + rate.value) / 2}\n")
    (reason,) = gate(run, between).reasons
    assert reason.startswith("hit-at-5 is ")
    assert "its lower bound is below" in reason


def test_what_was_not_measured_does_not_pass(run: Run, tmp_path: Path) -> None:
    asked = thresholds(tmp_path, '[bound]\n"hit-at-5 language:fr" = 0.1\n')
    assert gate(run, asked).reasons == ["hit-at-5 (language:fr) was not measured in this run."]


def test_an_invalid_run_does_not_pass(tmp_path: Path) -> None:
    run = read_run(make_run(tmp_path / "run", valid=False).path)
    (reason,) = gate(run, []).reasons
    assert reason == "The run is not valid: Judge coverage is .91, below .98."


def test_a_run_is_no_worse_than_itself_and_worse_than_a_better_one(tmp_path: Path) -> None:
    bad = read_run(make_run(tmp_path / "bad", right=0.3).path)
    good = read_run(make_run(tmp_path / "good", right=0.95).path)
    asked = thresholds(tmp_path, '[margin]\ncorrect = 0.05\n"over-refusal language:de" = 1.0\n')
    assert gate(bad, asked).unchecked == 2
    assert gate(bad, asked, bad).held == 2
    (reason,) = gate(bad, asked, good).reasons
    assert reason.startswith("correct went from ")
    assert gate(good, asked, bad).reasons == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[bound]\nhit-at-5 = 0.1\nhti-5 = 0.2\n", "gate.toml:3: there is no metric 'hti-5'"),
        (
            "[margin]\nhit-at-5 = 0.1\n[bound]\nhit-at-5 = 'a'\n",
            "gate.toml:4: 'hit-at-5' must be a number",
        ),
        ("[bound]\nunfaithful-answers = 0.1\n", "gate.toml:2: unfaithful-answers is judged"),
        ("[bound]\nshare-answer = 0.1\n", "gate.toml:2: share-answer is only described"),
        ("[margin]\nhit-at-5 = -0.1\n", "gate.toml:2: 'hit-at-5': a margin is"),
        ("\n[bounds]\nhit-at-5 = 0.1\n", "gate.toml:2: 'bounds' means nothing here"),
        ("bound = 1\n", "bound must be a table"),
        ("bound = [\n", "is no TOML"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ThresholdsError) as caught:
        thresholds(tmp_path, text)
    assert said in str(caught.value)


def test_a_judge_decides_only_where_the_file_says_so(run: Run, tmp_path: Path) -> None:
    asked = thresholds(tmp_path, "judged = true\n[bound]\nunfaithful-answers = 0.0\n")
    assert len(gate(run, asked).reasons) == 1


def test_a_slice_that_no_item_tells_is_a_reason(run: Run, tmp_path: Path) -> None:
    asked = thresholds(tmp_path, '[margin]\n"over-refusal given-context" = 0.1\n')
    (reason,) = gate(run, asked, replace(run)).reasons
    assert "can't be compared" in reason
