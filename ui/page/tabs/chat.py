"""The tab where questions are asked and answered."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from ui.page.asking import AT_A_TIME
from ui.page.parts import Parts
from ui.page.request import request_of
from ui.page.resources import script
from ui.page.tabs.callers import callers

# Static: no data ever goes into a template, because Gradio compiles what is put in.
_TEMPLATE = '<div class="fs-page"></div><p role="status" class="fs-sr"></p>'
# What is typed goes the way of every question, through the script; it says what stays in the field.
_ASK = "(question) => window.fundstelle.ask(question)"
_LOST = "() => window.fundstelle.lost()"
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def chat_tab(page: gr.Blocks, words: gr.I18n, parts: Parts) -> None:
    """Put the conversation and its composer into the page that is being built."""
    conversation = gr.HTML(
        None,
        html_template=_TEMPLATE,
        js_on_load=script("chat"),
        apply_default_css=False,
        elem_id="conversation",
        server_functions=_server_functions(parts),
        guarded="yes" if parts.guarded else "",
        alone="yes" if parts.alone else "",
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
        send = gr.Button(words("ask"), variant="primary", elem_id="send")
        # Stopping is the script's own: see `ui/page/stopping.py`.
        gr.Button(words("stop"), variant="stop", elem_id="stop")

    async def answer(event: gr.EventData) -> AsyncIterator[str]:
        if (request := request_of(event.request)) is not None:
            async for value in parts.attendance.each(callers(), parts.asking.answer(request)):
                yield value

    gr.on([send.click, question.submit], None, question, question, js=_ASK, **_QUIET)
    asked = conversation.asked(
        answer,
        None,
        conversation,
        concurrency_limit=AT_A_TIME,
        concurrency_id="ask",
        # One that was stopped may not have ended yet.
        trigger_mode="multiple",
        **_QUIET,
    )
    asked.failure(None, js=_LOST, **_QUIET)
    page.load(parts.greeting.as_json, None, conversation, **_QUIET)


def _server_functions(parts: Parts) -> list[Callable[..., Any]]:
    """Return what the script calls by name; their arguments are JSON of a browser."""
    reader = parts.reader

    async def article(data: Any) -> Any:  # noqa: ANN401
        return reader.article(data)

    async def newspapers(_: Any = None) -> list[str]:  # noqa: ANN401
        # Gradio hands over an argument also where the script gave none.
        return reader.newspapers()

    async def translate(data: Any) -> Any:  # noqa: ANN401
        return await reader.translations.translate(data)

    async def untranslate(data: Any) -> None:  # noqa: ANN401
        reader.translations.stop(data)

    def keep_thumb(data: Any) -> str:  # noqa: ANN401
        return parts.feedback.kept(data)

    return [article, newspapers, translate, untranslate, keep_thumb]
