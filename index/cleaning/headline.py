"""Title and date of a text that was copied out of a page: what its first lines say."""

import re
from collections.abc import Sequence

from index.readers.dates import date_in_head, iso_date

_MAX_TITLE = 160
_BYLINE = re.compile(
    r"(?:Von|Text|Autor(?:in)?|Interview|Ein (?:Kommentar"
    r"|Gastbeitrag)(?: von)?)\b ?:? ?[A-ZÄÖÜ][^.!?]{1,80}$"
    r"|Von (?:dpa|afp|dnr|epd|kna)\b"
)


def headline(lines: Sequence[str]) -> str | None:
    """Return the first line that is no date and no byline, if it is short and more follows."""
    rest = [line for line in lines[:8] if not _is_about(line)]
    return rest[0] if len(rest) > 1 and len(rest[0]) <= _MAX_TITLE else None


def date_of(lines: Sequence[str]) -> str | None:
    """Return the day of publication that the head names.

    What stands from the headline on counts first: above it pages like to show today's date.
    """
    title = headline(lines)
    below = lines[lines.index(title) :] if title in lines else lines
    return date_in_head(below) or date_in_head(lines)


def _is_about(line: str) -> bool:
    return len(line) <= _MAX_TITLE and (
        iso_date(line) is not None or _BYLINE.match(line) is not None
    )
