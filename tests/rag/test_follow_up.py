"""Which questions lean on the one before, in the languages of the question sets and more."""

import pytest

from rag.follow_up import earlier_questions, leans
from rag.understand import understand


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Und was hat das gekostet?"),
        ("de", "Wie alt ist sie?"),
        ("en", "And how much did it cost in the end?"),
        ("en", "When was he born?"),
        ("en", "How many of them were hurt in the fire?"),
        ("fr", "Et combien cela a-t-il coûté à la ville ?"),
        ("es", "¿Y cuánto costó en total la obra?"),
        ("tr", "Peki bunun için ne kadar para alıyor?"),
        ("zh", "那这笔合同的金额一共是多少？"),
        ("zh", "他是哪一年出生的，在哪里？"),
        ("ja", "それはいくらかかりましたか、教えてください。"),
        ("ru", "А сколько это стоило городу в итоге?"),
        ("pl", "A ile to kosztowało miasto w sumie?"),
        ("ar", "وكم كلف ذلك المدينة في النهاية؟"),
        ("it", "E quanto è costato alla città?"),
        ("en", "Why?"),
    ],
)
def test_it_leans(language: str, question: str) -> None:
    assert leans(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wann wurde die Zollbrücke in Nerlenfurt eingeweiht?"),
        ("de", "Wie viele Einwohner hat die Stadt Nerlenfurt heute?"),
        ("en", "When was the Zollbrücke opened to traffic?"),
        ("en", "Who is the mayor of Nerlenfurt and when was she elected?"),
        ("fr", "Quand le pont de Nerlenfurt a-t-il été inauguré ?"),
        ("es", "¿Cuándo se inauguró el puente de Nerlenfurt?"),
        ("tr", "Nerlenfurt köprüsü ne zaman açıldı acaba?"),
        ("zh", "内尔伦富特的市长是在哪一年当选的？"),
        ("ru", "Когда открыли мост через реку Нерле?"),
        ("ru", "Когда закрыли мост?"),
        ("es", "¿Quién ganó las elecciones en la ciudad?"),
        ("nl", "Wat kost het kaartje?"),
        ("pl", "Czy basen jest otwarty?"),
        ("de", "Was passiert diese Woche in der Stadt?"),
        ("de", "Wer baut Windräder?"),
        ("en", "Is there a swimming pool in the town?"),
        ("ar", "ما هي أسباب الحريق؟"),
        ("zh", "应该怎么做才能参加？"),
    ],
)
def test_it_stands_alone(language: str, question: str) -> None:
    assert not leans(question, language)


def test_a_chain_goes_back_to_what_it_is_about_and_no_further() -> None:
    history = [
        {"role": "user", "content": "Wem gehört das Sägewerk in Pachtenau?"},
        {"role": "user", "content": "Wer leitet die Grundschule am Anger?"},
        {"role": "assistant", "content": "Heike Zumbrunn [1]."},
        {"role": "user", "content": "Und seit wann?"},
    ]
    found = earlier_questions("Wie alt ist sie?", "de", history)
    assert found == ("Wer leitet die Grundschule am Anger?", "Und seit wann?")


def test_a_question_too_short_to_tell_is_in_the_language_of_the_conversation() -> None:
    before = [{"role": "user", "content": "Kto jest burmistrzem miasta Nerlenfurt?"}]
    assert understand("2026?", history=before).answer_language == "pl"
