"""What kind of answer a question asks for, and whether a text has one of that kind.

By question words (``question_words.json``); a question that has none of them, or several kinds, is
of the kind "other", which every text fits.
"""

import re

from index.text.sentences import sentence_spans
from index.text.stopwords import stopwords
from rag.verification.dates import dates
from rag.verification.names import claimed_names
from rag.verification.quantities import plain, quantities, same_value
from rag.verification.word_patterns import UNSPACED, found_word, word_pattern

OTHER = "other"
_HINTS = {
    "figure": "the number asked for, with its unit",
    "date": "the date or year asked for",
    "person": "the person or body asked for",
    "place": "the place asked for",
}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# "Wie viele" and "how many" ask for a number wherever they stand; a "wo", "who" or "when" inside a
# question may belong to a clause ("der Mann, wo ...", "what happened when ...").
_ONLY_FIRST = frozenset({"date", "person", "place"})


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


def fits(kind: str, text: str, language: str, question: str = "", asked_in: str = "") -> bool:
    """Tell whether a text has what the kind asks for; unsure is yes.

    Figures that the question itself has are no answer to it. Both languages are BCP 47, the first
    the text's.
    """
    if kind == "figure":
        return has_figure(kind, text, language, question) or _counts_few(
            text, language, (question, asked_in)
        )
    if kind == "date":
        undated = found_word(_WORDS, "undated", text, language)
        return bool(undated) or has_figure(kind, text, language, question)
    return kind != "person" or _names_somebody(text, language)


def _counts_few(text: str, language: str, question: tuple[str, str]) -> bool:
    """Tell whether it says none, one or free: "Niemand", "Ein Haus" to "Wie viele Häuser ...?"."""
    if found_word(_WORDS, "free", text, language) or _negates(text, language):
        return True
    counted = found_word("question_words.json", "how_many", *question)
    few = bool(counted) and len(text.split()) <= _A_FEW_WORDS
    return few and bool(found_word(_WORDS, "one", text, language))


def _names_somebody(text: str, language: str) -> bool:
    """Tell whether it has a name, or in a few words a body ("Die Polizei"), or nobody."""
    code = language.split("-")[0]
    if code not in _CASED or claimed_names(text, language) or len(text.split()) > _A_FEW_WORDS:
        return True
    if _negates(text, language):
        return True
    if any(each.isdigit() for each in text) or dates(text, language):
        return False
    content = [word for word in _WORD.findall(text) if word.lower() not in stopwords(code)]
    return any(word[0].isupper() or code != _GERMAN for word in content)


def _negates(text: str, language: str) -> bool:
    return bool(found_word("modality.json", "negation", text, language))


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


_WORDS = "answer_words.json"
_GERMAN = "de"
_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_PLACE = UNSPACED | {"tr"}
"""Languages in which a question word stands where its answer would."""
_EARLY = 12
"""Characters before which a question word is the question's own."""
_A_FEW_WORDS = 3
_CASED = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr"})
