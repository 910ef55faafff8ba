"""Whether an answer says what its question does not: no "the firm that built it is a firm".

For open questions alone ("which", "why", "how many"; ``open_questions.json``): to "did it rain?"
its own words may be the answer, and so they may to "was it Ulm or Bern?".
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.interfaces import WordEmbedder
from index.text.words import question_words
from rag.verification.answer_type import has_figure
from rag.verification.names import sound
from rag.verification.word_patterns import UNSPACED, word_pattern

_SAME = 0.6
"""Cosine from which two words say the same: echoes of drafts have .66 and more, right answers with
neither figure nor date .46 and less (66 drafts in nine languages)."""
_ALIKE = 0.8
"""Of how two words sound, where the answer's others are the question's. Of 315 recorded drafts in
nine languages it makes one more an echo, a wrong one."""
_EARLY = 25
"""Characters of a question within which it says that it is open ("At the end of 2024, who ...")."""
_ANYWHERE = UNSPACED | {"tr"}
_WORDS = "open_questions.json"


def is_open(question: str, language: str) -> bool:
    """Tell whether a question asks for something that it does not name itself; unsure is no."""
    asks, offers = (word_pattern(_WORDS, kind, language) for kind in ("open", "or"))
    if asks is None or offers is None or offers.search(question):
        return False
    # The last sentence asks; what leads to it may have words of any kind.
    last = re.split(r"(?<=[.!?。！？؟])\s+", question.strip())[-1]
    found = asks.search(last)
    return found is not None and (language.split("-")[0] in _ANYWHERE or found.start() <= _EARLY)


def says_new(
    answer: tuple[str, str], question: tuple[str, str], embedder: WordEmbedder
) -> bool | None:
    """Tell whether an answer has a figure, date or word that its question has not in any language.

    Both are a text and its language (BCP 47); None where either has no word: "Yes." is unsure.
    """
    if has_figure("date", *answer, question[0]):
        return True
    said, asked = (question_words(*each, embedder.pieces) for each in (answer, question))
    if not said or not asked:
        return None
    cosines = embedder.embed_words(said) @ embedder.embed_words(asked).T
    strange = [
        word for word, cosine in zip(said, cosines.max(axis=1), strict=True) if cosine < _SAME
    ]
    if len(strange) == len(said) or answer[1].split("-")[0] in UNSPACED:
        return bool(strange)
    return not all(_is_spelt_otherwise(word, asked) for word in strange)


def _is_spelt_otherwise(word: str, asked: Sequence[str]) -> bool:
    """Tell whether it is a word of the question in other letters: "chine'de" for "Çin'de"."""
    matches = (SequenceMatcher(None, sound(word), sound(each)).ratio() for each in asked)
    return any(match >= _ALIKE for match in matches)
