import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("kill_runs.py")


def run(script: Path, *words: str, seconds: float) -> dict[str, object]:
    ours = {name: value for name, value in os.environ.items() if "FUNDSTELLE" not in name}
    finished = subprocess.run(
        [sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env=ours | {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"},
    )
    assert finished.returncode == 0, finished.stderr[-4000:]
    result: dict[str, object] = json.loads(finished.stdout.splitlines()[-1])
    return result


def check_kills(kills: int, *, articles: int, questions: int, seconds: float) -> None:
    words = ("--kills", str(kills), "--articles", str(articles), "--questions", str(questions))
    result = run(SCRIPT, *words, seconds=seconds)
    assert result["kills"] == 2 * kills
    assert result["differences"] == []
    assert isinstance(result["seen"], int)
    assert result["seen"] > kills
    assert result["broken"] == 0


@pytest.mark.timeout(600)
def test_killed_at_any_moment_and_run_again_the_index_is_as_if_built_in_peace() -> None:
    check_kills(1, articles=10, questions=4, seconds=560)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_killed_at_a_hundred_moments_the_index_is_as_if_built_in_peace() -> None:
    check_kills(50, articles=48, questions=100, seconds=3500)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("kills", "pages"), [(2, 6), pytest.param(30, 24, marks=pytest.mark.long)])
def test_a_killed_switch_of_as_is_leaves_whole_articles_and_is_finished_by_the_next_run(
    kills: int, pages: int
) -> None:
    script = SCRIPT.with_name("as_is_kill_runs.py")
    result = run(script, str(kills), str(pages), seconds=560)
    assert result["wrong"] == []
    assert (result["kills"], result["differ"]) == (kills, pages)
    assert isinstance(result["halfway"], int)
    assert result["halfway"] > 0
