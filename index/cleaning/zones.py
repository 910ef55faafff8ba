"""What only its place gives away: above the headline, and behind the article's end."""

import re
from collections.abc import Sequence

from index.cleaning.block_rules import Cut, box_reason
from index.cleaning.labels import SECTIONS
from index.cleaning.lines import Line

_COMMENTS = re.compile(
    r"[\W_]*(?:\d{1,4} )?(?:Leser|Nutzer)?(?:Kommentare?|Diskussion(?:en)?|Lesermeinungen"
    r"|Ihre Meinung"
    r"|Diskutieren Sie mit|Kommentar (?:schreiben|verfassen|hinterlassen)"
    r"|Schreiben Sie einen Kommentar)"
    r"(?: (?:unserer|der) (?:Leser|Nutzer)\w{0,10}| zu diesem .{1,20}| zum (?:Artikel|Thema))?"
    r"[\W_]*(?:\d{1,4}[\W_]*)?$",
    re.IGNORECASE,
)
# What editors add behind an article is the article's, wherever it stands.
_EDITORS = re.compile(
    r"[\W_]*(?:Korrektur|Berichtigung|Richtigstellung|Klarstellung|Aktualisierung"
    r"|Transparenzhinweis|Korrekturhinweis"
    r"|(?:Hinweis|Anmerkung|Anm\.) (?:der|d\.) Red(?:aktion|\.)|Hinweis(?=:)"
    r"|In eine[rm] (?:früheren|vorherigen|ersten|älteren)"
    r" (?:Version|Fassung)|(?:Dieser|Der) (?:Artikel|Text|Beitrag) wurde (?:aktualisiert"
    r"|korrigiert|nachträglich|zuletzt)"
    r"|Wir (?:haben|hatten) .{0,60}(?:korrigiert|berichtigt))\b",
    re.IGNORECASE,
)
_BODY_CHARACTERS = 400
_BOXES = 50
"""How many headings may be tried for the one with nothing of the article behind it."""


def is_editors_note(text: str) -> bool:
    """Tell whether the line is a correction or another note of the editors to their article."""
    return _EDITORS.match(text[:120]) is not None


def cut_head(lines: Sequence[Line], cut: Cut) -> None:
    """Cut what stands above the headline: the newspaper's name and the section.

    A section is known by its word or because the breadcrumb ends in it; the newspaper's name
    stands right above a menu.
    """
    crumbs: set[str] = set()
    for at, line in enumerate(lines):
        if cut.get(at) == "navigation":
            crumbs |= {part.strip().lower() for part in re.split(r"[>›»/|]| {2,}", line.text[:300])}
            continue
        if at in cut:
            continue
        label = line.text.lower() if len(line.text) <= 40 else ""
        path = [part.strip().lower() for part in re.split(r" [/|>›»] ", line.text[:80])]
        above_menu = cut.get(at + 1) == "navigation" and len(line.text.split()) <= 5
        if label and (label in SECTIONS or label in crumbs):
            cut[at] = "masthead"
        elif len(path) > 1 and all(part in SECTIONS or part in crumbs for part in path):
            cut[at] = "navigation"
        elif label and above_menu and not line.is_ended and at < 3:
            cut[at] = "masthead"
        else:
            return


def cut_tail(lines: Sequence[Line], cut: Cut) -> None:
    """Cut what follows the article's end: the comments to the last line, boxes one by one."""
    characters = tried = 0
    for at, line in enumerate(lines):
        if at not in cut and line.is_prose:
            characters += len(line.text)
        if characters < _BODY_CHARACTERS:
            continue
        if _COMMENTS.match(line.text[:80]) and len(line.text) <= 80:
            _cut_rest(lines, cut, at, "comments")
            return
        if cut.get(at) in ("teaser", "advert", "tags") and box_reason(line.text):
            tried += 1
            if tried <= _BOXES:
                _cut_to_prose(lines, cut, at)


def _cut_rest(lines: Sequence[Line], cut: Cut, start: int, reason: str) -> None:
    for at in range(start, len(lines)):
        if not is_editors_note(lines[at].text) or not lines[at].is_prose:
            cut.setdefault(at, reason)


def _cut_to_prose(lines: Sequence[Line], cut: Cut, start: int) -> None:
    """Cut to the end what hangs on a box, if no paragraph of the article follows any more."""
    reason = cut[start]
    rest = range(start + 1, len(lines))
    ends = next((at for at in rest if _COMMENTS.match(lines[at].text[:80])), len(lines))
    between = range(start + 1, ends)
    if any(at not in cut and (lines[at].is_prose or lines[at].is_ended) for at in between):
        return
    for at in between:
        if not is_editors_note(lines[at].text):
            cut.setdefault(at, reason)
