from typing import Any

import pytest

from index.records import Filters, Span
from rag.errors import QuestionError
from ui.page.request import Place, key_of, language_of, marks_of, place_of, request_of

KEY = "0123456789abcdef0123456789abcdef"


def test_a_question_comes_with_what_was_set_beside_it() -> None:
    filters = {"since": "2025-01-01", "until": "", "source": " Talbote "}
    asked = {"question": "How many?", "key": KEY, "search_query": "fire", "language": "pt-BR"}
    request = request_of({**asked, "filters": filters, "earlier": ["Who?", "", 3]})
    assert request is not None
    assert (request.key, request.search_query, request.language) == (KEY, "fire", "pt-BR")
    assert request.filters == Filters(since="2025-01-01", source="Talbote")
    assert request.history == [{"role": "user", "content": "Who?"}]
    assert request.query.search_query == "fire"


@pytest.mark.parametrize("data", [None, 3, "How many?", [], {}, {"question": " "}, {"question": 3}])
def test_without_a_question_nothing_is_asked(data: Any) -> None:
    assert request_of(data) is None


def test_what_makes_no_sense_is_left_out() -> None:
    odd = {"key": "<img>", "search_query": [], "language": "de; rm", "filters": 3, "earlier": "x"}
    request = request_of({"question": "How many?", **odd})
    assert request is not None
    assert (request.search_query, request.language, request.earlier) == (None, None, ())
    assert request.filters == Filters()
    assert len(request.key) == len(KEY)


def test_a_date_that_is_none_is_said_and_not_searched_with() -> None:
    request = request_of({"question": "How many?", "filters": {"since": "yesterday"}})
    assert request is not None
    with pytest.raises(QuestionError, match="'yesterday' is no date"):
        _ = request.query


def test_a_place_is_an_article_and_a_span() -> None:
    sent = {"article": "fire", "start": 3, "end": 9, "number": 1}
    assert place_of(sent) == Place("fire", Span(3, 9))
    assert marks_of([sent, None, {**sent, "end": 3}]) == (Place("fire", Span(3, 9)),)
    assert len(marks_of([sent] * 1000)) < 100


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"article": ""},
            {"article": 3},
            {"start": -1},
            {"start": "3"},
            {"end": 3},
            {"end": 2**40},
        ),
        *({"start": True}, {"start": 2.5}, {"end": None}),
    ],
)
def test_what_is_no_place_is_none(change: dict[str, Any]) -> None:
    assert place_of({"article": "fire", "start": 3, "end": 9, **change}) is None


def test_languages_and_keys_are_held_to_their_form() -> None:
    assert language_of({"language": "zh-Hant"}) == "zh-Hant"
    assert language_of({"language": "English please"}) is None
    assert language_of("de") is None
    assert key_of({"key": KEY}) == KEY
    assert key_of({"key": "../x"}) != "../x"
