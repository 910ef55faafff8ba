"""The page's words, looks and script, each in small files that are put together in order here."""

import functools
import json
from importlib.resources import files

from ui.page.offers import Pattern, Written

LANGUAGES = ("de", "en")
"""What the page itself speaks; English where the browser speaks neither."""
_SCRIPTS = {
    "chat": (
        *("words", "dom", "icons", "sources", "filters", "asking", "reply", "export", "actions"),
        *("alike", "evidence", "translation", "turns", "shelf", "history", "past", "again", "user"),
        *("toolbar", "start"),
    ),
    "corpus_list": ("words", "dom", "sources", "corpus/list"),
    "corpus_article": ("words", "dom", "sources", "corpus/article"),
    "corpus_add": ("words", "dom", "corpus/files", "corpus/add"),
}
_STYLES = ("frame", "toolbar", "turn", "actions", "evidence", "composer", "corpus", "screens")


@functools.cache
def texts() -> dict[str, dict[str, str]]:
    """Return what the page says, by language and key."""
    return {language: json.loads(_read(f"texts/{language}.json")) for language in LANGUAGES}


@functools.cache
def script(part: str) -> str:
    """Return what draws a part of the page: its files share one function's scope."""
    return "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS[part])


@functools.cache
def style() -> str:
    """Return the page's own looks."""
    return "\n".join(_read(f"css/{name}.css") for name in _STYLES)


@functools.cache
def offers() -> tuple[list[Written], list[Pattern]]:
    """Return the questions written by hand, and how questions are made of other articles."""
    read: dict[str, list[dict[str, str]]] = json.loads(_read("offers.json"))
    return (
        [Written(**each) for each in read["written"]],
        [Pattern(**each) for each in read["patterns"]],
    )


def _read(name: str) -> str:
    return (files("ui.page") / name).read_text(encoding="utf-8")
