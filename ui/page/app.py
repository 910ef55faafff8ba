"""ADAPTER Gradio: the chat page's parts, their events, and the server."""

import functools
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware

from rag.settings import Settings
from ui.page.address import browser_address, check_address
from ui.page.asking import AT_A_TIME, Asking, ended_json, notice_json
from ui.page.desk import Desk
from ui.page.shield import Shield

if TYPE_CHECKING:
    import gradio as gr

_WAITING = 20
"""Questions that Gradio itself holds beyond those that are being served."""
# Static: no data ever goes into a template, because Gradio compiles what is put in.
_TEMPLATE = '<div class="fs-page"></div><p role="status" class="fs-sr"></p>'
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


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
    """Return the page; ``trouble`` says in one line why no model answers, or nothing."""
    import gradio as gr

    examples = json.loads(_resource("examples.json"))

    async def ask(question: str) -> AsyncIterator[tuple[Any, Any]]:
        if not question.strip():
            yield gr.skip(), gr.skip()
            return
        emptied: Any = ""
        async for value in asking.answer(question):
            yield value, emptied
            emptied = gr.skip()

    async def ask_example(event: gr.EventData) -> AsyncIterator[str]:
        at = event.index
        if isinstance(at, int) and 0 <= at < len(examples):
            async for value in asking.answer(examples[at]["question"]):
                yield value

    words = translations()
    page = gr.Blocks(title="Fundstelle", analytics_enabled=False)
    with page:
        conversation = gr.HTML(
            None,
            html_template=_TEMPLATE,
            js_on_load=_resource("conversation.js"),
            apply_default_css=False,
            elem_id="conversation",
            texts=_resource("texts.json"),
            examples=_resource("examples.json"),
        )
        with gr.Row(elem_id="composer"):
            question = gr.Textbox(
                label=words("question"),
                placeholder=words("placeholder"),
                max_lines=4,
                autofocus=True,
                elem_id="question",
                scale=1,
            )
            button = gr.Button(words("ask"), variant="primary", elem_id="ask")
            stop = gr.Button(words("stop"), variant="stop", elem_id="stop")
        queued = {"concurrency_limit": AT_A_TIME, "concurrency_id": "ask", **_QUIET}
        asked = gr.on(
            [button.click, question.submit], ask, question, [conversation, question], **queued
        )
        tried = conversation.example(ask_example, None, conversation, **queued)
        for event in (asked, tried):
            # Also after Stop: what was drawn last is then marked as cut short.
            event.then(ended_json, conversation, conversation, queue=False, **_QUIET)
        stop.click(None, cancels=[asked, tried], **_QUIET)
        page.load(lambda: notice_json(trouble()), None, conversation, **_QUIET)
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
        css=_resource("page.css"),
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

    return gr.I18n(**json.loads(_resource("texts.json")))


def _resource(name: str) -> str:
    return (files("ui.page") / name).read_text(encoding="utf-8")
