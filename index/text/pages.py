"""Where pages begin: carried from the text as read to the cleaned text."""

from collections.abc import Sequence

from index.records import PageStart
from index.text.normalise import normalise


def moved_starts(raw: str, starts: Sequence[PageStart], cleaned: str) -> tuple[PageStart, ...]:
    """Return where the pages of ``raw`` begin in ``cleaned``, its normal form."""
    # Characters that can be seen are counted: the normal form changes blanks.
    seen: list[int] = []
    count = at = 0
    left = list(starts)
    for line in raw.split("\n"):
        while left and left[0].start <= at + len(line):
            before = line[: max(0, left.pop(0).start - at)]
            seen.append(count + _visible(before))
        count += _visible(line)
        at += len(line) + 1
    places = [place for place, letter in enumerate(cleaned) if not letter.isspace()]
    return tuple(
        PageStart(start.number, places[before] if before < len(places) else len(cleaned))
        for start, before in zip(starts, seen, strict=False)
    )


def _visible(text: str) -> int:
    return sum(not letter.isspace() for letter in normalise(text))
