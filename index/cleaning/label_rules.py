"""Lines of labels: menus, breadcrumbs, buttons for sharing, the legal footer."""

import re

from index.cleaning.labels import LEGAL, NAVIGATION, SECTIONS, SHARE

_WIDE = re.compile(r" {2,}|\s*[|·•¦]\s*|\s+[–—/]\s+")
_PATH = re.compile(r"\s*[>›»→]\s*|\s+[/|]\s+")
_HERE = re.compile(r"Sie (?:sind|befinden sich) hier\b|(?:Startseite|Homepage|Home)[A-ZÄÖÜ]")
_GLUE = re.compile(r"(?<=[a-zäöüß+])(?=[A-ZÄÖÜ])|(?<=[A-Za-zäöüß)])(?=\d[\d.,]+ ?[+\-±])")
_NO_LABEL = re.compile(r"[.!?:;„“\"»«]")
_COUNT = re.compile(r"\s*\(?\d{1,4}\)?$")
_KNOWN = NAVIGATION | SHARE | LEGAL

_INNER_CAPITAL = (
    "WhatsApp", "LinkedIn", "YouTube", "TikTok", "FaceBook", "StepStone", "ImmoScout", "PayPal",
    "PlayStation", "iPhone", "iPad", "eBay", "OpenAI", "ChatGPT", "DeepSeek", "JavaScript",
)  # fmt: skip


def _label(text: str) -> str:
    """A label as the lists have it: small, without its mark, its count and its brackets."""
    return _COUNT.sub("", text.strip(" \t[]<>›»«:.*-–+©").lower()).strip()


def _items(text: str) -> list[str]:
    return [item for item in map(_label, _WIDE.split(text)) if item]


def _is_label_of(text: str, known: frozenset[str]) -> bool:
    """Whether the line is one or several of these labels and nothing else."""
    items = _items(text)
    return bool(items) and all(item in known or _are_labels(item.split(), known) for item in items)


def _are_labels(words: list[str], known: frozenset[str]) -> bool:
    """Whether several single words, set with one blank between them, are all labels."""
    return len(words) > 2 and all(word.strip(",;:|/") in known for word in words)


def is_share(text: str) -> bool:
    """Tell whether the line is labels for sharing, printing or saving."""
    head, colon, rest = text.partition(":")
    if colon and _label(head) in SHARE:
        return not rest.strip() or _is_label_of(rest, SHARE)
    return (
        _is_label_of(text, SHARE)
        or re.match(
            r"(?:Diesen )?(?:Artikel|Beitrag) (?:teilen|empfehlen|weitersagen|anhören"
            r"|vorlesen)\b.{0,60}$",
            text,
            re.IGNORECASE,
        )
        is not None
    )


_COPYRIGHT = re.compile(
    r"(?:©|\(c\) |Copyright\b).{0,120}$"
    r"|.{0,100}\bAlle Rechte vorbehalten\b.{0,60}$",
    re.IGNORECASE,
)


def is_legal(text: str) -> bool:
    """Tell whether the line is of the legal footer."""
    return _is_label_of(text, LEGAL) or (
        _COPYRIGHT.match(text) is not None and not _ends_in_sentence(text)
    )


def _ends_in_sentence(text: str) -> bool:
    return len(text) > 160


def is_menu(text: str) -> bool:
    """Tell whether labels stand side by side: most known, or one that only a menu has."""
    if _is_label_of(text, _KNOWN):
        return True
    items = _items(text)
    if len(items) < 3 or any(len(item) > 40 or len(item.split()) > 4 for item in items):
        return False
    sure = sum(item in _KNOWN for item in items)
    likely = sum(item in _KNOWN or item in SECTIONS for item in items)
    return (sure >= 1 and likely >= 2) or likely * 2 > len(items)


def is_breadcrumb(text: str) -> bool:
    """Tell whether the line is a path from the front page to the article."""
    if len(text) > 250:
        return False
    if _HERE.match(text):
        return True
    items = [item for item in map(_label, _PATH.split(text)) if item]
    if len(items) < 2:
        return False
    if len(items) > 2 and re.search("[>›»→]", text) and max(map(len, items)) <= 40:
        return True
    root = items[0] in {"startseite", "home", "start", "sie sind hier", "homepage"}
    return root or (
        re.match(r".{1,40} [>›»] .", text) is not None
        and all(item in SECTIONS for item in items[:-1])
    )


def is_glued(text: str) -> bool:
    """Tell whether buttons were copied without the blanks between them ("TeilenMerken").

    Known labels, or at least three parts of one or two words each. A name with a capital inside
    it ("WhatsApp") is two parts, so two parts that are not known are no sign.
    """
    if len(text) > 200 or _NO_LABEL.search(text):
        return False
    for name in _INNER_CAPITAL:
        text = text.replace(name, name.capitalize())
    words = [word for word in text.split() if _GLUE.search(word)]
    parts = [part.strip() for part in _GLUE.split(text)]
    if not words or len(parts) < 2:
        return False
    known = sum(_label(part) in _KNOWN or _label(part) in SECTIONS for part in parts)
    short = all(len(part.split()) <= 3 for part in parts)
    few = len(text.split()) <= 2 * len(words) + 2
    return short and few and (known * 2 >= len(parts) or len(parts) >= 3)
