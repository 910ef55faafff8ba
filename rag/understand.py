"""From what a person typed to a query."""

import json
import re
from dataclasses import replace
from importlib.resources import files

from index.records import Filters
from index.text.language import UNKNOWN, detect_language
from index.text.normalise import normalise
from index.text.scripts import is_traditional_chinese
from rag.errors import QuestionError
from rag.follow_up import Turns, earlier_questions
from rag.records import Query

LONGEST = 2_000
_CONTENT = re.compile(r"[^\W_]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FALLBACK = "en"
_NOT_IN_WORDS = re.compile(r"[^\w' ]|_")


def _plain(text: str) -> str:
    return " ".join(_NOT_IN_WORDS.sub(" ", text.replace("’", "'")).casefold().split())


_SMALL_TALK = frozenset(
    _plain(phrase)
    for phrases in json.loads(
        (files("rag.texts") / "small_talk.json").read_text(encoding="utf-8")
    ).values()
    for phrase in phrases.split("|")
)


def understand(
    question: str,
    *,
    language: str | None = None,
    filters: Filters | None = None,
    history: Turns = (),
    search_query: str | None = None,
) -> Query:
    """Return the query of a question; ``language`` (BCP 47) is the one to answer in.

    ``history`` is the conversation before it, oldest first; ``search_query`` is what to search
    for instead of the question. Raises QuestionError for an empty or overlong question, a language
    code that is none, or a date that is none.
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
    asked_in = _asked_in(text, history)
    earlier = earlier_questions(text, asked_in, history)
    query = Query(
        *(text, asked_in, text, language or _answer_language(text, asked_in), filters, earlier)
    )
    searched = " ".join(normalise(search_query or "")[:LONGEST].split())
    return replace(query, search_query=searched or query.whole)


def is_question(query: Query) -> bool:
    """Tell whether there is anything to search for: a letter or digit, and not small talk alone."""
    return _CONTENT.search(query.question) is not None and _plain(query.question) not in _SMALL_TALK


def _asked_in(text: str, history: Turns) -> str:
    """Detect the language; of "Und wann?" alone no detector can say it, but the asker has."""
    found = detect_language(text)
    if found == UNKNOWN and history:
        said = [turn["content"] for turn in history if turn.get("role") == "user"]
        found = detect_language(" ".join((*said, text)))
    return found


def _answer_language(text: str, asked_in: str) -> str:
    if asked_in == UNKNOWN:
        return _FALLBACK
    return "zh-Hant" if asked_in == "zh" and is_traditional_chinese(text) else asked_in
