"""The visible text of a page, line by line, and which lines its structure marks as furniture.

Marked text instead of a cut tree: nested elements stay linear, and no freed node is touched. Every
element of interest becomes a region between two numbered marks; how much text a region holds is
the difference of two running counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from index.readers.page_hints import CERTAIN, HINTED, INVISIBLE, LIKELY, hint

_BLOCKS = (
    "address, article, aside, blockquote, caption, dd, details, dialog, div, dl, dt, fieldset, "
    "figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, li, main, nav, "
    "ol, p, pre, section, summary, table, tr, ul"
)
_CANDIDATES = 'article, main, [role="main"], div, section, td'
# Control characters can't be the article's words; they mark places while blanks are collapsed.
_PARAGRAPH, _LINE, _OPEN, _CLOSE, _PRE, _PRE_END = "\x1d\x1e\x1c\x1f\x02\x03"
_LINK, _LINK_END = "\x04\x05"
MARKS = re.compile("[\x02-\x05\x1c-\x1f]")
"""What must not stand in a page before it is marked."""
_REGION = re.compile(f"{_OPEN}(-?[0-9]+){_CLOSE}")
_LINKED = re.compile(f"([{_LINK}{_LINK_END}])")
_PREFORMATTED = re.compile(f"([{_PRE}{_PRE_END}])")
_NOT_TEXT = re.compile(r"[\s\x02-\x05\x1d\x1e]+")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(f"(?<![ {_LINE}])[ {_LINE}]*+{_PARAGRAPH}[ {_LINE}{_PARAGRAPH}]*+")
_LINES = re.compile(f" ?{_LINE} ?")
_MUCH = 0.4
"""Share of a page's text from which on an element is not taken at its class's word."""
_MOST = 0.8
_LINK_SHARE = 0.8
_LINK_CHARACTERS = 300


@dataclass(slots=True)
class _Region:
    """An element of interest; ``own`` counts its characters that are in no link."""

    kind: str
    """``invisible``, ``certain``, ``likely``, ``headline``, or ``candidate``."""
    reason: str
    tag: str
    own: int = 0
    size: int = 0
    """How many marks stand in it: the smaller of two elements with the same text is the inner."""
    has_headline: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """All lines that a reader of the page sees, "" between paragraphs."""

    lines: tuple[str, ...]
    furniture: tuple[tuple[int, str], ...]
    """Line numbers, from 1, with the reason why the line is not the article."""
    headline: int | None
    """Number of the first line of the article's first ``h1``, None without one."""


def page_text(body: LexborNode) -> PageText:
    """Return the text of a page's body; the tree is marked on the way and of no further use."""
    regions = _mark_regions(body)
    _mark(body, _BLOCKS, _PARAGRAPH, _PARAGRAPH)
    for cell in body.css("td, th"):
        # A cell with lines of its own is layout, the others make a row.
        layout = cell.css_first("br, div, p, table, ul, h1, h2, h3, figure") is not None
        _mark_one(cell, _PARAGRAPH if layout else "", _PARAGRAPH if layout else " ")
    _mark(body, "pre", _PRE, _PRE_END)
    _mark(body, "br", _LINE, "")
    _mark(body, "a", _LINK, _LINK_END)
    parts = _REGION.split(body.text())
    _count(parts, regions)
    total = regions[0].own
    for region in regions:
        region.is_cut = region.kind == "certain" or (
            region.kind == "likely" and not region.has_headline and region.own <= _MUCH * total
        )
    _count(parts, regions)
    return _numbered(list(_segments(parts, regions, _article(regions))))


def _mark_regions(body: LexborNode) -> list[_Region]:
    regions = [_Region("candidate", "", "body")]
    for node, kind, reason in _found(body):
        number = len(regions)
        regions.append(_Region(kind, reason, node.tag or ""))
        _mark_one(node, f"{_OPEN}{number}{_CLOSE}", f"{_OPEN}-{number}{_CLOSE}")
    return regions


def _found(body: LexborNode) -> Iterator[tuple[LexborNode, str, str]]:
    """Every element of interest with the kind and the reason of its region."""
    for node in body.css(_CANDIDATES):
        main = node.tag == "main" or node.attributes.get("role") == "main"
        yield node, "candidate", "main" if main else ""
    for kind, rules in (("certain", CERTAIN), ("likely", LIKELY)):
        for reason, selector in rules:
            yield from ((node, kind, reason) for node in body.css(selector))
    # A header inside the article holds its heading and often its lead: that one stays.
    yield from ((n, "likely", "masthead") for n in body.css("header") if not _in_article(n))
    hinted = ((node, hint(node)) for node in body.css(HINTED))
    yield from ((node, "likely", reason) for node, reason in hinted if reason)
    yield from ((node, "headline", "") for node in body.css("h1"))
    yield from ((node, "invisible", "") for node in body.css(INVISIBLE))


def _in_article(node: LexborNode) -> bool:
    """Whether an element's parents up to the fifth are the article's."""
    parent = node.parent
    for _ in range(5):
        if parent is None:
            return False
        if parent.tag in ("article", "main"):
            return True
        parent = parent.parent
    return False


def _mark(root: LexborNode, selector: str, before: str, after: str) -> None:
    for node in root.css(selector):
        _mark_one(node, before, after)


def _mark_one(node: LexborNode, before: str, after: str) -> None:
    if before:
        node.insert_before(before)
    if after:
        node.insert_after(after)


