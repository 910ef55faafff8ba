"""What a page's elements say of themselves: tags, roles, and the words in classes and ids."""

import re

from selectolax.lexbor import LexborNode

INVISIBLE = (
    "script, style, template, noscript, svg, button, iframe, select, textarea, object, [hidden]"
)
CERTAIN: tuple[tuple[str, str], ...] = (
    ("navigation", 'nav, [role="navigation"], [role="menu"], [role="menubar"], [role="search"]'),
    ("legal", 'footer:not(blockquote footer), [role="contentinfo"]'),
    ("links", 'aside, [role="complementary"]'),
    ("consent", 'dialog, [role="dialog"], [role="alertdialog"]'),
    ("caption", "figure, figcaption"),
)
"""Reason and selector of elements that are never the article."""

LIKELY: tuple[tuple[str, str], ...] = (("newsletter", "form"),)
"""The same, unless much of the page's text or its headline is inside."""

HINTED = (
    "div, section, ul, ol, li, dl, p, table, tr, td, header, details, article, h2, h3, h4, h5, h6"
)
"""Elements whose class and id are read: not those inside a sentence."""

_SPLIT = re.compile(r"[^A-Za-zÄÖÜäöüß]+|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_WORDS: dict[str, str] = {
    word: reason
    for reason, words in (
        (
            "navigation",
            "nav navi navbar menu menue menü crumbs pfad breadcrumbs skip skiplink topbar",
        ),
        ("masthead", "masthead logo kopf pagehead siteheader"),
        ("share", "share shares sharing social teilen weitersagen werkzeuge toolbar merken"),
        ("newsletter", "nl nlbox newsletterbox"),
        (
            "advert",
            "ad ads adslot adbox advert advertisement banner sponsored sponsor promo promotion",
        ),
        (
            "teaser",
            "teaser teasers anreisser anreißer related recommended recommendations lesetipp"
            " lesetipps readmore most mostread weiterlesen empfehlungen outbrain taboola",
        ),
        ("comments", "discussion diskussion disqus netiquette hausordnung"),
        ("consent", "cmp gdpr dsgvo privacy schranke"),
        ("tags", "tags taglist keywords topics"),
        ("subscription", "paywall abo abobox subscribe subscription"),
        ("author", "authorbox authorbio autorenbox autorbox"),
        ("caption", "caption bildtext bildunterschrift credit bildnachweis"),
        ("legal", "foot footer fuss fuß"),
        ("links", "sidebar rail"),
        ("contents", "toc inhaltsverzeichnis"),
    )
    for word in words.split()
}
_STEMS: tuple[tuple[str, str], ...] = (
    ("kommentar", "comments"),
    ("comment", "comments"),
    ("cookie", "consent"),
    ("consent", "consent"),
    ("newsletter", "newsletter"),
    ("breadcrumb", "navigation"),
    ("brotkrume", "navigation"),
    ("werb", "advert"),
    ("anzeige", "advert"),
    ("schlagwort", "tags"),
    ("meistgelesen", "teaser"),
)


def hint(node: LexborNode) -> str | None:
    """Return what class and id of an element say it is, None if nothing of the kind.

    A teaser without a link is no invitation: newspapers call an article's lead so, too.
    """
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if names == " ":
        return None
    for word in _SPLIT.split(names[:300]):
        reason = _reason(word.lower())
        if reason == "teaser" and node.css_first("a") is None:
            continue
        if reason:
            return reason
    return None


def _reason(word: str) -> str | None:
    if word in _WORDS:
        return _WORDS[word]
    return next((reason for stem, reason in _STEMS if word.startswith(stem)), None)
