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


def test_a_question_in_traditional_chinese_is_answered_in_it() -> None:
    query = understand("市長說這座橋什麼時候開放？")
    assert (query.language, query.answer_language) == ("zh", "zh-Hant")
    assert understand("市长说这座桥什么时候开放？").answer_language == "zh"


def test_german_names_do_not_make_a_turkish_question_french() -> None:
    question = "Heimatverein Nerlenfurt, Ottilie Reinsdorf'tan kalan 84.000 avroyu ne yapacak?"
    assert understand(question).answer_language == "tr"


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


@pytest.mark.parametrize(
    "text",
    [
        "Hallo!",
        "Vielen Dank.",
        "thank you",
        "D’accord",
        "谢谢！",
        "Спасибо",
        "شكراً",
        "สวัสดีครับ",
        "OK",
    ],
)
def test_small_talk_alone_is_no_question(text: str) -> None:
    assert not is_question(understand(text))


@pytest.mark.parametrize(
    "text", ["Hallo, wer ist Bürgermeister?", "Hallenbad", "Danke an wen?", "1984"]
)
def test_a_word_to_search_for_is_a_question(text: str) -> None:
    assert is_question(understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wer ist Bürgermeister? Und wann öffnet das Hallenbad?",
        "Who is the mayor, and when does the pool open?",
    ],
)
def test_two_questions_in_one_stay_one_query(text: str) -> None:
    query = understand(text)
    assert is_question(query)
    assert query.question == query.search_query == text


def test_a_wrong_language_code_or_date_is_named() -> None:
    with pytest.raises(QuestionError, match="'deutsch!' is no language code"):
        understand("Wer?", language="deutsch!")
    with pytest.raises(QuestionError, match=r"'2024-7-1' is no date"):
        understand("Wer?", filters=Filters(since="2024-7-1"))


def test_what_is_searched_for_may_be_another_text_than_the_question() -> None:
    query = understand("How many came?", search_query="  Ruderclub \n Besucher ")
    assert (query.question, query.search_query) == ("How many came?", "Ruderclub Besucher")
    assert understand("How many came?", search_query=" ").search_query == "How many came?"
