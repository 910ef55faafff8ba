"""Joining lines of German print: hyphenation undone, hyphens that belong to words kept."""

import re

_BREAK = re.compile("[-\xad\u2010]$")
# "Ein- und Ausgang": the hyphen stands for the rest of the word, not for a line's end.
_SUSPENDED = re.compile(r"(?:und|oder|sowie|bzw\.|beziehungsweise|bis|als|noch|statt|wie)\b")
_LAST_PART = re.compile("([^ \\-\xad\u2010]*)[-\xad\u2010]$")


def joined(line: str, following: str) -> str:
    """Return two lines of one paragraph as one.

    A hyphen between letters goes with the line end (``Ver-`` + ``ein`` is ``Verein``). It stays
    before a capital (``Nerletal-`` + ``Klinik``), before and after a figure, after an abbreviation
    in capitals (``EU-`` + ``weit``), and with a blank where it stands for a word's rest (``Ein-`` +
    ``und Ausgang``).
    """
    if not line or not following:
        return line + following
    part = _LAST_PART.search(line)
    if part is None or not part[1]:
        return f"{line} {following}"  # no hyphen, or a dash by itself
    if line.endswith("\xad"):
        return line[:-1] + following
    if _SUSPENDED.match(following):
        return f"{line} {following}"
    keeps = not following[0].islower() or part[1][-1].isdigit() or _is_abbreviation(part[1])
    return line + following if keeps else _BREAK.sub("", line) + following


def _is_abbreviation(part: str) -> bool:
    return len(part) > 1 and part.isupper()
