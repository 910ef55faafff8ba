"""What a browser asks for, held to what can be asked before anything is done with it."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index.records import Filters, Span
from rag.records import Query
from rag.understand import understand

LONGEST_QUESTION = 20_000
"""Characters taken from the browser at all; what is too long to answer is said by the asking."""
LONGEST_NAME = 400
"""Characters of an article's id or a source's name."""
MOST_EARLIER = 6
"""Questions of the conversation that are sent along."""
MOST_MARKS = 40
"""Spans that are marked in an article."""
_MOST_OFFSET = 2**31
_KEY = re.compile(r"[0-9a-f]{32}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Request:
    """A question with what its asker set beside it; no field is trusted to make sense."""

    question: str
    key: str = ""
    """What the page calls the question and its answer."""
    search_query: str | None = None
    language: str | None = None
    """To answer in, BCP 47."""
    filters: Filters = field(default_factory=Filters)
    earlier: tuple[str, ...] = ()
    """The questions of the conversation before it, oldest first."""

    @property
    def history(self) -> list[dict[str, str]]:
        """The conversation as the assistant takes it."""
        return [{"role": "user", "content": question} for question in self.earlier]

    @property
    def query(self) -> Query:
        """The query; raises QuestionError for what can't be asked."""
        return understand(
            self.question,
            language=self.language,
            filters=self.filters,
            history=self.history,
            search_query=self.search_query,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A span of an article; whether there is such a one is for the store to say."""

    article: str
    span: Span


def request_of(data: object) -> Request | None:
    """Return what was asked, None where there is no question in it."""
    sent: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
    question = _text(sent.get("question"), LONGEST_QUESTION)
    if not question.strip():
        return None
    earlier = sent.get("earlier")
    return Request(
        question,
        key_of(sent),
        search_query=_text(sent.get("search_query"), LONGEST_QUESTION).strip() or None,
        language=_language(sent.get("language")),
        filters=_filters(sent.get("filters")),
        earlier=tuple(
            text
            for each in (earlier if isinstance(earlier, list) else [])[-MOST_EARLIER:]
            if (text := _text(each, LONGEST_QUESTION).strip())
        ),
    )


def as_sent(request: Request) -> dict[str, Any]:
    """Return the request as the browser sent it, to be sent again with something changed."""
    set_filters = {"since": request.filters.since, "until": request.filters.until}
    filters = {**set_filters, "source": request.filters.source}
    return {
        "question": request.question,
        "search_query": request.search_query,
        "language": request.language,
        "filters": {name: value for name, value in filters.items() if value},
        "earlier": list(request.earlier),
    }


def place_of(data: object) -> Place | None:
    """Return the place that was named, None where it is none."""
    sent: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
    article = _text(sent.get("article"), LONGEST_NAME)
    start, end = _offset(sent.get("start")), _offset(sent.get("end"))
    if not article or start is None or end is None or not start < end:
        return None
    return Place(article, Span(start, end))


def marks_of(data: object) -> tuple[Place, ...]:
    """Return the places of a list that are some."""
    listed = data[:MOST_MARKS] if isinstance(data, list) else []
    return tuple(place for each in listed if (place := place_of(each)) is not None)


def language_of(data: object) -> str | None:
    """Return the language that was named, None for none."""
    return _language(data.get("language")) if isinstance(data, Mapping) else None


def key_of(data: object) -> str:
    """Return what the page calls this, a new key where it names none."""
    key = data.get("key") if isinstance(data, Mapping) else None
    return key if isinstance(key, str) and _KEY.fullmatch(key) else uuid.uuid4().hex


def _filters(data: object) -> Filters:
    sent: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
    since, until, source = (
        _text(sent.get(name), LONGEST_NAME).strip() or None for name in ("since", "until", "source")
    )
    return Filters(since=since, until=until, source=source)


def _text(value: object, longest: int) -> str:
    return value[:longest] if isinstance(value, str) else ""


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def _offset(value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_OFFSET
    return value if fits else None  # type: ignore[return-value]  # mypy forgets the narrowing
