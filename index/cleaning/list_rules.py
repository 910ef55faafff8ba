"""Lists of short lines: tables of contents and menus."""

import re
from collections.abc import Container, Sequence

from index.cleaning.block_rules import Cut
from index.cleaning.label_rules import is_breadcrumb
from index.cleaning.labels import LEGAL, NAVIGATION, SECTIONS, SHARE
from index.cleaning.lines import Line

_CONTENTS = re.compile(
    r"(?:Inhalt(?:sübersicht|sverzeichnis)?|Auf dieser Seite|In diesem Artikel"
    r"|Das Wichtigste im Überblick"
    r"|Übersicht|Table of Contents) ?:?$",
    re.IGNORECASE,
)
_GLUED_NUMBER = re.compile(r"[a-zäöüß?!]\d{1,2}\. ?[A-ZÄÖÜ]")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)] (.*)")
_MENU_WORDS = NAVIGATION | LEGAL | SHARE | SECTIONS
_SURE_WORDS = NAVIGATION | LEGAL | SHARE


def cut_contents(lines: Sequence[Line], cut: Cut) -> None:
    """Cut a table of contents: its heading, and short lines until the article's first heading.

    The table ends where a line of it comes a second time or a paragraph starts.
    """
    for at, line in enumerate(lines):
        if line.text.startswith("1") and len(_GLUED_NUMBER.findall(line.text[:400])) > 1:
            cut.setdefault(at, "contents")
        elif _CONTENTS.match(line.text[:60]):
            _cut_table(lines, cut, at)


def _cut_table(lines: Sequence[Line], cut: Cut, at: int) -> None:
    seen: set[str] = set()
    for below in range(at + 1, min(at + 101, len(lines))):
        text = lines[below].text
        follows = lines[below + 1 : below + 2]
        if lines[below].is_prose or len(text) > 150 or text in seen:
            break
        if follows and follows[0].is_prose:
            break
        seen.add(text)
    if len(seen) > 1:
        cut.setdefault(at, "contents")
        for below in range(at + 1, at + 1 + len(seen)):
            cut.setdefault(below, "contents")


def cut_menus(lines: Sequence[Line], cut: Cut, told: Container[int] = ()) -> None:
    """Cut menus that were copied one label a line, and numbered breadcrumbs.

    ``told`` are lines whose menu the format itself marks.
    """
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and end not in told and _may_be_label(lines[end].text):
            end += 1
        labels = [lines[at].text.strip(" .*•-–>›").lower() for at in range(start, end)]
        sure = sum(label in _SURE_WORDS for label in labels)
        likely = sum(label in _MENU_WORDS for label in labels)
        if end - start >= 4 and sure and likely * 2 >= end - start:
            for at in range(start, end):
                cut.setdefault(at, "navigation")
        start = end + 1
    for at, line in enumerate(lines):
        found = _NUMBERED.match(line.text[:200])
        if found and is_breadcrumb(f"{found[1]} > x") and line.text[:2] in ("1.", "1)"):
            cut.setdefault(at, "navigation")
            below = at + 1
            while below < len(lines) and not lines[below].opens and _is_step(lines[below].text):
                cut.setdefault(below, "navigation")
                below += 1


def _may_be_label(text: str) -> bool:
    return len(text) <= 30 and len(text.split()) <= 3 and text[-1] not in ".!?:,"


def _is_step(text: str) -> bool:
    return len(text) <= 200 and _NUMBERED.match(text) is not None
