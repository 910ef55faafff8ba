"""What kind of answer a question asks for, and whether a text has one of that kind.

By question words (``question_words.json``); a question that has none of them, or several kinds, is
of the kind "other", which every text fits.
"""

import re

from index.text.sentences import sentence_spans
from rag.verification.dates import dates
from rag.verification.names import claimed_names
from rag.verification.quantities import plain, quantities, same_value
from rag.verification.word_patterns import UNSPACED, word_pattern

OTHER = "other"
_HINTS = {
    "figure": "the number asked for, with its unit",
    "date": "the date or year asked for",
    "person": "the person or body asked for",
    "place": "the place asked for",
}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# "Wie viele" and "how many" ask for a number wherever they stand; a "wo" or "who" inside a question
# may belong to a clause ("der Mann, wo ...", "the man who ...").
_ONLY_FIRST = frozenset({"person", "place"})


def answer_type(question: str, language: str) -> str:
    """Return ``figure``, ``date``, ``person``, ``place`` or ``other``."""
    code = language.split("-")[0]
    found = [
        (hit.start(), kind)
        for kind in _HINTS
        if (pattern := word_pattern("question_words.json", kind, code)) is not None
        and (hit := pattern.search(question)) is not None
        and (kind not in _ONLY_FIRST or code in _IN_PLACE or hit.start() <= _EARLY)
    ]
    return min(found)[1] if found else OTHER


def asks_once(question: str, language: str) -> bool:
    """Tell whether a text is one question: one sentence with at most one question word."""
    code = language.split("-")[0]
    patterns = (word_pattern("question_words.json", kind, code) for kind in _HINTS)
    words = {
        hit.start() for each in patterns if each is not None for hit in each.finditer(question)
    }
    return len(words) < 2 and len(sentence_spans(question)) == 1


def english_hint(kind: str) -> str:
    """Return what a prompt says that the answer must name, "" for ``other``."""
    return _HINTS.get(kind, "")


def fits(kind: str, text: str, language: str, question: str = "") -> bool:
    """Tell whether a text has what the kind asks for; unsure is yes.

    Figures that the question itself has are no answer to it.
    """
    if kind in ("figure", "date"):
        return has_figure(kind, text, language, question)
    if kind == "person":
        return (
            language.split("-")[0] not in _CASED
            or bool(claimed_names(text, language))
            or len(text.split()) > _A_FEW_WORDS
        )
    return True


def has_figure(kind: str, text: str, language: str, question: str) -> bool:
    """Tell whether a text has a figure, or for ``date`` a date, that the question has not."""
    text, question = plain(text), plain(question)
    for figure in _FIGURE.findall(question):
        text = re.sub(rf"(?<!\d){re.escape(figure)}(?!\d)", " ", text)
    asked = quantities(question, language)
    new = [q for q in quantities(text, language) if not any(same_value(q, a) for a in asked)]
    if new or any(each.isdigit() for each in text):
        return True
    return kind == "date" and bool(dates(text, language))


_IN_PLACE = UNSPACED | {"tr"}
"""Languages in which a question word stands where its answer would."""
_EARLY = 12
"""Characters before which a question word is the question's own."""
_A_FEW_WORDS = 3
_CASED = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr"})
