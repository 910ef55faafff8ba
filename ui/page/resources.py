"""The page's words, looks and script, each in small files that are put together in order here."""

import functools
import json
from importlib.resources import files
from typing import Any

LANGUAGES = ("de", "en")
"""What the page itself speaks; English where the browser speaks neither."""
_SCRIPTS = {
    "chat": (
        *("words", "dom", "sources", "filters", "asking", "reply", "actions", "evidence"),
        *("translation", "turns", "history", "toolbar", "start"),
    ),
    "corpus_list": ("words", "dom", "sources", "corpus/list"),
    "corpus_article": ("words", "dom", "sources", "corpus/article"),
    "corpus_add": ("words", "dom", "corpus/files", "corpus/add"),
}
_STYLES = ("frame", "turn", "evidence", "composer", "corpus", "screens")


@functools.cache
def texts() -> dict[str, dict[str, str]]:
    """Return what the page says, by language and key."""
    return {language: json.loads(_read(f"texts/{language}.json")) for language in LANGUAGES}


@functools.cache
def texts_json() -> str:
    """Return all texts as the one string that the script reads."""
    return json.dumps(texts(), ensure_ascii=False)


@functools.cache
def script(part: str) -> str:
    """Return what draws a part of the page: its files share one function's scope."""
    return "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS[part])


@functools.cache
def style() -> str:
    """Return the page's own looks."""
    return "\n".join(_read(f"css/{name}.css") for name in _STYLES)


@functools.cache
def examples() -> list[dict[str, Any]]:
    """Return the questions that a new page offers, each with its language."""
    offered: list[dict[str, Any]] = json.loads(_read("examples.json"))
    return offered


def _read(name: str) -> str:
    return (files("ui.page") / name).read_text(encoding="utf-8")
