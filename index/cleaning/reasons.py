"""Why a line is cut: codes that are kept, and the words a person reads."""

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "navigation": "a menu, a breadcrumb or a button of the page",
        "masthead": "the newspaper, the section or the kicker above the article",
        "byline": "who wrote the article and when: its author and date fields say that",
        "consent": "a note on cookies, data protection or consent",
        "caption": "a picture's caption or credit",
        "teaser": "an invitation to another article",
        "newsletter": "a newsletter box",
        "subscription": "an offer to subscribe or log in",
        "share": "labels for sharing, printing or saving",
        "contents": "a table of contents",
        "comments": "readers' comments, their rules or a call for them",
        "author": "a box about the author",
        "advert": "an advert or its label",
        "legal": "the page's legal footer",
        "tags": "a list of topics",
        "sources": "a list of links or sources",
        "service": "reading time, feedback or another service of the page",
        "ornament": "a line of marks without words",
        "links": "nothing but links",
        "outside": "no part of the article: outside its element or behind its last paragraph",
    }
)


def in_words(reason: str) -> str:
    """Return what a reason's code says to a person; a code that is not known stays as it is."""
    return REASONS.get(reason, reason)
