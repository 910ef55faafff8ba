"""What a single line gives away, wherever it stands: the rules in their order.

Every rule looks at the form of one line: its labels, its ends, whom it speaks to. A rule of
single lines sees at most 400 characters, so each is linear, whatever its expression.
"""

from collections.abc import Callable

from index.cleaning.call_rules import (
    is_advert,
    is_comments,
    is_newsletter,
    is_subscription,
    is_tags,
    is_teaser,
)
from index.cleaning.consent import is_consent
from index.cleaning.label_rules import is_breadcrumb, is_glued, is_legal, is_menu, is_share
from index.cleaning.lines import Line
from index.cleaning.picture_rules import is_caption
from index.cleaning.service_rules import is_button, is_figures, is_ornament, is_service

LINE_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("ornament", is_ornament),
    ("navigation", is_breadcrumb),
    ("share", is_share),
    ("legal", is_legal),
    ("navigation", is_menu),
    ("navigation", is_glued),
    ("advert", is_advert),
    ("tags", is_tags),
    ("comments", is_comments),
    ("newsletter", is_newsletter),
    ("subscription", is_subscription),
    ("teaser", is_teaser),
    ("service", is_service),
    ("service", is_figures),
    ("navigation", is_button),
    ("caption", is_caption),
    ("consent", is_consent),
)
"""Reason and rule, the first that holds counts; each takes at most 400 characters."""


def line_reason(line: Line) -> str | None:
    """Return why this line by itself is furniture, None if nothing says so."""
    if line.is_short:
        return next((reason for reason, rule in LINE_RULES if rule(line.text)), None)
    return "consent" if is_consent(line.text) else None
