"""Where pages begin: carried from the text as read to the cleaned text."""

from collections.abc import Collection, Sequence

from index.records import PageStart
from index.text.normalise import normalise


def moved_starts(
    raw: str, starts: Sequence[PageStart], cleaned: str, cut: Collection[int] = ()
) -> tuple[PageStart, ...]:
    """Return where the pages of ``raw`` begin in ``cleaned``, its normal form without some lines.

    ``cut`` are the numbers of those lines, from 1, counted at line ends of ``raw``. A page whose
    text was cut to its end begins where the next one does.
    """
    # Characters that can be seen are counted: cleaning changes blanks and drops whole lines only.
    seen: list[int] = []
    count = at = 0
    left = list(starts)
    for number, line in enumerate(raw.split("\n"), start=1):
        while left and left[0].start <= at + len(line):
            before = line[: max(0, left.pop(0).start - at)]
            seen.append(count + (0 if number in cut else _visible(before)))
        count += 0 if number in cut else _visible(line)
        at += len(line) + 1
    places = [place for place, letter in enumerate(cleaned) if not letter.isspace()]
    return tuple(
        PageStart(start.number, places[before] if before < len(places) else len(cleaned))
        for start, before in zip(starts, seen, strict=False)
    )


def _visible(text: str) -> int:
    return sum(not letter.isspace() for letter in normalise(text))
