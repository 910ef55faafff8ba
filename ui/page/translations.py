"""Translations for the evidence pane: made while nobody waits for an answer."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from index.errors import FundstelleError
from rag.errors import StoppedError
from rag.translation.translator import German, Translation
from ui.page.places import Message
from ui.page.request import Place, key_of, language_of, place_of
from ui.page.turn import reason_message

Translate = Callable[[German, str, threading.Event], Translation]
Look = Callable[[Place], German | None]
"""A place to its sentence, None where there is none."""

MOST_SECONDS = 180.0
"""How long a reader waits for the model to be free."""
_POLL_SECONDS = 0.2
_AT_A_TIME = 4


class Translations:
    """Makes translations, one a request of the page; answers go first."""

    def __init__(
        self,
        look: Look,
        translate: Translate,
        busy: Callable[[], bool],
        unsure: Callable[[], bool] = lambda: False,
    ) -> None:
        """``busy`` says whether anybody waits for an answer.

        ``unsure`` whether the model is one whose translations are made only where a reader asks.
        """
        self._look = look
        self._translate = translate
        self._busy = busy
        self._unsure = unsure
        self._threads = ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="fundstelle-translator")
        self._running: dict[str, threading.Event] = {}
        self._unwanted: set[str] = set()

    async def translate(self, data: object) -> Message:
        """Return the translation, why it is not shown, ``stopped``, ``offered``, or one line."""
        place, language, key = place_of(data), language_of(data), key_of(data)
        german = None if place is None else self._look(place)
        if german is None or language is None:
            return {"stopped": True}
        asked = isinstance(data, dict) and data.get("asked") is True
        try:
            if not asked and self._unsure():
                return {"offered": True}
            return await self._made(german, language, key)
        except FundstelleError as error:
            return {"error": str(error)}
        finally:
            self._running.pop(key, None)
            self._unwanted.discard(key)

    def stop(self, data: object) -> None:
        """Stop the translation of that key."""
        key = key_of(data)
        if (running := self._running.get(key)) is not None:
            self._unwanted.add(key)
            running.set()

    def give_way(self) -> None:
        """Stop what is being translated, because somebody asks; it is begun again afterwards."""
        for stop in tuple(self._running.values()):
            stop.set()

    def close(self) -> None:
        """Stop everything and wait until it has ended."""
        self._unwanted.update(self._running)
        self.give_way()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _made(self, german: German, language: str, key: str) -> Message:
        loop = asyncio.get_running_loop()
        last = loop.time() + MOST_SECONDS
        while key not in self._unwanted and loop.time() < last:
            stop = self._running[key] = threading.Event()
            if self._busy():
                await asyncio.sleep(_POLL_SECONDS)
                continue
            try:
                made = await loop.run_in_executor(
                    self._threads, self._translate, german, language, stop
                )
            except StoppedError:
                continue
            return _message(made)
        return {"stopped": True}


def _message(made: Translation) -> Message:
    return {
        "text": made.text if made.shown else "",
        "language": made.language,
        "reasons": [reason_message(reason) for reason in made.reasons],
    }
