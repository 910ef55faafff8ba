import re
from dataclasses import replace

from index.records import ArticleInfo, SearchResult
from rag.answering import Course, answered, cite, quoted, refused
from rag.records import EvidenceSentence, Kind, Reason, Refusal, Verdict
from rag.understand import understand
from rag.vouched import Sentence, Vouched

TEXT = "Es brannte. Die Feuerwehr kam mit 42 Leuten. Der Schaden beträgt 180.000 Euro."
INFO = ArticleInfo("a1", "Titel", "2025-02-03", None, "Talbote", None, "", len(TEXT), 1)


def evidence(words: str) -> EvidenceSentence:
    start = TEXT.index(words)
    return EvidenceSentence(INFO, start, start + len(words), words, 0)


PEOPLE = Sentence(
    "42 people came.", evidence("Die Feuerwehr kam mit 42 Leuten."), 2.0, Verdict.SUPPORTED, ()
)
DAMAGE = Sentence(
    "It cost 180,000 euros.", evidence("Der Schaden beträgt 180.000 Euro."), 1.5, Verdict.WEAK, ()
)
FALSE = replace(
    PEOPLE,
    text="43 people came.",
    verdict=Verdict.UNSUPPORTED,
    reasons=(Reason("number_missing", "43"),),
)


def course(question: str = "How many people came?", language: str | None = None) -> Course:
    query = understand(question, language=language)
    return Course(query, SearchResult(question, (), query.filters, 0.0, "exact"), ())


def vouched(*sentences: Sentence) -> Vouched:
    return Vouched("draft", (), "", sentences)


def test_markers_resolve_and_claims_slice_the_text_exactly() -> None:
    text, claims, citations = cite([DAMAGE, PEOPLE, replace(DAMAGE, text="That is a lot.")])
    assert text == "It cost 180,000 euros. [1] 42 people came. [2] That is a lot. [1]"
    assert [text[claim.start : claim.end] for claim in claims] == [claim.text for claim in claims]
    assert [citation.number for citation in citations] == [1, 2]
    assert {int(n) for n in re.findall(r"\[(\d+)\]", text)} == {1, 2}
    assert all(TEXT[c.start : c.end] == c.sentence for c in citations)


def test_an_answer_keeps_the_verdicts_of_its_sentences() -> None:
    answer = answered(course(), vouched(PEOPLE, DAMAGE))
    assert answer.kind is Kind.ANSWER
    assert [claim.verdict for claim in answer.claims] == [Verdict.SUPPORTED, Verdict.WEAK]
    assert answer.language == "en"


def test_an_unsupported_sentence_is_not_shown_and_the_answer_says_that_it_is_partial() -> None:
    answer = answered(course(), vouched(PEOPLE, FALSE))
    assert answer.kind is Kind.PARTIAL
    assert "43" not in answer.text
    assert answer.text.startswith("42 people came. [1] ")
    assert answer.text.endswith("The articles do not say everything that was asked.")


def test_a_quotation_between_arabic_words_runs_from_left_to_right_with_its_marks() -> None:
    answer = quoted(course("كم شخصا جاء؟", "ar"), PEOPLE.evidence)
    (claim,) = answer.claims
    assert answer.text[claim.start : claim.end] == claim.text
    assert f"\u2066„{claim.text}“\u2069 [1]" in answer.text


def test_a_quotation_is_the_german_sentence_after_a_remark_in_the_askers_language() -> None:
    answer = quoted(course("Kaç kişi geldi?", "tr"), PEOPLE.evidence)
    assert answer.kind is Kind.QUOTATION
    (claim,), (citation,) = answer.claims, answer.citations
    assert answer.text[claim.start : claim.end] == claim.text == PEOPLE.evidence.text
    assert answer.text.endswith("“ [1]")
    assert citation.sentence == PEOPLE.evidence.text
    assert answer.language == "tr"


def test_a_refusal_has_no_claims_and_says_why() -> None:
    answer = refused(course(), Refusal.NOT_SUPPORTED)
    assert answer.kind is Kind.REFUSAL
    assert answer.refusal is Refusal.NOT_SUPPORTED
    assert not answer.claims
    assert answer.text
