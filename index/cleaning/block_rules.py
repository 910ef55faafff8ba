"""What hangs on a heading or on a neighbour: boxes of several lines.

A box is its heading and the short lines right below it, up to the next blank line; where a blank
line follows the heading, it is the next group of lines. A paragraph of the article ends every box.
"""

import re
from collections.abc import Container, Mapping, Sequence

from index.cleaning.consent import is_consent
from index.cleaning.lines import Line
from index.cleaning.picture_rules import is_credit
from index.cleaning.words import Vocabulary

Cut = dict[int, str]
"""Index of a line among the visible ones, from 0, to the reason why it is cut."""

_BOXES: tuple[tuple[str, re.Pattern[str], int], ...] = tuple(
    (reason, re.compile(rf"[\W_]*(?:{form})[\W_]*$", re.IGNORECASE), longest)
    for reason, form, longest in (
        (
            "teaser",
            r"(?:Lesen|Sehen|Hören) Sie (?:auch|dazu|mehr)|Lesetipps?|Leseempfehlung(?:en)?"
            r"|Auch interessant"
            r"|Das könnte (?:Sie|dich) (?:auch )?interessieren|Mehr zum Thema|Zum Thema|Mehr dazu"
            r"|Mehr aus .{1,40}|Mehr von .{1,40}|Mehr Nachrichten|Weitere (?:Artikel|Themen"
            r"|Meldungen|Nachrichten"
            r"|Beiträge)(?: .{1,40})?|Ähnliche (?:Artikel|Beiträge|Themen)|Verwandte (?:Artikel"
            r"|Beiträge)"
            r"|(?:Unsere )?Empfehlung(?:en)?(?: der Redaktion)?|Empfohlen(?: von .{1,30})?"
            r"|Meist(?:gelesen|geklickt|kommentiert)(?:e .{1,30})?"
            r"|Neueste (?:Artikel|Nachrichten|Meldungen)|Aktuelle (?:Artikel|Nachrichten"
            r"|Meldungen|Themen)"
            r"|Passend zum (?:Thema|Artikel)|Topthemen|Top-Themen|Die Redaktion empfiehlt"
            r"|Auch lesenswert"
            r"|Das (?:lesen|interessiert)(?: auch)? (?:andere|gerade|Sie|dich|unsere)\b.{0,30}"
            r"|(?:Andere|Leser) (?:lasen|lesen|interessier\w+)\b.{0,40}|Auch spannend|Lesenswert"
            r"|Schon gelesen|Mehr (?:Sport|Politik|Wirtschaft|Kultur|News|Artikel|Meldungen"
            r"|Geschichten|Themen|Videos|Bilder|Podcasts|Reportagen|Hintergründe|Lokales)\b.{0,40}"
            r"|Mehr zum Thema.{0,40}|(?:Das )?Beste aus .{1,50}|Top[ -]?\d{0,2}"
            r"|(?:Top|Aktuelle|Neueste|Neuste|Die neuesten|Beliebte|Beliebteste)[ -]"
            r"(?:News|Artikel|Nachrichten|Beiträge|Meldungen|Videos|Themen|Storys)\b.{0,40}"
            r"|(?:Aktuell )?(?:beliebt|im Trend)|Trending|Neu auf .{1,30}|Schlagzeilen|Newsticker"
            r"|Aus (?:dem|der|unserem) (?:Ressort|Region|Netzwerk|Archiv|Heft|aktuellen Ausgabe)"
            r"|(?:Vorheriger|Nächster) (?:Artikel|Beitrag)|Podcast(?: .{1,30})?|Dossier"
            r"|Das wird (?:Sie|dich) auch interessieren|Links? zum Thema|Weiterlesen"
            r"|Zum Weiterlesen|Nicht verpassen",
            300,
        ),
        ("newsletter", r"(?:[\w-]{1,25} )?Newsletter\b.{0,80}", 300),
        (
            "subscription",
            r"Weiterlesen mit .{1,60}|Jetzt weiterlesen.{0,60}|.{0,30}\bTesten Sie .{1,60}",
            300,
        ),
        (
            "tags",
            r"(?:Verwandte |Weitere |Mehr )?Themen(?: in diesem Artikel| des Artikels)?"
            r"|Schlagworte?|Schlagwörter|Stichworte?|Stichwörter|Tags?",
            40,
        ),
        (
            "author",
            r"(?:Über|Mehr über) (?:den|die|unsere[nm]?) (?:Autor(?:in|en|innen)?"
            r"|Verfasser(?:in)?)|(?:Der|Die|Zum|Zur) Autor(?:in)?|Autoren?info",
            600,
        ),
        (
            "sources",
            r"Quellen(?:verzeichnis|angaben)?|Einzelnachweise|Weiterführende (?:Links"
            r"|Informationen|Quellen)|Literatur(?:verzeichnis)?|Links|Links zum Artikel",
            200,
        ),
        ("advert", r"Unsere Partner|Partnerangebote|Anzeigen?|Werbung|Sponsored(?: Content)?", 120),
        ("share", r"(?:Artikel|Beitrag) (?:teilen|empfehlen)", 60),
    )
)
_BOX_LINES = 40
_ADVERT_CHARACTERS, _AUTHOR_CHARACTERS = 120, 600
_DATED = re.compile(r"\d{1,2}\. ?(?:\d{1,2}\.|[A-Za-zä]{3,9}) ?\d{4}")


