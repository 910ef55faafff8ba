"""ADAPTER Gradio: the chat page's parts, their events, and the server."""

import functools
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from rag.settings import Settings
from ui.page.address import browser_address, check_address
from ui.page.asking import Asking
from ui.page.desk import Desk
from ui.page.resources import style, texts
from ui.page.shield import Shield

if TYPE_CHECKING:
    import gradio as gr

_WAITING = 20
"""Questions that Gradio itself holds beyond those that are being served."""


def run_page(settings: Settings, *, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the chat page until Ctrl-C; ``on_ready`` gets the address that a browser needs.

    Raises AddressError for a port that is taken, and what opening the index raises. A language
    model that is missing is said on the page, and looked for again at every question.
    """
    check_address(host, port)
    desk = Desk(settings)
    stop = threading.Event()
    asking = Asking(lambda question, ended: desk.assistant().stream(question, stop=ended))
    warming = threading.Thread(target=desk.warm, args=(stop,), name="fundstelle-warm")
    warming.start()
    try:
        page = build_page(asking, desk.trouble)
        launch(page, host=host, port=port)
        with suppress(KeyboardInterrupt):
            on_ready(browser_address(host, port))
            threading.Event().wait()
        asking.close()
        page.close(verbose=False)
    finally:
        stop.set()
        asking.close()
        warming.join()
        desk.close()


def build_page(asking: Asking, trouble: Callable[[], str]) -> "gr.Blocks":
    """Return the page, a tab a file; ``trouble`` says in one line why no model answers, or ""."""
    import gradio as gr

    from ui.page.tabs.chat import chat_tab

    words = translations()
    page = gr.Blocks(title="Fundstelle", analytics_enabled=False)
    with page:
        chat_tab(page, words, asking, trouble)
    page.queue(max_size=_WAITING)
    return page


def launch(page: "gr.Blocks", *, host: str, port: int) -> None:
    """Start serving in a thread of Gradio's own; nothing on the page comes from elsewhere."""
    hosts = {"localhost", host, socket.gethostname()}
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        i18n=translations(),
        css=style(),
        theme=_theme(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        share=False,
        mcp_server=False,
        app_kwargs={"middleware": [Middleware(Shield, hosts=hosts)]},
    )


def _theme() -> "gr.themes.Base":
    """Fonts of the visitor's machine, and buttons that can be read (WCAG AA)."""
    import gradio as gr

    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        button_primary_background_fill="#1d4f9e",
        button_primary_background_fill_hover="#163d7a",
        button_primary_background_fill_dark="#9cc2ff",
        button_primary_background_fill_hover_dark="#bcd6ff",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0b1a33",
        input_placeholder_color="#566070",
        input_placeholder_color_dark="#a9b3c3",
        block_title_text_color="#566070",
    )


@functools.cache
def translations() -> "gr.I18n":
    """Return the page's words for Gradio's own parts, by the browser's language."""
    import gradio as gr

    return gr.I18n(**texts())
