import pytest

from index.records import Filters
from rag.errors import QuestionError
from rag.understand import is_question, understand


def test_a_question_is_answered_in_its_own_language_unless_another_is_named() -> None:
    assert understand("Wie hoch stieg der Fluss?").answer_language == "de"
    assert understand("河水涨了多高？").answer_language == "zh"
    query = understand("Wie hoch stieg der Fluss?", language="tr")
    assert (query.language, query.answer_language) == ("de", "tr")


def test_an_unknown_language_is_answered_in_english() -> None:
    query = understand("WAIC 2024")
    assert (query.language, query.answer_language) == ("und", "en")


def test_control_and_invisible_characters_do_not_reach_search() -> None:
    assert (
        understand("Wer\x00 ge\u00adwann\u200b \n am\tSonntag?").question
        == "Wer gewann am Sonntag?"
    )


@pytest.mark.parametrize("question", ["", " \n", "\u200b", "\x00"])
def test_an_empty_question_is_refused_in_one_line(question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        understand(question)


def test_an_overlong_question_is_refused_with_the_limit() -> None:
    with pytest.raises(QuestionError, match=r"20,000 characters; at most 2,000"):
        understand("x" * 20_000)


@pytest.mark.parametrize("question", ["🙂🙂", "???", "— …"])
def test_what_holds_no_letter_and_no_digit_is_no_question(question: str) -> None:
    assert not is_question(understand(question))


def test_a_wrong_language_code_or_date_is_named() -> None:
    with pytest.raises(QuestionError, match="'deutsch!' is no language code"):
        understand("Wer?", language="deutsch!")
    with pytest.raises(QuestionError, match=r"'2024-7-1' is no date"):
        understand("Wer?", filters=Filters(since="2024-7-1"))
