"""Blocking work of an engine, in a thread of its own, as an iterator that can be stopped.

An engine blocks for seconds while it reads a prompt. The asker must not: it is answered at once
when it stops, and the thread winds up as soon as the engine lets it.
"""

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Literal, TypeVar

from rag.models.base import Event, Finished, Reading, Token

T = TypeVar("T")
Ending = Literal["done", "stopped", "time"]
_POLL_SECONDS = 0.1


class _Done:
    """What the thread sends last when its work came to its own end."""


def relay(
    work: Callable[[Callable[[T], None]], None],
    *,
    stop: threading.Event,
    seconds: float,
    cancel: Callable[[], None],
) -> Generator[T, None, Ending]:
    """Run ``work(emit)`` in a thread and yield what it emits; return how it ended.

    ``cancel`` is called when the asker stops, when the time is up, and when the generator is
    closed (or interrupted by Ctrl-C); it must make ``work`` return soon. What ``work`` raises is
    raised here.
    """
    results: queue.SimpleQueue[T | _Done | Exception] = queue.SimpleQueue()

    end = time.monotonic() + seconds
    # Not a daemon: Python would kill it inside the engine's code and crash at exit.
    threading.Thread(target=_run, args=(work, results), name="fundstelle-model").start()
    try:
        while not stop.is_set() and time.monotonic() < end:
            try:
                item = results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if isinstance(item, _Done):
                return "done"
            if isinstance(item, Exception):
                raise item
            yield item
        return "stopped" if stop.is_set() else "time"
    finally:
        cancel()


def _run(
    work: Callable[[Callable[[T], None]], None],
    results: "queue.SimpleQueue[T | _Done | Exception]",
) -> None:
    try:
        work(results.put)
    except Exception as error:  # noqa: BLE001 - raised again in the asker's thread
        results.put(error)
    else:
        results.put(_Done())


def with_ending(events: Generator[Event, None, Ending]) -> Iterator[Event]:
    """Yield ``events`` and, where the work did not come to its own end, a :class:`Finished`."""
    prompt = completion = 0
    ending: Ending = "done"

    def watched() -> Iterator[Event]:
        nonlocal ending
        ending = yield from events

    for event in watched():
        if isinstance(event, Reading):
            prompt = event.done
        elif isinstance(event, Token):
            completion += 1
        yield event
    if ending != "done":
        yield Finished(ending, prompt, completion)
