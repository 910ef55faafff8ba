"""How far a long evaluation is, where no terminal shows it."""

from collections.abc import Iterator
from itertools import count

import pytest

from ui.command.evaluation.remaining import Progress


@pytest.fixture
def seconds() -> Iterator[float]:
    """A clock that is ten seconds on whenever it is read."""
    return (10.0 * n for n in count())


def test_a_line_every_thirty_seconds_says_how_long_it_will_take(
    seconds: Iterator[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress("questions: ", clock=lambda: next(seconds))
    for done in range(40, 48):
        progress.at(done, 284)
    progress.clear()
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "questions: 42 of 284, about 40 min left",
        "questions: 45 of 284, about 40 min left",
    ]


def test_before_one_is_done_nobody_knows_how_long(
    seconds: Iterator[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress(clock=lambda: next(seconds))
    for done in (0, 0, 0):
        progress.at(done, 3)
    assert capsys.readouterr().err == "0 of 3\n"


def test_an_early_slow_one_is_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 0.0, 1000.0, *(1000.0 + n for n in range(1, 31))])
    progress = Progress(clock=lambda: next(times))
    for done in range(32):
        progress.at(done, 131)
    first, second = capsys.readouterr().err.splitlines()
    assert first == "1 of 131, about 36.1 h left"
    assert second == "31 of 131, about 2 min left"
