from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.chroma.projection import (
    Change,
    CollectionName,
    Expectation,
    OutboxEntry,
    Page,
    expectations,
    filling_pages,
    holds_all,
    plan_changes,
)
from tests.index.chroma.chroma_source import SqliteSource, key_of, vector_of

DIMENSION = 48


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteSource]:
    store = SqliteSource(tmp_path / "store.db", DIMENSION)
    yield store
    store.close()


def settle(source: SqliteSource) -> None:
    source.acknowledge(source.outbox(10**6)[-1].number)


def page(collection: CollectionName, *numbers: int) -> Page:
    keys = tuple(key_of(number) for number in numbers)
    return Page(collection, keys, np.stack([vector_of(key, DIMENSION) for key in keys]))


def test_the_last_operation_of_a_key_wins_in_each_collection_by_itself() -> None:
    entries = [
        OutboxEntry(1, "add", "passages", "a"),
        OutboxEntry(2, "delete", "passages", "b"),
        OutboxEntry(3, "add", "pieces", "a"),
        OutboxEntry(4, "delete", "passages", "a"),
        OutboxEntry(5, "add", "passages", "b"),
    ]
    assert plan_changes(entries) == (
        Change("passages", delete=("a",), add=("b",)),
        Change("pieces", delete=(), add=("a",)),
    )


def test_no_entries_are_no_changes() -> None:
    assert plan_changes([]) == ()


def test_keys_in_the_outbox_may_be_there_and_all_others_must(source: SqliteSource) -> None:
    source.commit("passages", add=(1, 2, 3))
    settle(source)
    source.commit("passages", add=(4,), delete=(2,))
    expected = expectations(source)
    assert set(expected["passages"].settled) == {key_of(1), key_of(3)}
    assert expected["passages"].pending == {key_of(2), key_of(4)}
    assert expected["pieces"] == Expectation((), frozenset())


def test_a_count_is_possible_between_what_must_and_what_may_be_there() -> None:
    expected = Expectation(("a", "b"), frozenset({"c"}))
    assert [expected.allows_count(count) for count in (1, 2, 3, 4)] == [False, True, True, False]


def test_spots_come_from_all_over_and_from_nothing_there_are_none() -> None:
    keys = tuple(str(number) for number in range(100))
    assert Expectation(keys, frozenset()).spots() == ("0", "33", "66")
    assert Expectation(("a",), frozenset()).spots() == ("a",)
    assert Expectation((), frozenset()).spots() == ()


@pytest.mark.parametrize(
    ("pages", "right"),
    [
        pytest.param([page("passages", 1, 2), page("pieces", 7)], True, id="everything"),
        pytest.param(
            [page("pieces", 7), page("passages", 2), page("passages", 1)], True, id="order"
        ),
        pytest.param([page("passages", 1, 2, 3), page("pieces", 7)], True, id="pending is there"),
        pytest.param([page("passages", 1, 2), page("pieces", 7, 8)], True, id="not yet deleted"),
        pytest.param([page("passages", 1), page("pieces", 7)], False, id="one is missing"),
        pytest.param([page("passages", 1, 2)], False, id="a collection is missing"),
        pytest.param([page("passages", 1, 2, 7), page("pieces", 7)], False, id="a strange one"),
        pytest.param([page("passages", 1, 2, 1), page("pieces", 7)], False, id="one twice"),
    ],
)
def test_pages_are_right_when_they_hold_all_that_is_settled_and_nothing_strange(
    source: SqliteSource, pages: list[Page], right: bool
) -> None:
    source.commit("passages", add=(1, 2))
    source.commit("pieces", add=(7, 8))
    settle(source)
    source.commit("passages", add=(3,))
    source.commit("pieces", delete=(8,))
    assert holds_all(pages, expectations(source), source) is right


def test_a_vector_of_another_text_is_not_right(source: SqliteSource) -> None:
    source.commit("passages", add=(1, 2))
    settle(source)
    right = page("passages", 1, 2)
    swapped = Page("passages", right.keys, right.vectors[::-1])
    short = Page("passages", right.keys, right.vectors[:, :-1])
    assert holds_all([right], expectations(source), source)
    assert not holds_all([swapped], expectations(source), source)
    assert not holds_all([short], expectations(source), source)


def test_filling_leaves_out_what_the_store_no_longer_has(source: SqliteSource) -> None:
    source.commit("pieces", add=(1, 2, 4))
    keys = [key_of(number) for number in (1, 2, 3, 4, 5)]
    pages = list(filling_pages("pieces", keys, source, 2))
    assert [filled.keys for filled in pages] == [(keys[0], keys[1]), (keys[3],)]
    assert np.array_equal(pages[1].vectors, [vector_of(keys[3], DIMENSION)])
