import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from index.chroma.feeder import Feeder
from index.errors import ChromaUnavailableError, FundstelleError
from index.interfaces import Neighbours
from tests.waiting import wait_until


class Counted:
    """A projection that counts, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.drained = 0
        self.endless = False
        self.closed = threading.Event()

    def drain(self, stop: Callable[[], bool]) -> int:
        while self.endless and not stop():
            time.sleep(0.01)
        if self.failures:
            self.failures -= 1
            raise ChromaUnavailableError("The Chroma server does not answer.")
        self.drained += 1
        return 0

    def nearest(self, vector: object, limit: int) -> Neighbours | None:
        return Neighbours((), ())

    def close(self) -> None:
        self.closed.set()


def problem_of(feeder: Feeder) -> FundstelleError | None:
    return feeder.problem


def test_every_notice_is_followed_by_a_drain_and_closing_drains_once_more() -> None:
    projection = Counted()
    feeder = Feeder(lambda: projection, watch=False)
    wait_until(lambda: projection.drained == 1)
    feeder.notify()
    wait_until(lambda: projection.drained == 2)
    feeder.close()
    assert projection.drained == 3
    assert projection.closed.is_set()


def test_a_server_that_comes_back_is_fed_again(caplog: pytest.LogCaptureFixture) -> None:
    projection = Counted(failures=2)
    feeder = Feeder(lambda: projection, watch=False)
    wait_until(lambda: projection.failures == 1 and problem_of(feeder) is not None)
    feeder.notify()
    wait_until(lambda: projection.failures == 0)
    feeder.notify()
    wait_until(lambda: projection.drained == 1 and problem_of(feeder) is None)
    feeder.close()
    said = [record for record in caplog.records if record.name == "index.chroma.feeder"]
    assert len(said) == 1


def test_abandoning_does_not_wait_for_a_long_drain() -> None:
    projection = Counted()
    projection.endless = True
    feeder = Feeder(lambda: projection, watch=False)
    feeder.abandon()
    assert projection.closed.is_set()


def test_what_another_process_owns_is_left_to_it() -> None:
    feeder = Feeder(lambda: None, watch=True)
    assert feeder.nearest(np.zeros(3, dtype=np.float32), 5) is None
    feeder.close()
    assert feeder.problem is None


def test_a_chroma_that_cannot_be_opened_is_a_problem_and_no_crash() -> None:
    def fail() -> None:
        raise ChromaUnavailableError("The folder can't be written.")

    feeder = Feeder(fail, watch=True)
    feeder.close()
    assert str(feeder.problem) == "The folder can't be written."
