"""A figure of another country than the question's: 83% of Chinese firms are none of American ones.

Only where a question for a figure is of one country, and the German sentences that the answer rests
on, and those that lead to them, are of exactly one other. Of 326 questions of XQuAD for a figure
in five languages and of 188 dev questions it doubts no right answer.
"""

from collections.abc import Sequence

from rag.records import Reason
from rag.verification.answer_type import answer_type
from rag.verification.countries import COUNTRY_WORDS, country_in
from rag.verification.held import GERMAN
from rag.verification.mentions import shortened
from rag.verification.names import TOKEN
from rag.verification.word_patterns import UNSPACED


def country_reasons(
    claim: str, language: str, question: tuple[str, str], cited: Sequence[str]
) -> list[Reason]:
    """Return ``country_other`` where a claim (BCP 47) is of another country than its question.

    The question is a text and its language. A claim that names a country itself is not judged.
    """
    if answer_type(*question) != "figure" or countries_in(claim, language):
        return []
    asked = countries_in(*question)
    said = countries_in(" ".join(cited), GERMAN)
    if len(asked) != 1 or len(said) != 1 or asked == said:
        return []
    return [Reason("country_other", ", ".join(asked), ", ".join(said))]


def countries_in(text: str, language: str) -> frozenset[str]:
    """Return the two letters of every country that a text in a language (BCP 47) is of."""
    code = language.split("-")[0]
    if code in UNSPACED:
        inside = (word for word in COUNTRY_WORDS if not word.isascii() and word in text)
        return frozenset(COUNTRY_WORDS[word] for word in inside)
    tokens = TOKEN.findall(shortened(text))
    words = (word for token in tokens for word in {token, *token.split("-")})
    found = (country_in(word, code) for word in words)
    return frozenset(country for country in found if country is not None)
