"""Kotaemon's manner: one list after the other, cut to what the model reads."""

import pytest

from evals.dataset.records import Question
from evals.peers.concatenated import concatenated, cut, distinct, fitting, prompt
from evals.records import Place
from rag.models.estimate import TokenEstimate

QUESTION = Question("q", "q", "tr", "Köprü ne zaman açıldı?", True, "date", "dev")
FIRST, SECOND = Place("a", 10, 16, "Erster"), Place("b", 0, 7, "Zweiter")
CHUNKS = (FIRST, SECOND, FIRST)
TEXTS = tuple(f"Bericht {n}. " + "Die Brücke über die Nerle ist gesperrt. " * 30 for n in range(8))
LONG = tuple(Place(f"d{n}", 0, len(text), text) for n, text in enumerate(TEXTS))


def test_the_full_text_comes_first_and_fills_the_list() -> None:
    assert concatenated([4, 2], [2, 9]) == [4, 2, 2, 9]
    assert concatenated(range(10), [77]) == list(range(10))
    assert concatenated([], [3]) == [3]


def test_a_chunk_found_twice_is_shown_once() -> None:
    assert distinct(CHUNKS) == [CHUNKS[0], CHUNKS[1]]


def test_what_is_cut_off_is_no_longer_a_source() -> None:
    assert cut(CHUNKS[:2], 9) == [CHUNKS[0], Place("b", 0, 3, "Zwe")]
    assert cut(CHUNKS[:2], 6) == [CHUNKS[0]]
    assert cut(CHUNKS[:2], 0) == []
    assert cut(CHUNKS[:2], 99) == list(CHUNKS[:2])


@pytest.mark.parametrize("room", [500, 1000, 2000])
def test_the_evidence_fills_the_context_to_the_last_character(room: int) -> None:
    count = TokenEstimate().tokens
    kept = fitting(LONG, QUESTION, room, count)
    assert count(prompt(kept, QUESTION)) <= room
    assert all(place.text == TEXTS[at][: place.end] for at, place in enumerate(kept))
    characters = sum(len(place.text) for place in kept)
    # A few characters more may still round down to the same number of tokens.
    assert count(prompt(cut(LONG, characters + 4), QUESTION)) > room


def test_evidence_that_fits_is_kept_whole() -> None:
    assert fitting(CHUNKS[:2], QUESTION, 4000, TokenEstimate().tokens) == list(CHUNKS[:2])


def test_the_prompt_numbers_the_sources_and_names_the_language() -> None:
    (message,) = prompt([Place("a", 0, 11, "Zeile\nZeile"), CHUNKS[1]], QUESTION)
    assert "[1] Zeile Zeile\n[2] Zweiter\n" in message.text
    assert "in Turkish." in message.text
    assert QUESTION.question in message.text
