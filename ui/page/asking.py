"""From blocking answer events in a thread to the page's messages, without blocking the page."""

import asyncio
import json
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from index.errors import FundstelleError
from rag.errors import StoppedError
from rag.records import AskEvent
from ui.page.turn import Message, Turn, after, ended, failed, message, stopped

Ask = Callable[[str, threading.Event], Iterator[AskEvent]]
"""Question and stop to answer events, as :meth:`rag.assistant.Assistant.stream` has it."""

AT_A_TIME = 24
"""Askers who are served or wait; the language model serves them one by one, in their order."""
LONGEST_QUESTION = 20_000
"""Characters taken from the browser at all; what is too long to answer is said by the asking."""
_PAUSE_SECONDS = 0.08
"""Between two drawings of an answer: more often, and the browser is busy drawing."""


class Asking:
    """Asks for every visitor of the page, each in a thread of its own."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="fundstelle-asker")
        self._stops: set[threading.Event] = set()

    async def answer(self, question: str) -> AsyncIterator[str]:
        """Yield the turn as JSON each time it has changed, first at once.

        Closing or cancelling the generator stops the work within a second.
        """
        turn = Turn(uuid.uuid4().hex, question[:LONGEST_QUESTION])
        yield as_json(message(turn))
        try:
            async for events in self._events(turn.question):
                turn = after(turn, events)
                yield as_json(message(turn))
        except StoppedError:
            yield as_json(message(stopped(turn)))
        except FundstelleError as error:
            yield as_json(message(failed(turn, str(error))))

    def close(self) -> None:
        """Stop all work and wait until it has ended."""
        for stop in tuple(self._stops):
            stop.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _events(self, question: str) -> AsyncIterator[list[AskEvent]]:
        """Yield what happened since the last time; raises what the asking raises."""
        loop = asyncio.get_running_loop()
        happened: asyncio.Queue[AskEvent | None] = asyncio.Queue()
        stop = threading.Event()
        self._stops.add(stop)

        def work() -> None:
            for event in self._ask(question, stop):
                loop.call_soon_threadsafe(happened.put_nowait, event)

        def over(_: "Future[None]") -> None:
            # Nobody is left to be told where the page itself has ended.
            if not loop.is_closed():
                loop.call_soon_threadsafe(happened.put_nowait, None)

        working = self._threads.submit(work)
        working.add_done_callback(over)
        try:
            more = True
            while more:
                batch = [await happened.get()]
                await asyncio.sleep(_PAUSE_SECONDS)
                while not happened.empty():
                    batch.append(happened.get_nowait())
                more = None not in batch
                if events := [event for event in batch if event is not None]:
                    yield events
            working.result()
        finally:
            stop.set()
            self._stops.discard(stop)


def ended_json(value: str | None) -> str:
    """Return the last value of a question that may have been cut short, as ended.

    The value comes back from the browser: what is no turn of ours becomes nothing.
    """
    try:
        turn = json.loads(value or "")
    except ValueError:
        return ""
    whole = isinstance(turn, dict) and turn.get("kind") == "turn" and "phase" in turn
    return as_json(ended(turn)) if whole else ""


def notice_json(trouble: str) -> str:
    """Return what a page that was just opened says: empty trouble if all is well."""
    return as_json({"kind": "notice", "text": trouble})


def as_json(message: Message) -> str:
    """Return the message as the one string that Gradio hands to the browser."""
    return json.dumps(message, ensure_ascii=False)