def _walk(parts: list[str], regions: list[_Region]) -> Iterator[tuple[str, int]]:
    """Every piece of visible text, and before it the region marks as ("", number)."""
    hidden = 0
    for at, part in enumerate(parts):
        if at % 2 == 0:
            if hidden == 0 and part:
                yield part, 0
            continue
        number = int(part)
        if regions[abs(number)].kind == "invisible":
            hidden += 1 if number > 0 else -1
        else:
            yield "", number


def _count(parts: list[str], regions: list[_Region]) -> None:
    """Count what every region holds outside of links and of regions that are cut."""
    count = marks = headlines = cut = links = 0
    opened: dict[int, tuple[int, int, int]] = {}
    for text, number in _walk(parts, regions):
        if number == 0:
            for piece in _LINKED.split(text):
                if piece in (_LINK, _LINK_END):
                    links += 1 if piece == _LINK else -1
                elif not links and not cut:
                    count += len(_NOT_TEXT.sub("", piece))
            continue
        region = regions[abs(number)]
        marks += 1
        cut += (1 if number > 0 else -1) if region.is_cut else 0
        if number > 0:
            headlines += region.kind == "headline" and not cut
            opened[number] = (count, marks, headlines)
        elif -number in opened:
            before, first, heads = opened[-number]
            region.own, region.size = count - before, marks - first
            region.has_headline = headlines > heads
    regions[0].own, regions[0].size = count, marks
    regions[0].has_headline = headlines > 0


def _article(regions: list[_Region]) -> int:
    """The number of the region that is the article: what the page calls so, if most is in it."""
    own = {
        number: region
        for number, region in enumerate(regions)
        if region.kind == "candidate" and not region.is_cut
    }
    total = regions[0].own
    tagged = [number for number, region in own.items() if region.tag == "article"]
    mains = [number for number, region in own.items() if region.reason == "main"]
    for group, whole in ((tagged, max([own[n].own for n in mains], default=total)), (mains, total)):
        best = max(group, key=lambda number: own[number].own, default=0)
        if best and own[best].own and own[best].own * 2 >= whole:
            return best
    # Neither is there: the smallest element with the headline and nearly all of the text.
    around = [n for n, region in own.items() if region.has_headline and region.own >= _MOST * total]
    return min(around, key=lambda number: (own[number].own, own[number].size), default=0)


def _segments(
    parts: list[str], regions: list[_Region], article: int
) -> Iterator[tuple[str, str | None, bool]]:
    """Runs of text with the reason why they are no article, and whether they are the headline."""
    reasons: list[str] = []
    inside = article == 0
    headline = 0
    for text, number in _walk(parts, regions):
        if number == 0:
            lone = headline > 0 and not regions[article].has_headline
            reason = next(iter(reasons), None if inside or lone else "outside")
            yield text, reason, headline > 0
            continue
        region = regions[abs(number)]
        if abs(number) == article:
            inside = number > 0
        if region.kind == "headline":
            headline += 1 if number > 0 else -1
        if region.is_cut and region.reason:
            if number > 0:
                reasons.append(region.reason)
            elif reasons:
                reasons.pop()


def _numbered(segments: list[tuple[str, str | None, bool]]) -> PageText:
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    links = 0
    found: int | None = None
    for text, reason, headline in _merged(segments):
        first = len(lines)
        for line in _lines(text):
            shown, linked, links = _unlinked(line, links)
            if not shown and (len(lines) == first or not lines[-1]):
                continue
            lines.append(shown)
            why = reason
            if why is None and not headline and _is_link(shown, linked):
                why = "links"
            if shown and why is not None:
                furniture.append((len(lines), why))
            elif shown and headline and found is None:
                found = len(lines)
        if len(lines) > first and lines[-1]:
            lines.append("")
    kept = len(lines) - 1 if lines and not lines[-1] else len(lines)
    return PageText(tuple(lines[:kept]), tuple(furniture), found)


def _merged(
    segments: list[tuple[str, str | None, bool]],
) -> Iterator[tuple[str, str | None, bool]]:
    """Neighbours with the same reason made one, so that no sentence is torn at an element."""
    gathered: list[str] = []
    key: tuple[str | None, bool] | None = None
    for text, reason, headline in segments:
        if key is not None and key != (reason, headline):
            yield "".join(gathered), *key
            gathered = []
        key = (reason, headline)
        gathered.append(text)
    if key is not None:
        yield "".join(gathered), *key


def _lines(text: str) -> list[str]:
    """The lines of marked text, "" between paragraphs; those of preformatted text are kept."""
    depth = 0
    parts: list[str] = []
    for part in _PREFORMATTED.split(text):
        if part in (_PRE, _PRE_END):
            depth += 1 if part == _PRE else -1
        else:
            parts.append(part.replace("\n", _LINE) if depth > 0 else part)
    plain = _BLANKS.sub(" ", "".join(parts))
    return _LINES.sub("\n", _BREAKS.sub("\n\n", plain)).strip(" ").split("\n")


def _unlinked(line: str, links: int) -> tuple[str, int, int]:
    """The line without its link marks, how many characters are links, and the open links."""
    shown: list[str] = []
    linked = 0
    for piece in _LINKED.split(line):
        if piece in (_LINK, _LINK_END):
            links += 1 if piece == _LINK else -1
        else:
            shown.append(piece)
            linked += len(_NOT_TEXT.sub("", piece)) if links > 0 else 0
    return _BLANKS.sub(" ", "".join(shown)).strip(), linked, links


def _is_link(shown: str, linked: int) -> bool:
    letters = sum(letter.isalnum() for letter in shown) if len(shown) <= _LINK_CHARACTERS else 0
    return letters > 0 and linked >= _LINK_SHARE * letters
