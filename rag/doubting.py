"""Doubts of a checked sentence that its own German sentences do not tell.

What its figure counts and of which country it is, whether its names are the article's, whether
search and checks know the language at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.interfaces import WordEmbedder
from index.text.language import UNKNOWN
from rag.evidence import LEAD
from rag.records import EvidenceSentence, Query, Reason
from rag.verification.answer_type import answer_type
from rag.verification.brief_names import brief_names
from rag.verification.checks import verdict_of
from rag.verification.count_checks import count_reasons
from rag.verification.country_checks import country_reasons
from rag.verification.strangers import asked_strangers, strangers, translated
from rag.vouched import Sentence


class Doubter:
    """Doubts sentences; threads may share it."""

    def __init__(self, words: WordEmbedder, text_of: Callable[[str], str]) -> None:
        """``text_of`` returns an article's whole text by its id."""
        self._words = words
        self._text_of = text_of

    def doubted(
        self, query: Query, sentence: Sentence, evidence: Sequence[EvidenceSentence]
    ) -> Sentence:
        """Return a sentence with what else there is to doubt of it; ``evidence`` is all read."""
        sentence = self._counted(query, sentence, evidence)
        sentence = self._named(query, sentence, evidence)
        article = sentence.evidence.article
        spoken_of = (article.title, article.source or "", self._text_of(article.article_id))
        told = ("\n".join(spoken_of), self._words)
        names = strangers(sentence.text, query.answer_language, query.whole, *told)
        names = names or asked_strangers(query.question, query.language, *told)
        if names:
            return sentence.doubted(Reason("name_of_question", ", ".join(names)))
        unread = self._unread(query)
        return sentence.doubted(Reason("language_unread", unread)) if unread else sentence

    def _named(
        self, query: Query, sentence: Sentence, evidence: Sequence[EvidenceSentence]
    ) -> Sentence:
        """Spare it for names that are only translated, doubt it for those of a few words."""
        article, language = sentence.evidence.article, query.answer_language
        german = [each.text for each in evidence if each.article.article_id == article.article_id]
        german.append(article.title)
        reasons = tuple(
            replace(each, code="name_unknown")
            if each.code == "name_missing" and translated(each.claim, language, german, self._words)
            else each
            for each in sentence.reasons
        )
        if not any(each.code.startswith("name_") for each in reasons):
            kind = answer_type(query.question, query.language)
            reasons += brief_names(kind, sentence.text, language, german, self._words)
        return replace(sentence, reasons=reasons, verdict=verdict_of(reasons))

    def _unread(self, query: Query) -> str:
        """Return the language, if any, whose words the search and these checks do not know."""
        known = self._words.languages | {UNKNOWN}
        spoken = (query.language, query.answer_language)
        return next((each for each in spoken if each.split("-")[0] not in known), "")

    def _counted(
        self, query: Query, sentence: Sentence, evidence: Sequence[EvidenceSentence]
    ) -> Sentence:
        """Doubt it where its figure counts another matter than the question, or elsewhere."""
        first = sentence.evidence
        cited = [each.text for each in sentence.cited]
        window = [each for each in evidence if each.window == first.window]
        at = window.index(first)
        leading = [each.text for each in window[max(at - LEAD, 0) : at]]
        question = (query.question, query.language)
        elsewhere = country_reasons(
            *(sentence.text, query.answer_language, question, query.whole), (cited, leading)
        )
        if elsewhere:
            return sentence.doubted(elsewhere[0])
        reasons = count_reasons(
            (sentence.text, query.answer_language),
            question,
            cited,
            [each.text for each in window if each not in sentence.cited],
            self._words,
        )
        return sentence.doubted(reasons[0]) if reasons else sentence
