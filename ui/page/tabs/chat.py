"""The tab where questions are asked and answered."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from ui.page.asking import AT_A_TIME, Asking, ended_json, notice_json
from ui.page.resources import examples, script, texts_json

# Static: no data ever goes into a template, because Gradio compiles what is put in.
_TEMPLATE = '<div class="fs-page"></div><p role="status" class="fs-sr"></p>'
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def chat_tab(page: gr.Blocks, words: gr.I18n, asking: Asking, trouble: Callable[[], str]) -> None:
    """Put the conversation and its composer into the page that is being built.

    ``trouble`` says in one line why no model answers, or nothing.
    """
    conversation = gr.HTML(
        None,
        html_template=_TEMPLATE,
        js_on_load=script("chat"),
        apply_default_css=False,
        elem_id="conversation",
        texts=texts_json(),
        examples=json.dumps(examples(), ensure_ascii=False),
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
        stop = gr.Button(words("stop"), variant="stop", elem_id="stop")
    queued = {"concurrency_limit": AT_A_TIME, "concurrency_id": "ask", **_QUIET}

    async def ask(asked: str) -> AsyncIterator[tuple[Any, Any]]:
        if not asked.strip():
            yield gr.skip(), gr.skip()
            return
        emptied: Any = ""
        async for value in asking.answer(asked):
            yield value, emptied
            emptied = gr.skip()

    async def ask_example(event: gr.EventData) -> AsyncIterator[str]:
        at = event.index
        if isinstance(at, int) and 0 <= at < len(examples()):
            async for value in asking.answer(examples()[at]["question"]):
                yield value

    asked = gr.on([send.click, question.submit], ask, question, [conversation, question], **queued)
    tried = conversation.example(ask_example, None, conversation, **queued)
    for event in (asked, tried):
        # Also after Stop: what was drawn last is then marked as cut short.
        event.then(ended_json, conversation, conversation, queue=False, **_QUIET)
    stop.click(None, cancels=[asked, tried], **_QUIET)
    page.load(lambda: notice_json(trouble()), None, conversation, **_QUIET)
