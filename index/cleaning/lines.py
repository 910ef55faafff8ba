"""The lines of a text as cleaning sees them."""

import re
from dataclasses import dataclass

from index.text.normalise import normalise

# The same line ends that the normal form knows, so that cutting nothing changes nothing.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDED = re.compile(r"[.!?…][\"'”“»«’‘›‹)\]]*$")
_PROSE_CHARACTERS = 80
_PARAGRAPH_CHARACTERS = 250


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; ``number`` counts from 1 in the text as read."""

    number: int
    text: str
    """In normal form, without blanks around it; blanks inside stand as they were."""
    opens: bool
    """Whether the line before it is blank, or it is the first."""

    @property
    def is_short(self) -> bool:
        """Whether it is short enough for a rule about single lines: furniture is."""
        return len(self.text) <= 400

    @property
    def is_ended(self) -> bool:
        """Whether it closes like a sentence."""
        return _ENDED.search(self.text[-12:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph: a long line, or one that closes like a sentence."""
        length = len(self.text)
        return length >= _PARAGRAPH_CHARACTERS or (length >= _PROSE_CHARACTERS and self.is_ended)


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text``, blank ones too."""
    return _LINE_END.split(text)


def visible_lines(raw: list[str]) -> list[Line]:
    """Return the lines that are not blank."""
    found: list[Line] = []
    opens = True
    for number, line in enumerate(raw, start=1):
        text = normalise(line)
        if text:
            found.append(Line(number, text, opens))
        opens = not text
    return found
