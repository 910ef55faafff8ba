"""A few words that should name somebody or some place, and none of them stands in the German.

In a sentence a single capital may be an ordinary word; an answer of a few words to "who" or "where"
is a name. Translated bodies are compared by their word vectors: "The police" is "Die Polizei".
"""

import re
from collections.abc import Sequence

from index.interfaces import WordEmbedder
from index.search.names import CASELESS
from index.text.stopwords import stopwords
from rag.records import Reason
from rag.verification.names import TOKEN, Name, missing_words
from rag.verification.strangers import translated

_A_FEW_WORDS = 3
_KINDS = frozenset({"person", "place"})
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def brief_names(
    kind: str, text: str, language: str, german: Sequence[str], embedder: WordEmbedder
) -> tuple[Reason, ...]:
    """Return ``name_unknown`` for few words (BCP 47) of which the German texts have none.

    ``kind`` is what was asked for (``answer_type``). Only for Latin letters: the words of other
    scripts are carried over from German ones, which are looked at themselves.
    """
    words = [word for word in TOKEN.findall(text) if word.lower() not in stopwords(language)]
    if kind not in _KINDS or language.split("-")[0] in CASELESS or len(text.split()) > _A_FEW_WORDS:
        return ()
    if not words or not all(_LATIN.match(word) for word in words):
        return ()
    name = Name(tuple(words), 0, len(text), certain=False)
    if len(missing_words(name, german)) < len(words):
        return ()
    if translated(name.text, language, german, embedder):
        return ()
    return (Reason("name_unknown", name.text),)
