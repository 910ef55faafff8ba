"""ADAPTER Gradio: the chat page's parts, their events, and the server."""

import functools
import io
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from rag.settings import Settings
from ui.page.access.gate import Gate
from ui.page.access.users import Users
from ui.page.address import browser_address, check_address
from ui.page.corpus.adding import Adder
from ui.page.corpus.keeping import Keeper
from ui.page.corpus.shown import Shown
from ui.page.corpus.staging import Staging
from ui.page.desk import Desk
from ui.page.doors import inner_doors
from ui.page.feedback import FILE, Feedback
from ui.page.gradio_import import import_gradio
from ui.page.greeting import Greeting
from ui.page.parts import Parts
from ui.page.programs import Programs
from ui.page.resources import style, texts
from ui.page.serving import Serving, stays_here, users_asked
from ui.page.shield import Shield
from ui.page.wiring import put_together

if TYPE_CHECKING:
    import gradio as gr

_WAITING = 20
"""Questions that Gradio itself holds beyond those that are being served."""


def run_page(settings: Settings, serving: Serving, *, on_ready: Callable[[str], None]) -> None:
    """Serve the chat page until Ctrl-C; ``on_ready`` gets the address that a browser needs.

    Raises AccessError for an address that needs a password, AddressError for a port that is taken,
    and what opening the index raises. A language model that is missing is said on the page, and
    looked for again at every question.
    """
    users = users_asked(settings, serving)
    check_address(serving.host, serving.port)
    # Before Gradio, which takes seconds to import: an index may be missing.
    desk = Desk(settings)
    import_gradio(with_mcp=serving.mcp)
    programs = Programs(desk)
    stop = threading.Event()
    asking, reader = put_together(desk)
    warming = _warming(desk, stop)
    adder = None if serving.read_only else _adder(settings, desk)
    try:
        parts = Parts(
            asking,
            reader,
            programs,
            Feedback(settings.data / FILE),
            Greeting(desk.trouble, desk.store),
            Shown(settings, desk.index),
            adder,
            guarded=users is not None,
            alone=stays_here(settings, serving),
        )
        page = build_page(parts)
        launch(page, serving, _doors(serving, users, parts))
        with suppress(KeyboardInterrupt):
            on_ready(browser_address(serving.host, serving.port))
            threading.Event().wait()
        asking.close()
        programs.close()
        page.close(verbose=False)
    finally:
        stop.set()
        asking.close()
        programs.close()
        if adder is not None:
            adder.close()
        reader.translations.close()
        warming.join()
        desk.close()


def build_page(parts: Parts) -> "gr.Blocks":
    """Return the page, a tab a file."""
    import gradio as gr

    from ui.page.tabs.chat import chat_tab
    from ui.page.tabs.corpus import corpus_tab
    from ui.page.tabs.endpoints import endpoints

    words = translations()
    page = gr.Blocks(title="Fundstelle", analytics_enabled=False)
    with page:
        # First: names are given in order, and the tabs' own handlers have some of these.
        endpoints(parts.programs, parts.attendance)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words("tab_chat"), id="chat", elem_id="tab-chat"):
                chat_tab(page, words, parts)
            with gr.Tab(words("tab_corpus"), id="corpus", elem_id="tab-corpus") as tab:
                corpus_tab(tab, parts.shown, parts.adder)
    page.queue(max_size=_WAITING)
    return page


def launch(page: "gr.Blocks", serving: Serving, doors: Sequence[Middleware]) -> None:
    """Start serving in a thread of Gradio's own; nothing on the page comes from elsewhere."""
    # Gradio would say in its own words, on standard output, where its MCP server is.
    with redirect_stdout(io.StringIO()):
        page.launch(
            server_name=serving.host,
            server_port=serving.port,
            prevent_thread_lock=True,
            quiet=True,
            inbrowser=False,
            i18n=translations(),
            # As its `css` Gradio would write every rule a second time, before anything is drawn.
            head=f"<style>{style()}</style>",
            theme=_theme(),
            # Not shown, but `/?view=api` opens what describes the endpoints only where it is.
            footer_links=["api"],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            share=False,
            mcp_server=serving.mcp,
            app_kwargs={"middleware": list(doors)},
        )
    if serving.mcp:
        from ui.page.tabs.endpoints import connect_mcp

        connect_mcp(page)


def _warming(desk: Desk, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=desk.warm, args=(stop,), name="fundstelle-warm")
    thread.start()
    return thread


def _adder(settings: Settings, desk: Desk) -> Adder:
    return Adder(Keeper(settings, desk.index), Staging(settings.data / "incoming"))


def _doors(serving: Serving, users: Users | None, parts: Parts) -> list[Middleware]:
    """Return what a request passes on its way to Gradio, the outermost first."""
    hosts = {"localhost", serving.host, socket.gethostname()}
    gate = [] if users is None else [Middleware(Gate, users=users)]
    return [Middleware(Shield, hosts=hosts), *gate, *inner_doors(parts)]


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
