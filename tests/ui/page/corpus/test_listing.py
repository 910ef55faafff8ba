from typing import Any

import pytest

from index.records import ArticleInfo
from ui.page.corpus.listing import ROWS, Wanted, listing, wanted_of


def info(name: str, title: str = "", **fields: Any) -> ArticleInfo:
    values: dict[str, Any] = {
        "date": None,
        "author": None,
        "source": None,
        "url": None,
        "path": "/x/y",
    }
    values |= {"characters": 100, "passages": 1} | fields
    return ArticleInfo(name, title, **values)


FEW = [
    info("a", "Äpfel erfroren", date="2024-04-24", source="Landpost", characters=900),
    info("b", "zebra entlaufen", date="2025-01-02", source="Talbote", characters=100),
    info("c", "Apotheke schließt", date="2025-01-02", source="Ährenblatt", characters=500),
    info("d", "", author="Ilse Grün"),
]


def ids(**wanted: Any) -> list[str]:
    return [row["id"] for row in listing(FEW, Wanted(**wanted))["rows"]]


@pytest.mark.parametrize(
    ("column", "descending", "expected"),
    [
        ("date", True, "bcad"),
        ("date", False, "abcd"),
        ("title", False, "acbd"),
        ("title", True, "bcad"),
        ("source", False, "cabd"),
        ("characters", True, "acbd"),
    ],
)
def test_what_is_not_known_comes_last_and_umlauts_stand_where_germans_look(
    column: str, descending: bool, expected: str
) -> None:
    found = ids(column=column, descending=descending)
    assert sorted(found) == list("abcd")
    assert found == list(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÄPFEL", ["a"]),
        ("talbote 2025", ["b"]),
        ("grün", ["d"]),
        ("  ", ["b", "c", "a", "d"]),
        ("zebra talbote nirgends", []),
        ("%", []),
        ("'; DROP TABLE article; --", []),
    ],
)
def test_every_word_of_a_search_must_be_somewhere(text: str, expected: list[str]) -> None:
    assert ids(text=text) == expected


def test_a_long_list_comes_a_page_at_a_time() -> None:
    many = [info(f"n{number:05}", f"Titel {number}") for number in range(10_001)]
    first = listing(many, Wanted(column="title", descending=False))
    last = listing(many, Wanted(page=10**6))
    assert (len(first["rows"]), first["pages"], first["total"]) == (ROWS, 201, 10_001)
    assert (last["page"], len(last["rows"]), last["first"]) == (200, 1, 10_001)


def test_an_empty_index_is_an_empty_page() -> None:
    found = listing([], Wanted(page=3))
    assert (found["page"], found["pages"], found["first"], found["rows"]) == (0, 1, 0, [])


def test_no_path_of_the_machine_is_told() -> None:
    assert "/x/y" not in str(listing(FEW, Wanted()))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": None, "column": "path", "descending": "no", "page": "7"},
        {"text": 3, "column": ["date"], "descending": 0, "page": -5},
        {"text": {}, "column": {"x": 1}, "page": True, "turn": "1"},
    ],
)
def test_what_a_browser_can_not_mean_is_not_taken(given: Any) -> None:
    assert wanted_of(given) == Wanted()


def test_what_a_browser_may_ask_is_bounded() -> None:
    asked = wanted_of(
        {"text": "x" * 10_000, "column": "title", "descending": False, "page": 10**30, "turn": 7}
    )
    assert asked == Wanted("x" * 200, "title", False, 1_000_000, 7)


def test_a_page_of_the_list_says_which_asking_it_answers() -> None:
    assert listing(FEW, Wanted(turn=5))["turn"] == 5
