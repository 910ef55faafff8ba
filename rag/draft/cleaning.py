"""The draft: what the model wrote, cleaned of what it should not have written."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from index.text.sentences import sentence_spans
from rag.draft.chatter import (
    in_our_words,
    is_about_itself,
    is_closing,
    without_courtesy,
    without_prompt,
    without_sources,
)
from rag.draft.markers import without_markers
from rag.draft.markup import flattened, without_inline_markup, without_turns
from rag.draft.refusals import has_code, refuses

LONGEST = 8_000
"""Characters that are read of what a model wrote; no answer is as long."""
# Joiners stay: Persian words need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANKS, _LINES = re.compile(r"[^\S\n]+"), re.compile(r"\n\s*\n")
_LOOP = re.compile(r"(.{15,300}?)\1{2,}", re.S)
_STUTTER = re.compile(r"(\S.{0,13}?)\1{7,}", re.S)
_LETTER = re.compile(r"[^\W\d_]")
_DASH = re.compile(r"^[-–—]\s+")
_WORD = re.compile(r"[^\W_]")
# "..., but it says that ...": what it says is the answer.
_BUT = re.compile(
    r"[,;，；、،]\s*(?:(?:but|however,?)\s+(?:(?:it|they|the (?:text|article)s?) (?:does |do )?"
    r"(?:says?|states?|mentions?|notes?)(?: that)? )?"
    r"|(?:aber|mais|pero|maar|ale|ma|mas|но|ama|ancak|لكن|ولكن)\s+"
    r"|(?:但是?|不过|不過)(?:文中|文章)?(?:说|說|提到|指出)?[，,]?)",
    re.I,
)
_REPEATED, _WORDS_OF_A_SENTENCE = 3, 4


class Problem(StrEnum):
    """Why a draft is no answer."""

    EMPTY = "empty"
    REFUSES = "refuses"
    LOOPS = "loops"
    ECHOES = "echoes"


@dataclass(frozen=True, slots=True)
class Draft:
    """The model's text as one paragraph of plain sentences, without markers and labels."""

    text: str
    problem: Problem | None = None
    """Why it is no answer; a string: ``empty``, ``refuses``, ``loops`` or ``echoes``."""
    partly: bool = False
    """Whether the model also said that the texts do not answer everything (that is cut)."""

    @property
    def usable(self) -> bool:
        """Whether it may be an answer at all."""
        return self.problem is None


def clean_draft(raw: str, question: str) -> Draft:
    """Strip what stands around the answer; tell whether anything is left that answers.

    A draft that refuses, loops, says the question again or holds no word is not usable (GROUNDING,
    section 3, rule H). One that begins with a refusal refuses; a later refusal is cut. So are the
    question said again before an answer, and a sentence said twice.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", raw[:LONGEST]))
    text = _BLANKS.sub(" ", _LINES.sub("\n\n", text))
    text = without_inline_markup(without_turns(text)).strip()
    text = without_sources(without_courtesy(without_prompt(text)))
    text = in_our_words(flattened(without_markers(text)))
    if not _WORD.search(text):
        return Draft("", Problem.EMPTY)
    if has_code(text):
        return Draft(text, Problem.REFUSES)
    if _loops(text):
        return Draft(text, Problem.LOOPS)
    return _told(text, question)


def _told(text: str, question: str) -> Draft:
    """Return the draft of the sentences that say something new."""
    sentences = _sentences(text)
    of_question = [_words(sentence) for sentence in _sentences(question)]
    # What leads to the question ("The bridge is closed. Why?") may well begin an answer.
    asked = {_words(question), *of_question[-1:]}
    kept: list[str] = []
    said: set[tuple[str, ...]] = set()
    refused = False
    for whole in sentences:
        sentence = _behind_but(whole)
        if kept and is_closing(sentence):
            continue
        refused = refused or sentence != whole
        words = _words(sentence)
        if is_about_itself(sentence) or refuses(sentence):
            refused = True
            if not kept and not is_about_itself(sentence):
                return Draft(text, Problem.REFUSES)
        elif words and words not in asked and words not in said:
            said.add(words)
            # "When does it end? - In May.": the dash went with the question.
            kept.append(sentence if kept else _DASH.sub("", sentence))
    if not said - set(of_question):
        return Draft(text, Problem.REFUSES if refused else Problem.ECHOES)
    return Draft(text if kept == sentences else joined(kept), partly=refused)


def _behind_but(sentence: str) -> str:
    """Return what an answer says behind a refusal: "No exact date is given, but it is in May."."""
    found = _BUT.search(sentence)
    if found is None or not refuses(sentence[: found.start()]):
        return sentence
    rest = sentence[found.end() :]
    if refuses(rest) or (" " in rest and len(_words(rest)) < _WORDS_OF_A_SENTENCE):
        return sentence
    return rest[:1].upper() + rest[1:]


def _loops(text: str) -> bool:
    # Noughts in a row are a number.
    if any(_LETTER.search(found[1]) for found in _STUTTER.finditer(text)):
        return True
    if _LOOP.search(f"{text} "):
        return True
    said = Counter(_words(sentence) for sentence in _sentences(text))
    return any(
        times >= _REPEATED and len(words) >= _WORDS_OF_A_SENTENCE for words, times in said.items()
    )


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


def joined(sentences: list[str]) -> str:
    """Return sentences as one text; signs that fill a square need no blank between them."""
    return "".join(
        sentence if sentence[-1] in "。！？；：" else f"{sentence} " for sentence in sentences
    ).strip()


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
