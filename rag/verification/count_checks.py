"""A figure of another matter: asked how many members there are, "22" of a sentence about 22 teams.

The noun that the German figure counts is held against the words behind "how many", across languages
by their vectors. It is doubted only where another figure of the passage counts what lies much
nearer.
"""

import re
from collections.abc import Sequence

from index.interfaces import WordEmbedder
from index.text.words import question_words
from rag.records import Reason
from rag.verification.held import figures_of
from rag.verification.quantities import Quantity, plain, quantities, same_quantity
from rag.verification.word_patterns import word_pattern

_WORDS = 3
"""Words behind "how many" that may say what is counted."""
_MUCH_NEARER = 0.2
"""What the other noun's cosine is higher by. Of XQuAD's questions for a counted figure, in five
languages, it doubts none of 97 right figures, and 51 of 112 others of the same passage."""
_SAME = 0.6
"""Cosine above which it counts what was asked for, in another word: "Kinder" for pupils."""
_NOUN = re.compile(r"[^\W\d_][\w-]*$")


def count_reasons(
    claim: tuple[str, str],
    question: tuple[str, str],
    cited: Sequence[str],
    beside: Sequence[str],
    embedder: WordEmbedder,
) -> list[Reason]:
    """Return a reason where what a claim counts is much farther from its question than others.

    Claim and question are a text and its language (BCP 47); ``beside`` is German that was read
    with the cited sentences.
    """
    asked = _asked(*question, embedder)
    told = quantities(plain(claim[0]), claim[1])
    if not asked or not told or any(each.dimension for each in told):
        return []
    here = [each for text in cited for each in figures_of(plain(text))]
    ours = [each for each in here if each.counts and _is_said(each, told)]
    others = [
        each
        for each in (*here, *(each for text in beside for each in figures_of(plain(text))))
        if _noun(each) and not _is_said(each, told)
    ]
    if not ours or not others:
        return []
    rows = embedder.embed_words(asked)

    def nearness(figure: Quantity) -> float:
        return float((rows @ embedder.embed_words([_noun(figure)]).T).max())

    best, other = max(ours, key=nearness), max(others, key=nearness)
    if nearness(best) > _SAME or nearness(other) - nearness(best) < _MUCH_NEARER:
        return []
    return [Reason("counts_other", f"{best.text} {best.counts}", _with_noun(other))]


def _asked(question: str, language: str, embedder: WordEmbedder) -> Sequence[str]:
    """Return the words behind "how many", none where a question does not ask for a number."""
    pattern = word_pattern("question_words.json", "how_many", language)
    found = pattern.search(question) if pattern else None
    if found is None:
        return ()
    return question_words(question[found.end() :], language, embedder.pieces)[:_WORDS]


def _is_said(figure: Quantity, told: Sequence[Quantity]) -> bool:
    return any(same_quantity(each, figure) for each in told)


def _noun(figure: Quantity) -> str:
    """Return what a figure counts, its unit where that is a word, "" for neither."""
    if figure.counts:
        return figure.counts
    unit = _NOUN.search(figure.text) if figure.dimension else None
    return unit[0] if unit else ""


def _with_noun(figure: Quantity) -> str:
    return f"{figure.text} {figure.counts}".strip()
