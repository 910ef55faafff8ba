"""Windows that visitors have one after another: each finds what a new browser would show.

A new browser compiles Gradio's scripts anew, which takes the better part of a short test.
"""

from collections.abc import Callable
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page, ViewportSize
from playwright.sync_api import Error as PlaywrightError

_IDLE = 3
"""Each keeps a process."""
_USUAL: ViewportSize = {"width": 1280, "height": 720}
Shade = Literal["light", "dark"]
_KEPT_BY_A_PAGE = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Windows:
    """Lends windows, and clears what their last visitor left."""

    def __init__(self, new_context: Callable[..., BrowserContext]) -> None:
        self._new_context = new_context
        self._idle: list[tuple[dict[str, Any], Page]] = []
        self._lent: dict[Page, dict[str, Any]] = {}

    def lend(
        self, viewport: ViewportSize | None = None, color_scheme: Shade = "light", **options: Any
    ) -> Page:
        """Return a window of these options that nobody has; whoever has it gives it back."""
        # What is lent oftest stays.
        fitting = [each for each in reversed(self._idle) if each[0] == options]
        if fitting:
            self._idle.remove(fitting[0])
            page: Page = fitting[0][1]
            page.set_viewport_size(viewport or _USUAL)
        else:
            page = self._new_context(viewport=viewport or _USUAL, **options).new_page()
        page.emulate_media(color_scheme=color_scheme)
        self._lent[page] = options
        return page

    def take_back(self, page: Page, address: str) -> None:
        """Keep a window, with nothing in it of ``address``, or close it."""
        options = self._lent.pop(page)
        try:
            _clear(page, address)
        except PlaywrightError:
            # Closed by its visitor, or its server is gone.
            page.context.close()
            return
        self._idle.append((options, page))
        if len(self._idle) > _IDLE:
            self._idle.pop(0)[1].context.close()


def _clear(page: Page, address: str) -> None:
    page.unroute_all(behavior="ignoreErrors")
    # A page without a script of its own, in the same process: nothing writes behind the clearing.
    page.goto(f"{address}/robots.txt")
    page.evaluate(_KEPT_BY_A_PAGE)
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.mouse.move(0, 0)
