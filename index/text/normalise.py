"""One normal form for every text, reached before any offset exists."""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Joiners (U+200C, U+200D) carry meaning in Persian and in composed emoji; this corpus is German,
# where they only hide a word from search. The same holds for variation selectors and tags, which
# besides can carry text that a model reads and nobody sees.
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\xad\u034f\u061c\u180e"  # soft hyphen, combining grapheme joiner, direction and vowel marks
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, direction
    "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # variation selectors
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"  # byte order mark, annotation, no characters
    "\U000e0000-\U000e007f"  # tags
    "]+"
)
# The look-behind lets a run of blanks be tried once, from its first blank: linear time.
_LINE_REST = re.compile("(?<! ) +(?=\n)")
_MANY_LINES = re.compile("\n{3,}")


def normalise(text: str) -> str:
    r"""Return ``text`` in the one form that the index keeps; doing it twice changes nothing.

    Unicode NFC; ``\n`` ends lines and no other control character is left; every kind of blank but
    ``\n`` is a plain space; soft hyphens, zero-width characters and other invisible ones are gone;
    lone surrogates are U+FFFD; no line ends in blanks, no two empty lines follow each other, and
    the text neither starts nor ends with white space.
    """
    if _SURROGATE.search(text):
        # Two halves of one character meet, halves without the other become U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_END.sub("\n", text)
    text = _BLANK.sub(" ", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _MANY_LINES.sub("\n\n", _LINE_REST.sub("", text)).strip()


def one_line(text: str) -> str:
    """Return ``text`` normalised, with every run of white space made one space."""
    return " ".join(normalise(text).split())
