import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("kill_runs.py")


def run(kills: int, seconds: float) -> dict[str, object]:
    finished = subprocess.run(
        [sys.executable, str(SCRIPT), "--kills", str(kills)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"},
    )
    assert finished.returncode == 0, finished.stderr[-4000:]
    result: dict[str, object] = json.loads(finished.stdout.splitlines()[-1])
    return result


def check(result: dict[str, object], kills: int) -> None:
    assert result["kills"] == 2 * kills
    assert result["differences"] == []
    assert isinstance(result["seen"], int)
    assert result["seen"] > kills
    assert result["broken"] == 0


@pytest.mark.timeout(280)
def test_killed_at_any_moment_and_run_again_the_index_is_as_if_built_in_peace() -> None:
    check(run(5, 270), 5)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_killed_at_a_hundred_moments_the_index_is_as_if_built_in_peace() -> None:
    check(run(50, 3500), 50)


@pytest.mark.timeout(280)
def test_a_killed_switch_of_as_is_leaves_whole_articles_and_is_finished_by_the_next_run() -> None:
    script = SCRIPT.with_name("as_is_kill_runs.py")
    finished = subprocess.run(
        [sys.executable, str(script), "6"],
        capture_output=True,
        text=True,
        timeout=270,
        check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"},
    )
    assert finished.returncode == 0, finished.stderr[-4000:]
    result = json.loads(finished.stdout.splitlines()[-1])
    assert result["wrong"] == []
    assert (result["kills"], result["differ"]) == (6, 24)
    assert result["halfway"] > 0
