"""Names of an answer of few words; the model is scripted, all else is real."""

import pytest

from rag import assemble
from rag.records import Kind, Verdict
from tests.rag.scripted import Scripted, asked

WHO = "Who thanked the parents for the greenhouse of the school?"


@pytest.mark.parametrize(
    ("question", "draft"),
    [
        (WHO, "Headmistress Heike Zumbrunn"),
        (WHO, "Principal Heike Zumbrunn"),
        ("Wer dankte den Eltern für das Gewächshaus?", "Die Rektorin"),
        ("Wo steht das Gewächshaus der Schule?", "Am Anger"),
    ],
)
def test_a_title_may_be_translated_and_a_body_is_named(
    greenhouse: assemble.OpenIndex, question: str, draft: str
) -> None:
    answer = asked(greenhouse, Scripted(draft, draft), question)
    assert answer.kind is Kind.ANSWER
    assert draft in answer.text


@pytest.mark.parametrize(
    ("question", "draft"),
    [(WHO, "Bosch"), ("Wo steht das Gewächshaus der Schule?", "Dortmund")],
)
def test_one_word_that_no_german_sentence_has_is_doubted(
    greenhouse: assemble.OpenIndex, question: str, draft: str
) -> None:
    answer = asked(greenhouse, Scripted(draft, draft), question)
    assert [claim.verdict for claim in answer.claims] == [Verdict.WEAK]
    assert [reason.code for reason in answer.claims[0].reasons] == ["name_unknown"]


def test_another_full_name_is_not_shown(greenhouse: assemble.OpenIndex) -> None:
    draft = "Headmistress Barbara Obermoser"
    answer = asked(greenhouse, Scripted(draft, draft), WHO)
    assert answer.kind is not Kind.ANSWER


def test_a_country_that_neither_names_is_doubted(greenhouse: assemble.OpenIndex) -> None:
    draft = "The greenhouse from Greece cost 6,400 euros."
    answer = asked(greenhouse, Scripted(draft, draft))
    assert "name_unknown" in [reason.code for reason in answer.claims[0].reasons]
