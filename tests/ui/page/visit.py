"""A visitor of a page."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, expect

MODEL_SECONDS = 200
"""The embedded model reads the prompt in 10 s, but shares two cores with everything else."""


_CUT = re.compile(r"^AbortError|errored out\.\s*$")
"""What Gradio writes into the console of a page that is left while something is on its way."""


class Visit:
    """One visitor's window, and what went on in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.context = page.context
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._events: list[tuple[Any, Callable[[Any], None]]] = [
            ("request", lambda request: self.requests.append(request.url)),
            ("pageerror", lambda error: self.errors.append(str(error))),
            ("console", self._hear),
        ]
        for event, hear in self._events:
            page.on(event, hear)
        self.page.goto(address)
        expect(self.page.locator(".fs-header")).to_be_visible()
        # Drawn by Gradio, and not in the moment in which our own part is.
        expect(self.page.locator("#question textarea")).to_be_editable()

    def leave(self) -> None:
        """Hear no more of what goes on in the window."""
        for event, hear in self._events:
            self.page.remove_listener(event, hear)

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.errors.append(line.text)

    def ask(self, question: str) -> None:
        """Ask; the question has a turn of its own afterwards, also where it was asked before."""
        asked = self.page.get_by_test_id("turn").last
        keys = self.page.get_by_test_id("turn").evaluate_all("all => all.map(e => e.dataset.turn)")
        self.page.locator("#question textarea").fill(question)
        self.page.locator("#send").click()
        if keys:
            expect(asked).not_to_have_attribute("data-turn", keys[-1])
        expect(asked).to_contain_text(question[:50])

    def reload(self) -> None:
        """Load the page anew; that lines still open are cut by it is no error of the page's."""
        known = len(self.errors)
        self.page.reload()
        self.errors[known:] = [each for each in self.errors[known:] if not _CUT.search(each)]

    def wait_for(self, name: str) -> None:
        """Wait until the last question has come so far."""
        part = self.page.get_by_test_id("turn").last.get_by_test_id(name)
        expect(part).to_be_visible(timeout=MODEL_SECONDS * 1000)
