"""From what a person typed to a query."""

import re

from index.records import Filters
from index.text.language import UNKNOWN, detect_language
from index.text.normalise import normalise
from rag.errors import QuestionError
from rag.records import Query

LONGEST = 2_000
_CONTENT = re.compile(r"[^\W_]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FALLBACK = "en"


def understand(
    question: str, *, language: str | None = None, filters: Filters | None = None
) -> Query:
    """Return the query of a question; ``language`` (BCP 47) is the one to answer in.

    Raises QuestionError for an empty or overlong question, a language code that is none, or a
    date that is none.
    """
    text = " ".join(normalise(question).split())
    if not text:
        raise QuestionError("The question is empty. Type one.")
    if len(text) > LONGEST:
        raise QuestionError(
            f"The question has {len(text):,} characters; at most {LONGEST:,} are read. Shorten it."
        )
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise QuestionError(f"{language!r} is no language code. Use one like de, en or zh.")
    filters = Filters() if filters is None else filters
    for day in (filters.since, filters.until):
        if day is not None and not _DAY.fullmatch(day):
            raise QuestionError(f"{day!r} is no date. Write it as 2024-07-31.")
    asked_in = detect_language(text)
    answer_in = language or (_FALLBACK if asked_in == UNKNOWN else asked_in)
    return Query(text, asked_in, text, answer_in, filters)


def is_question(query: Query) -> bool:
    """Tell whether there is anything to search for: one letter or digit at least."""
    return _CONTENT.search(query.question) is not None
