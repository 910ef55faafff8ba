"""A figure of another country than the question's: 83% of Chinese firms are none of American ones.

Only where a question for a figure is of one country, the German sentences that the answer rests on
are of exactly one other, and they and those that lead to them do not name it. Germany goes without
saying in German articles, and is left out. Of 326 questions of XQuAD for a figure in five languages
and of 188 dev questions it doubts no right answer.
"""

import re
from collections.abc import Sequence

from rag.records import Reason
from rag.verification.answer_type import answer_type
from rag.verification.countries import COUNTRY_WORDS, surely_country
from rag.verification.held import GERMAN
from rag.verification.locale_words import countries
from rag.verification.mentions import shortened
from rag.verification.names import TOKEN
from rag.verification.word_patterns import UNSPACED

_ADJECTIVE = re.compile(r"(?:isch(?:e[nrsm]?)?|schweizer)$")
_NOT_GERMAN = ("allem", "alman")
"""Beginnings of words for countries that German has in other words ("vor allem")."""
_GOES_WITHOUT_SAYING = frozenset({"DE"})


def country_reasons(
    claim: str,
    language: str,
    question: tuple[str, str],
    whole: str,
    grounds: tuple[Sequence[str], Sequence[str]],
) -> list[Reason]:
    """Return ``country_other`` where a claim (BCP 47) is of another country than its question.

    The question is a text and its language, ``whole`` the same with what it leans on; ``grounds``
    are the German sentences cited, and those that lead to them. A claim that names a country itself
    is not judged.
    """
    if answer_type(*question) != "figure" or countries_in(claim, language):
        return []
    cited, leading = grounds
    asked = countries_in(whole, question[1])
    said = countries_in(" ".join(cited), GERMAN)
    if len(asked) != 1 or len(said) != 1 or asked == _GOES_WITHOUT_SAYING:
        return []
    if asked <= said | countries_in(" ".join(leading), GERMAN):
        return []
    return [Reason("country_other", ", ".join(asked), ", ".join(said))]


def stray_countries(
    claim: str, language: str, german: Sequence[str], question: str
) -> tuple[Reason, ...]:
    """Return ``name_unknown`` for countries of a claim (BCP 47) that neither has, but Germany."""
    said = countries_in(claim, language)
    if not said - _GOES_WITHOUT_SAYING:
        return ()
    known = countries_in(" ".join(german), GERMAN) | countries_in(question, language)
    names = {code: name for name, code in countries(language.split("-")[0]).items()}
    stray = sorted(said - known - _GOES_WITHOUT_SAYING)
    return tuple(Reason("name_unknown", names.get(code, code).title()) for code in stray)


def countries_in(text: str, language: str) -> frozenset[str]:
    """Return the two letters of the countries that a text in a language (BCP 47) is surely of."""
    code = language.split("-")[0]
    if code in UNSPACED:
        inside = (word for word in COUNTRY_WORDS if not word.isascii() and word in text)
        return frozenset(COUNTRY_WORDS[word] for word in inside)
    tokens = TOKEN.findall(shortened(text))
    words = (word for token in tokens for word in {token, *token.split("-")} if word)
    return frozenset(found for word in words if (found := _country(word, code)) is not None)


def _country(word: str, code: str) -> str | None:
    lower = re.split(r"['’]", word.lower())[0]
    if (exact := countries(code).get(lower)) is not None:
        return exact if word[0].isupper() or not word.isascii() else None
    if code == GERMAN:
        is_one = word[0].isupper() or _ADJECTIVE.search(lower)
        if not is_one or lower.startswith(_NOT_GERMAN):
            return None
    return surely_country(word)