def box_reason(text: str) -> tuple[str, int] | None:
    """Return why a heading opens a box, and how long the box's lines may be at most."""
    if len(text) > 120:
        return None
    for reason, form, longest in _BOXES:
        if form.match(text):
            return reason, longest
    return None


def cut_boxes(
    lines: Sequence[Line], cut: Cut, words: Vocabulary, told: Container[int] = ()
) -> None:
    """Cut every box with its heading; ``told`` are lines whose box the format itself marks."""
    for at, line in enumerate(lines):
        found = box_reason(line.text) if at not in told else None
        if found is None or not _hangs(found[0], lines, at):
            continue
        reason, longest = found
        cut.setdefault(at, reason)
        for below in _box(lines, cut, words, at, longest):
            cut.setdefault(below, reason)


def _hangs(reason: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the heading is one: "Links" or "Newsletter" above a paragraph are subheads."""
    if reason not in ("sources", "tags", "newsletter", "author"):
        return True
    below = lines[at + 1 : at + 2]
    return not below or reason == "author" or not below[0].is_prose


def _box(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, heading: int, longest: int
) -> list[int]:
    """The lines that hang on a heading: headlines, and sentences that stand below a headline.

    Blank lines are no sign: a page that is copied has them anywhere. The last headline above a
    paragraph of the article is the article's subhead, unless it is long and strange to it.
    """
    items: list[int] = []
    for at in range(heading + 1, min(heading + 1 + _BOX_LINES, len(lines))):
        line = lines[at]
        if at in cut:
            items.append(at)
            continue
        if len(line.text) > longest:
            break
        if line.text.endswith(":") and len(line.text) > 30:
            break
        if (line.is_prose or line.is_ended) and not _is_blurb(lines, cut, words, at, longest):
            break
        items.append(at)
    last = items[-1] if items else heading
    if last != heading and last + 1 < len(lines) and _is_subhead(lines, cut, words, heading, last):
        items.pop()
    return items


def _is_blurb(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, at: int, longest: int
) -> bool:
    """Whether a sentence or two stand alone below a headline and speak of other things."""
    text = lines[at].text
    if longest >= _AUTHOR_CHARACTERS:
        return True
    known = words.shared(text, at)
    if len(text) > (110 if known else 160) or known > 1 or words.share(text, at) > 0.15:
        return False
    above, below = lines[at - 1], lines[at + 1 : at + 2]
    if above.is_prose or above.is_ended:
        return False
    attached = bool(below) and below[0].opens and not lines[at].opens
    alone = not below or at + 1 in cut or attached or not (below[0].is_prose or below[0].is_ended)
    return alone and (longest != _ADVERT_CHARACTERS or len(text) < 100)


def _is_subhead(
    lines: Sequence[Line], cut: Mapping[int, str], words: Vocabulary, heading: int, at: int
) -> bool:
    text = lines[at].text
    below = lines[at + 1]
    if (
        at in cut
        or lines[at].is_ended
        or not (below.is_prose or below.is_ended or below.text.endswith(":"))
    ):
        return False
    if at == heading + 1 and not (heading in cut and cut[heading] == "advert"):
        return False
    if cut[heading] == "advert" and words.shared(text) > 1:
        return True
    return len(text) <= 40 or (len(text) <= 60 and words.shared(text) > 0)


def cut_captions(lines: Sequence[Line], cut: Cut) -> None:
    """Cut the caption that stands with its credit: above it, or below a credit alone."""
    body = False
    usual = _usual_paragraph(lines)
    for at, line in enumerate(lines):
        if cut.get(at) == "caption" and not _DATED.search(line.text[:200]):
            alone = is_credit(line.text)
            if at and body and (alone or not line.opens):
                above = lines[at - 1]
                brief = alone and len(above.text) < min(260, 0.6 * usual)
                if brief or (not line.opens and above.opens and len(above.text) <= 300):
                    cut.setdefault(at - 1, "caption")
            if alone and at + 1 < len(lines):
                below = lines[at + 1]
                last = at + 2 == len(lines) or lines[at + 2].opens
                if line.opens and not below.opens and last and len(below.text) <= 200:
                    cut.setdefault(at + 1, "caption")
        body = body or (line.is_prose and at not in cut)


def _usual_paragraph(lines: Sequence[Line]) -> int:
    """The median length of the paragraphs, 0 if there is none."""
    lengths = sorted(len(line.text) for line in lines if line.is_prose)
    return lengths[len(lengths) // 2] if lengths else 0


def cut_groups(lines: Sequence[Line], cut: Cut) -> None:
    """Cut the rest of a small group whose first line is a newsletter's or an offer's.

    In a box that is fenced by blank lines or ornaments, its other lines speak for it too.
    """
    for at, line in enumerate(lines):
        reason = cut.get(at)
        if reason not in ("newsletter", "subscription"):
            continue
        if not (line.opens or (at and cut.get(at - 1) == "ornament")):
            continue
        group = [at]
        while len(group) < 7 and at + len(group) < len(lines) and not lines[at + len(group)].opens:
            group.append(at + len(group))
        if len(group) <= 6 and all(len(lines[number].text) <= 250 for number in group):
            for number in group:
                cut.setdefault(number, reason)


def cut_consent(lines: Sequence[Line], cut: Cut) -> None:
    """Cut headings and short lines that stand between or right above paragraphs of consent."""
    marked = {at for at, reason in cut.items() if reason == "consent"}
    for at, line in enumerate(lines):
        if at in cut or len(line.text) > 120:
            continue
        beside = at - 1 in marked and at + 1 in marked
        if beside or (at + 1 in marked and _about_data(line.text)):
            cut[at] = "consent"
    for at in sorted(marked):
        # The date of the declaration, right above it.
        if (
            at
            and at - 1 not in cut
            and re.match(r"Stand ?: ?[\d.]{6,10}$", lines[at - 1].text[:40])
        ):
            cut[at - 1] = "consent"


def _about_data(text: str) -> bool:
    return (
        is_consent(f"{text} Wir Cookies Datenschutz")
        and re.search(r"Einwilligung|Privatsphäre|Datenschutz|Cookies|Zustimmung|Daten\b", text)
        is not None
    )
