"""A text without its names: what is left tells its language."""

import re

_QUOTED = re.compile(
    r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«|《[^》]*》|「[^」]*」"
    r"|(?<!\w)['‘][^'’\n]{2,80}['’](?!\w)"
)
# Indic and Thai vowels are marks, which \w does not hold.
_SIGNS = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e])"
WORD = re.compile(rf"{_SIGNS}+(?:['’‑-]{_SIGNS}+)*")


def without_names(text: str) -> str:
    """Return the text without quotes, figures and capitalised words that do not begin a sentence.

    German writes all nouns as it writes names: what is left of a German sentence is still German.
    A text in capitals, or in Title Case, loses its quotes and figures only.
    """
    text = _QUOTED.sub(" ", text)
    words = list(WORD.finditer(text))
    names = [word for word in words if word[0][0].isupper() and not _begins(text, word.start())]
    if text.isupper() or len(names) * 4 > len(words) * 3:
        return " ".join(word[0].lower() for word in words)
    dropped = {word.start() for word in names}
    return " ".join(word[0] for word in words if word.start() not in dropped)


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t([¿¡'\"—–-")
    return not before or before[-1] in ".!?:…\n。！？"
