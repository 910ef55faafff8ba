"""Names that a claim has from its question alone: the article does not speak of them.

"14 saves against Harrenbrook" may say what an article tells of another match. Where a name that the
asker brought along is nowhere in the whole article, in no spelling and under no other word ("the
town hall" for "das Rathaus"), the claim is not of what was asked for.
"""

import re
from collections.abc import Sequence

import numpy as np

from index.interfaces import WordEmbedder
from rag.verification.answer_type import asks_once
from rag.verification.held import GERMAN
from rag.verification.names import (
    LATIN_TOKEN,
    Name,
    claimed_names,
    knows_ordinary_words,
    missing_words,
)

_NO_TRANSLATION = 0.52
"""Highest cosine of a name to an article's capitalised words. "Beijing" has .88 to "Peking", "AI"
.55 to "KI", names that articles do not have up to .50. Of 94 recorded claims in nine languages it
finds four of 52 wrong ones and none of 42 right ones; of 294 questions of XQuAD in three languages
three have a name that is not found in their own passage."""
_TRANSLATION = 0.62
"""Lowest cosine of a word that is another language's for one of the German: "Judge" has .72 to
"Richterin". Of 400 names in translated sentences of XQuAD (en, es, ru) that are called missing from
their own passage it finds 241, of 1,506 missing from another passage 24."""
_ABBREVIATED = 4
_CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][\w-]+")


def strangers(
    claim: str, language: str, question: str, article: str, embedder: WordEmbedder
) -> tuple[str, ...]:
    """Return the names of a claim (in a BCP 47 language) that its question has and no article.

    ``article`` is its whole text with what else is said of it. Names in other alphabets are left
    out: no library maps them surely.
    """
    found = [
        name for name in _nowhere(claim, language, article) if not missing_words(name, (question,))
    ]
    return _untranslated(found, article, embedder)


def asked_strangers(
    question: str, language: str, article: str, embedder: WordEmbedder
) -> tuple[str, ...]:
    """Return the names of a question that no article has: an answer of a few words has none.

    "Who is the chairman of Ruderverein Holm?" is not answered by the one of another club; of two
    questions in one, or one with a remark, part may well be answered. Of 635 questions and the
    articles that answer them (dev in nine languages, a third of XQuAD's in five) three have such a
    name; of 62 recorded drafts for questions that nothing answers it finds six, of 59 right ones
    none.
    """
    if not knows_ordinary_words(language) or not asks_once(question, language):
        return ()
    return _untranslated(_nowhere(question, language, article), article, embedder)


def translated(name: str, language: str, german: Sequence[str], embedder: WordEmbedder) -> bool:
    """Tell whether the words of a name that German texts lack are their words in another language.

    "Farmer Karl Immekeppel" for "Landwirt Karl Immekeppel", "the EU in Beijing". ``language`` (BCP
    47) is the name's; German is not translated.
    """
    words = tuple(name.split())
    missing = missing_words(Name(words, 0, len(name), certain=True), german)
    there = list(dict.fromkeys(_CAPITALISED.findall(" ".join(german))))
    if not missing or not there or language.startswith(GERMAN):
        return False
    known = embedder.embed_words(there).T
    # "Middle Ages" is one word in German.
    of_all = embedder.embed_words([" ".join(missing)]) @ known
    of_each = embedder.embed_words(missing) @ known
    return bool(of_all.max() >= _TRANSLATION or (of_each.max(axis=1) >= _TRANSLATION).all())


def _nowhere(text: str, language: str, article: str) -> list[Name]:
    return [
        name
        for name in claimed_names(text, language)
        if _can_be_told(name, language) and len(missing_words(name, (article,))) == len(name.words)
    ]


def _untranslated(found: Sequence[Name], article: str, embedder: WordEmbedder) -> tuple[str, ...]:
    """Return those that stand in the article under no other word either."""
    words = list(dict.fromkeys(_CAPITALISED.findall(article)))
    if not found or not words:
        return ()
    there = embedder.embed_words(words)
    return tuple(
        name.text
        for name in found
        if float(np.max(embedder.embed_words(name.words) @ there.T)) < _NO_TRANSLATION
    )


def _can_be_told(name: Name, language: str) -> bool:
    """Tell whether it is surely a name, in Latin letters alone: "K-12" is none.

    Nor is "GDP", which German calls otherwise.
    """
    if not language.startswith(GERMAN) and len(name.text) <= _ABBREVIATED and name.text.isupper():
        return False
    return name.certain and all(LATIN_TOKEN.fullmatch(w) and w.isalpha() for w in name.words)
