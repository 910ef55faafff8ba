"""Blocking work as an iterator."""

import threading
import time
from collections.abc import Callable

import pytest

from rag.models.base import Event, Finished, Reading, Token
from rag.models.relay import relay, with_ending


def endless(cancelled: threading.Event) -> Callable[[Callable[[Event], None]], None]:
    def work(emit: Callable[[Event], None]) -> None:
        emit(Reading(7, 9))
        emit(Token("a"))
        cancelled.wait(10)

    return work


def test_what_the_work_raises_is_raised_to_the_asker() -> None:
    def work(emit: Callable[[int], None]) -> None:
        emit(1)
        raise KeyError("darin")

    items = relay(work, stop=threading.Event(), seconds=5, cancel=lambda: None)
    assert next(items) == 1
    with pytest.raises(KeyError, match="darin"):
        next(items)


def test_work_that_ends_by_itself_gets_no_second_end() -> None:
    def work(emit: Callable[[Event], None]) -> None:
        emit(Token("a"))
        emit(Finished("stop", 1, 1))

    items = relay(work, stop=threading.Event(), seconds=5, cancel=lambda: None)
    assert list(with_ending(items)) == [Token("a"), Finished("stop", 1, 1)]


def test_the_time_limit_cancels_and_says_what_was_seen() -> None:
    cancelled = threading.Event()
    items = relay(endless(cancelled), stop=threading.Event(), seconds=0.2, cancel=cancelled.set)
    assert list(with_ending(items)) == [Reading(7, 9), Token("a"), Finished("time", 7, 1)]
    assert cancelled.is_set()


def test_stop_is_seen_while_the_work_blocks() -> None:
    cancelled, stop = threading.Event(), threading.Event()
    threading.Timer(0.2, stop.set).start()
    start = time.monotonic()
    items = relay(endless(cancelled), stop=stop, seconds=20, cancel=cancelled.set)
    assert list(with_ending(items))[-1] == Finished("stopped", 7, 1)
    # Not seen, it would be the 20 seconds.
    assert time.monotonic() - start < 10
    assert cancelled.is_set()


def test_closing_the_iterator_cancels() -> None:
    cancelled = threading.Event()
    items = relay(endless(cancelled), stop=threading.Event(), seconds=20, cancel=cancelled.set)
    next(items)
    items.close()
    assert cancelled.is_set()
