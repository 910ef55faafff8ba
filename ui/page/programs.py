"""What other programs may ask: the JSON of the commands, or one error; never a traceback."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any, Protocol

from index.errors import FundstelleError
from index.records import Filters
from index.search.searcher import Searcher
from index.store.reading import StoreReader
from rag.as_json import Object, answer_json, article_json, articles_json, error_json, search_json
from rag.assistant import Assistant
from rag.records import Answered
from rag.searching import find
from rag.understand import understand
from ui.explained import explained

AT_A_TIME = 8
"""Programs that are served at once; more wait in Gradio's queue."""
_LONGEST_QUESTION = 20_000
_LONGEST_NAME = 1_000
_MOST_HITS = 1_000
_MOST_ARTICLES = 10_000


class InputError(FundstelleError):
    """A program gave something that the endpoint can't take."""

    code = "usage"


class Place(Protocol):
    """What programs ask: the page's own index and model."""

    @property
    def searcher(self) -> Searcher:
        """What finds passages."""
        ...

    def store(self) -> StoreReader:
        """Open the store; whoever asked closes it."""
        ...

    def assistant(self) -> Assistant:
        """Return what answers; raises FundstelleError, saying what to type, without a model."""
        ...


class Programs:
    """The endpoints ``ask``, ``search`` and ``articles``; the docstrings are their documentation.

    What comes in is untrusted: JSON of any type may stand where a text or number is wanted.
    """

    def __init__(self, desk: Place) -> None:
        self._desk = desk
        self._threads = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="fundstelle-program")
        self._stops: set[threading.Event] = set()

    async def ask(
        self,
        question: str,
        language: str = "",
        since: str = "",
        until: str = "",
        source: str = "",
        article: str = "",
        undated: bool = False,
    ) -> dict[str, Any]:
        """Answer a question from the indexed German news articles.

        Every sentence of the answer carries a marker [n]; "citations" holds, for each number, the
        German sentence that it rests on, with its article, date and place. Without a supported
        answer "kind" is "refusal". The same JSON as `fundstelle ask --json`; what can't be taken
        gives {"error": {"code", "message"}}.

        Args:
            question: The question, in any language, at most 2,000 characters.
            language: The language to answer in (BCP 47: de, en, zh ...); empty: the question's.
            since: Only articles of this day (2024-07-31) or later; empty: all.
            until: Only articles of this day or earlier; empty: all.
            source: Only articles of this newspaper; empty: all.
            article: Only the article with this id; empty: all.
            undated: With since or until: articles without a date too.
        """

        def work(stop: threading.Event) -> Object:
            asked = _text("question", question, _LONGEST_QUESTION)
            code = _text("language", language, _LONGEST_NAME) or None
            filters = _filters(since, until, source, article, undated)
            # What can't be taken is refused before a model is opened.
            understand(asked, language=code, filters=filters)
            events = self._desk.assistant().stream(asked, language=code, filters=filters, stop=stop)
            (answer,) = [event.answer for event in events if isinstance(event, Answered)]
            return answer_json(answer)

        told: Object = await self._worked(work)
        return told

    async def search(
        self,
        question: str,
        k: int = 10,
        since: str = "",
        until: str = "",
        source: str = "",
        article: str = "",
        undated: bool = False,
    ) -> dict[str, Any]:
        """Find the passages of the indexed German news articles that are nearest to a question.

        No language model is asked. "hits" holds the passages, best first, each with its article,
        date, source and place. The same JSON as `fundstelle search --json`; what can't be taken
        gives {"error": {"code", "message"}}.

        Args:
            question: The question, in any language, at most 2,000 characters.
            k: How many hits at most, 1 to 1,000.
            since: Only articles of this day (2024-07-31) or later; empty: all.
            until: Only articles of this day or earlier; empty: all.
            source: Only articles of this newspaper; empty: all.
            article: Only the article with this id; empty: all.
            undated: With since or until: articles without a date too.
        """

        def work(stop: threading.Event) -> Object:
            del stop
            asked = _text("question", question, _LONGEST_QUESTION)
            limit = _number("k", k, 1, _MOST_HITS)
            filters = _filters(since, until, source, article, undated)
            query = understand(asked, filters=filters)
            return search_json(find(self._desk.searcher, query, limit), query.language)

        told: Object = await self._worked(work)
        return told

    async def articles(
        self, article: str = "", limit: int = 1_000, offset: int = 0
    ) -> list[dict[str, Any]] | dict[str, Any]:
        """List the indexed German news articles, or return one of them with its text.

        The same JSON as `fundstelle articles --json` (a list) and `fundstelle articles ID --json`
        (an object with "text" and the lines that cleaning removed), but "path" is null; what can't
        be taken gives {"error": {"code", "message"}}.

        Args:
            article: The id of one article; empty: list all of them, sorted by id.
            limit: How many articles to list at most, 1 to 10,000.
            offset: How many articles of the list to pass over.
        """

        def work(stop: threading.Event) -> list[Object] | Object:
            del stop
            name = _text("article", article, _LONGEST_NAME)
            most = _number("limit", limit, 1, _MOST_ARTICLES)
            first = _number("offset", offset, 0, 10**9)
            with closing(self._desk.store()) as store:
                if not name:
                    listed = articles_json(store.infos()[first : first + most])
                    return [_without_path(each) for each in listed]
                found, info = store.article(name), store.info(name)
            assert info is not None
            return _without_path(article_json(info, found))

        told: list[Object] | Object = await self._worked(work)
        return told

    def close(self) -> None:
        """Stop all work and wait until it has ended."""
        for stop in tuple(self._stops):
            stop.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _worked(self, work: Callable[[threading.Event], Any]) -> Any:  # noqa: ANN401
        """Return what ``work`` returns, or its error as JSON; who leaves stops it."""
        stop = threading.Event()
        self._stops.add(stop)
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, work, stop)
        # The outermost border: whatever comes here becomes one line, its traceback goes to a file.
        except Exception as error:  # noqa: BLE001
            return error_json(*explained(error))
        finally:
            stop.set()
            self._stops.discard(stop)


def _without_path(article: Object) -> Object:
    """Return what is told of an article to programs that may be on another machine.

    Gradio's client takes every object with a path for a file, and tries to fetch it.
    """
    return article | {"path": None}


def _filters(since: str, until: str, source: str, article: str, undated: object) -> Filters:
    if not isinstance(undated, bool):
        raise InputError(f"undated must be true or false, not {_shown(undated)}.")
    if undated and not (since or until):
        raise InputError("undated goes with since or until; without them no article is out.")
    return Filters(
        since=_text("since", since, _LONGEST_NAME) or None,
        until=_text("until", until, _LONGEST_NAME) or None,
        source=_text("source", source, _LONGEST_NAME) or None,
        article=_text("article", article, _LONGEST_NAME) or None,
        undated=undated,
    )


def _text(name: str, value: object, most: int) -> str:
    """Return a text; nothing given is an empty one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{name} must be a text, not {_shown(value)}.")
    if len(value) > most:
        raise InputError(f"{name} has {len(value):,} characters; at most {most:,} are taken.")
    return value


def _number(name: str, value: object, least: int, most: int) -> int:
    # To Python, True is a number; to JSON it is not.
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(
            f"{name} must be a whole number from {least:,} to {most:,}, not {_shown(value)}."
        )
    return value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
