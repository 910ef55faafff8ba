"""From blocking answer events in a thread to the page's messages, without blocking the page."""

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from index.errors import FundstelleError
from rag.errors import StoppedError
from rag.models.turns import Turns
from rag.records import AskEvent, Found, Queued
from ui.page.places import Message
from ui.page.request import Request
from ui.page.turn import Turn, after, failed, message, stopped

Ask = Callable[[Request, threading.Event], Iterator[AskEvent]]
"""A request and stop to answer events, as :meth:`rag.assistant.Assistant.stream` has them."""

AT_A_TIME = 24
"""Askers who are served or wait; the language model serves them one by one, in their order."""
_PAUSE_SECONDS = 0.08
"""Between two drawings of an answer: more often, and the browser is busy drawing."""
_MOST_EARLY = 1_000
"""Stops that are kept for questions which have not come yet."""


class Asking:
    """Asks for every visitor of the page, each in a thread of its own.

    Everyone searches at once; the model answers one question after the other, first come, first
    served: taking turns within questions, all would wait for the last.
    """

    def __init__(self, ask: Ask, *, on_begin: Callable[[], None] = lambda: None) -> None:
        """``on_begin`` is called when a question comes, to let it go first."""
        self._ask = ask
        self._on_begin = on_begin
        self._line = Turns()
        self._threads = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="fundstelle-asker")
        self._stops: dict[threading.Event, str] = {}
        self._early: OrderedDict[str, None] = OrderedDict()

    @property
    def busy(self) -> bool:
        """Whether any question is being answered."""
        return bool(self._stops)

    async def answer(self, request: Request) -> AsyncGenerator[str, None]:
        """Yield the turn as JSON each time it has changed, first at once.

        Closing or cancelling the generator stops the work within a second.
        """
        turn = Turn(request)
        yield as_json(message(turn))
        try:
            async for events in self._events(request):
                turn = after(turn, events)
                yield as_json(message(turn))
        except StoppedError:
            yield as_json(message(stopped(turn)))
        except FundstelleError as error:
            yield as_json(message(failed(turn, str(error), error.code)))

    def stop(self, key: str) -> None:
        """Stop the question that the page calls so, also where it has not come yet."""
        running = [stop for stop, name in self._stops.items() if name == key]
        for stop in running:
            stop.set()
        if not running:
            self._early[key] = None
            while len(self._early) > _MOST_EARLY:
                self._early.popitem(last=False)

    def close(self) -> None:
        """Stop all work and wait until it has ended."""
        for stop in tuple(self._stops):
            stop.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _events(self, request: Request) -> AsyncIterator[list[AskEvent]]:
        """Yield what happened since the last time; raises what the asking raises."""
        loop = asyncio.get_running_loop()
        happened: asyncio.Queue[AskEvent | None] = asyncio.Queue()
        stop = self._begun(request.key)
        self._on_begin()

        def work() -> None:
            for event in self._served(request, stop):
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
            del self._stops[stop]

    def _begun(self, key: str) -> threading.Event:
        """Return what stops the question; raises StoppedError for one that is stopped already."""
        if key in self._early:
            del self._early[key]
            raise StoppedError("Stopped.")
        stop = threading.Event()
        self._stops[stop] = key
        return stop

    def _served(self, request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        """Yield the events; once there is something to read, wait for the model's turn."""
        taken = False
        try:
            for event in self._ask(request, stop):
                yield event
                if isinstance(event, Found) and not taken:
                    taken = yield from self._turn(stop)
        finally:
            if taken:
                self._line.give_back()

    def _turn(self, stop: threading.Event) -> Generator[AskEvent, None, bool]:
        waiting = self._line.take(stop)
        while True:
            try:
                place = next(waiting)
            except StopIteration as end:
                if not end.value:
                    raise StoppedError("Stopped.") from None
                return True
            yield Queued(place.position)


def as_json(message: Message) -> str:
    """Return the message as the one string that Gradio hands to the browser."""
    return json.dumps(message, ensure_ascii=False)
