"""What only its place gives away: above the headline, between paragraphs, behind the last one."""

import re
from collections.abc import Mapping, Sequence

from index.cleaning.block_rules import Cut
from index.cleaning.body import Body, is_body, is_fact
from index.cleaning.headline import is_about, is_name
from index.cleaning.lines import Line
from index.cleaning.picture_rules import is_credit
from index.cleaning.words import Vocabulary

_COMMENTS = re.compile(
    r"[\W_]*(?:\d{1,4} )?(?:(?:Leser|Nutzer|Alle )?-?(?:Kommentare?|Diskussion(?:en)?|Meinungen"
    r"|Stimmen"
    r"|Forum|Beiträge im Forum|Reaktionen)|Ihre Meinung(?: ist gefragt| zählt)?|Was (?:denken"
    r"|meinen|sagen) Sie\??"
    r"|(?:Jetzt )?(?:Diskutieren|Reden|Kommentieren) Sie mit|(?:Jetzt )?mitdiskutieren"
    r"|Diskussion zum .{1,20}"
    r"|(?:Einen |Ihr |Neuer )?Kommentar(?: schreiben| verfassen| hinterlassen| abgeben)?"
    r"|Schreiben Sie (?:einen|den ersten) Kommentar|Forum zum .{1,60})"
    r"(?: (?:unserer|der|von) (?:Leser|Nutzer|User|Community)\w{0,10}| zu diesem .{1,20}"
    r"| zum (?:Artikel|Thema|Beitrag))?"
    r"[\W_]*(?:\d{1,4}[\W_]*)?$",
    re.IGNORECASE,
)
_COMMENTED = re.compile(
    r".{0,60}\b(?:schrieb|kommentierte|meinte|antwortete)? ?(?:am )?\d{1,2}\. ?(?:\d{1,2}\."
    r"|[A-Zä]\w{2,8}) ?\d{4}"
    r",?(?: um| -| \|)? \d{1,2}[:.]\d{2}(?: Uhr)? ?:?$"
    r"|.{0,40}\bvor (?:\d{1,3}|eine[rm]|wenigen) (?:Sekunde|Minute|Stunde|Tag|Woche|Monat)\w{0,2}$"
    r"|@?[\w.]{2,30} ?(?:\(\d+\))? ?(?:schreibt|schrieb|antwortet)(?: am .{1,30})?:$",
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
_HEAD_LINES = 8
_QUOTED = re.compile(r"[“”\"«»][.!?]?$")
_ITEM = re.compile(r"[-–•*·+>]|\d{1,2}[.)] ")
_OPENERS = frozenset({"consent", "newsletter", "subscription"})
"""Reasons of furniture that likes a heading: a lone label above it is its own."""


def is_editors_note(text: str) -> bool:
    """Tell whether the line is a correction or another note of the editors to their article."""
    return _EDITORS.match(text[:120]) is not None


def comments_start(lines: Sequence[Line], cut: Mapping[int, str]) -> int:
    """Return where readers' comments begin behind an article, the number of lines if nowhere."""
    characters = 0
    for at, line in enumerate(lines):
        if at not in cut and line.is_prose:
            characters += len(line.text)
        if characters >= _BODY_CHARACTERS and len(line.text) <= 80 and not line.is_prose:
            if _COMMENTS.match(line.text):
                return at
            if _COMMENTED.match(line.text) and at not in cut and not is_about(line.text):
                return at
    return len(lines)


def cut_comments(lines: Sequence[Line], cut: Cut, start: int) -> None:
    """Cut from the start of the comments to the last line; notes of the editors stay."""
    for at in range(start, len(lines)):
        if not (is_editors_note(lines[at].text) and lines[at].is_prose):
            cut.setdefault(at, "comments")


def cut_above(
    lines: Sequence[Line], cut: Cut, body: Body, words: Vocabulary, headline: int | None
) -> None:
    """Cut what stands above the headline, and between it and the body what is neither."""
    start = headline if headline is not None else body.first
    for at in range(start):
        cut.setdefault(at, "masthead")
    for at in range(start + 1, body.first):
        if at not in cut and (
            reason := _deck_reason(lines, words, at, right_below=at == start + 1)
        ):
            cut[at] = reason
    for at in range(body.first, min(body.first + _HEAD_LINES, body.end)):
        if at not in cut and _is_byline(lines, at):
            cut[at] = "byline"


def _deck_reason(
    lines: Sequence[Line], words: Vocabulary, at: int, *, right_below: bool
) -> str | None:
    """Why a line between the headline and the body is neither a lead nor a second deck."""
    line = lines[at]
    if is_about(line.text) or is_name(line.text):
        return "byline"
    if is_credit(lines[at + 1].text) and not line.is_prose:
        return "caption"
    second = right_below and words.shared(line.text) > 0
    return None if line.is_ended or second else "masthead"


def _is_byline(lines: Sequence[Line], at: int) -> bool:
    """Whether a line says who or when; a bare name does beside a line that does."""
    if is_about(lines[at].text):
        return True
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return is_name(lines[at].text) and any(is_about(lines[near].text) for near in beside)


def cut_below(lines: Sequence[Line], cut: Cut, body: Body) -> None:
    """Cut what follows the last paragraph; notes of the editors stay."""
    for at in range(body.end, len(lines)):
        if not (is_editors_note(lines[at].text) and lines[at].is_ended):
            cut.setdefault(at, "outside")


def cut_between(lines: Sequence[Line], cut: Cut, body: Body, words: Vocabulary) -> None:
    """Cut labels between paragraphs that are no subhead, no list and no speaker of a quotation.

    Of a run of lines without an end mark, the last one above a paragraph is its subhead.
    """
    at = body.first
    while at < body.end:
        end = at
        while end < body.end and end not in cut and _is_loose(lines[end]):
            end += 1
        if end > at:
            _cut_run(lines, cut, words, range(at, end))
        at = end + 1


def _is_loose(line: Line) -> bool:
    return not line.is_prose and not line.is_ended and line.text[-1] not in ":,;"


def _cut_run(lines: Sequence[Line], cut: Cut, words: Vocabulary, run: range) -> None:
    above, below = run.start - 1, run.stop
    follows = cut.get(below)
    if above >= 0 and above not in cut and lines[above].text[-1] in ":,;":
        return  # a list that the article announces, or a sentence broken into lines
    last = run.stop - 1
    if follows == cut.get(above) == "service":
        cut.update(dict.fromkeys(run, "service"))
        return
    if follows in _OPENERS and len(run) == 1 and not words.shared(lines[last].text):
        cut[last] = follows
        return
    if sum(bool(_ITEM.match(lines[at].text) or is_fact(lines[at].text)) for at in run) * 2 > len(
        run
    ):
        return
    quoted = above >= 0 and above not in cut and _QUOTED.search(lines[above].text[-3:])
    kept = {last} if below < len(lines) and is_body(lines, cut, below) else set()
    kept |= {run.start} if quoted else set()
    for at in run:
        if at not in kept and (len(run) > 1 or above in cut) and words.share(lines[at].text) < 0.5:
            cut[at] = "outside"
