"""The page that asks for name and password: plain HTML, no script."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template

from ui.page.language import chosen_language
from ui.page.resources import texts


def login_page(
    headers: Mapping[str, str], *, name: str | None = None, refused: bool = False, minutes: int = 0
) -> str:
    """Return the page in the browser's language; ``name`` is who is logged in already.

    ``refused`` says that name and password did not fit, ``minutes`` that the next attempt waits.
    """
    language = page_language(headers)
    words = texts()[language]
    said = ""
    if minutes:
        said = words["login_wait"].replace("{minutes}", str(minutes))
    elif refused:
        said = words["login_refused"]
    elif name is not None:
        said = words["login_is"].replace("{name}", name)
    page = Template((files("ui.page.access") / "login.html").read_text(encoding="utf-8"))
    shown = {"said": said, "hidden": "" if said else "hidden", "language": language}
    shown["out"] = "hidden" if name is None else ""
    return page.substitute({key: escape(text) for key, text in (words | shown).items()})


def page_language(headers: Mapping[str, str]) -> str:
    """Return the language chosen on the page, else ``de`` where the browser asks for it first."""
    if chosen := chosen_language(headers.get("cookie", "")):
        return chosen
    return "de" if headers.get("accept-language", "").strip().lower().startswith("de") else "en"
