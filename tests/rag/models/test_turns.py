"""The line in which askers wait."""

import threading

from rag.models.base import Waiting
from rag.models.turns import Turns


def taken(turns: Turns) -> bool:
    waiting = turns.take(threading.Event())
    try:
        next(waiting)
    except StopIteration as end:
        return bool(end.value)
    waiting.close()
    return False


def test_a_free_model_is_taken_without_waiting() -> None:
    turns = Turns()
    assert taken(turns)
    assert not taken(turns)
    turns.give_back()
    assert taken(turns)


def test_askers_come_in_order_and_those_who_leave_are_skipped() -> None:
    turns = Turns()
    assert taken(turns)
    lines = [turns.take(threading.Event()) for _ in range(3)]
    assert [next(line) for line in lines] == [Waiting(1), Waiting(2), Waiting(3)]
    lines[0].close()
    assert next(lines[2]) == Waiting(2)
    turns.give_back()
    assert list(lines[1]) == []
    assert not taken(turns)
    turns.give_back()
    assert list(lines[2]) == []
    turns.give_back()
    assert taken(turns)


def test_a_stopped_asker_does_not_get_a_turn() -> None:
    turns = Turns()
    stop = threading.Event()
    stop.set()
    assert list(turns.take(stop)) == []
    assert taken(turns)
