"""The tab that shows the articles, and lets some be added and others removed."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

import gradio as gr

from ui.page.corpus.adding import Adder
from ui.page.corpus.listing import wanted_of
from ui.page.corpus.shown import Shown
from ui.page.corpus.staging import LARGEST_FILE
from ui.page.resources import script

_TEMPLATE = '<div class="fs-page"></div><p role="status" class="fs-sr"></p>'
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
_SLOW: dict[str, Any] = {**_QUIET, "queue": True, "concurrency_limit": 4, "concurrency_id": "keep"}
_LONGEST_ID = 400


def corpus_tab(tab: gr.Tab, shown: Shown, adder: Adder | None) -> None:
    """Put list, article and, with an adder, the place to add files into this tab.

    Without an adder nothing that changes the corpus is registered at all: a handler that is kept
    from Gradio's list of endpoints can be run all the same.
    """
    adding = None if adder is None else _drawn("corpus_add", {"largest": LARGEST_FILE})
    with gr.Row(elem_id="corpus"):
        listed = _drawn("corpus_list", {})
        article = _drawn("corpus_article", {"removable": "" if adder is None else "yes"})

    def show_list(event: gr.EventData) -> str:
        return _json(shown.listed(wanted_of(_given(event))))

    def open_article(event: gr.EventData) -> str:
        return _json(shown.article(_id(event)))

    tab.select(lambda: _json({"kind": "refresh"}), None, listed, **_QUIET)
    # Gradio 6.31 asks once more for the first of several events where it says "always_last".
    listed.list(show_list, None, listed, trigger_mode="multiple", **_QUIET)
    listed.open(open_article, None, article, trigger_mode="multiple", **_QUIET)
    if adder is not None and adding is not None:
        _let_change(adder, adding, article)


def _let_change(adder: Adder, adding: gr.HTML, article: gr.HTML) -> None:
    async def files(event: gr.EventData) -> AsyncIterator[str]:
        async for message in adder.files(_given(event).get("tokens")):
            yield _json(message)

    async def paste(event: gr.EventData) -> AsyncIterator[str]:
        async for message in adder.text(dict(_given(event))):
            yield _json(message)

    async def remove(event: gr.EventData) -> str:
        return _json(await adder.remove(_id(event)))

    adding.files(files, None, adding, trigger_mode="multiple", **_SLOW)
    adding.paste(paste, None, adding, trigger_mode="multiple", **_SLOW)
    article.remove(remove, None, article, **_SLOW)


def _drawn(name: str, given: Mapping[str, Any]) -> gr.HTML:
    return gr.HTML(
        None,
        html_template=_TEMPLATE,
        js_on_load=script(name),
        apply_default_css=False,
        elem_id=name.replace("_", "-"),
        **given,
    )


def _given(event: gr.EventData) -> Mapping[str, object]:
    given: object = event._data  # noqa: SLF001 - attributes would hide what has a name of its own
    return given if isinstance(given, dict) else {}


def _id(event: gr.EventData) -> str:
    given = _given(event).get("id")
    return given[:_LONGEST_ID] if isinstance(given, str) else ""


def _json(message: Mapping[str, object]) -> str:
    # What equals the last value would not be drawn: each is numbered.
    return json.dumps({**message, "n": time.time_ns()}, ensure_ascii=False)
