import json
from importlib.resources import files

import pytest

from rag.language_contract import foreign_words, speaks
from rag.texts import CODES, LANGUAGES, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programs_own_sentences_speak_their_language_and_no_other(language: str) -> None:
    for code in CODES:
        text = sentence(code, language)
        assert speaks(text, language) is True
        other = "en" if language != "en" else "de"
        # A short one that shares words with English is not told apart.
        assert code == "nearest" or speaks(text, other) is not True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Heimatverein Nerlenfurt wants to buy the house „Licht auf Glas“. [1]", "en"),
        ("Nerlenfurt'taki Zollbrücke 2025 yılında açıldı.", "tr"),
        ("Es gibt 12 Schwimmbahnen im Becken des Nerlenfurter Hallenbads. [1]", "de"),
        ("Eligió la Nerletal-Klinik.", "es"),
        ("В больнице Nerletal-Klinik оперировали Nele Wittorf.", "ru"),
        ("加入Heimatbund Nerletal，每年要交1.500欧元会费。", "zh"),
        ("القيمة هي 735.000 Euro.", "ar"),
        ("Она сказала: „Das Wasser stand uns bis zum Hals.“", "ru"),
        ("Heimatverein Nerlenfurtの会員は391人です。", "ja"),
        ("每年要交會費，這座橋什麼時候開放還不清楚。", "zh-Hant"),
        ("Kapitänin Nele Wittorf çapraz bağ ameliyatı oldu.", "tr"),
    ],
)
def test_names_quotes_and_figures_may_be_german(text: str, language: str) -> None:
    assert speaks(text, language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Es gibt zwölf Bahnen im Becken.", "en"),
        ("The pool has twelve lanes.", "de"),
        ("The pool has twelve lanes.", "zh"),
        ("Die Brücke wurde im Mai eröffnet.", "tr"),
        ("桥是2025年开放的。", "en"),
        ("橋は2025年に開通しました。", "zh"),
        ("Мост открыли в мае.", "uk"),
        ("The bridge was opened in May. Sie kostete mehr als zunächst geplant war.", "en"),
    ],
)
def test_another_language_is_seen_also_in_one_sentence_of_two(text: str, language: str) -> None:
    assert speaks(text, language) is False


@pytest.mark.parametrize(
    "text",
    [
        "1974",
        "735.000 euros [1]",
        "Mareike Thalhoff",
        "TSV Nerlenfurt. [1]",
        "„Wir machen das.“",
        "",
    ],
)
def test_a_figure_a_name_or_a_quote_does_not_tell(text: str) -> None:
    assert speaks(text, "tr") is None


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("桥每天有5.930辆fahrzeuge通过。", "zh", ("fahrzeuge",)),
        ("桥是19. Februar开放的。", "zh", ("Februar",)),
        ("Мост стоил wegen der Mehrkosten больше.", "ru", ("wegen", "der")),
        ("TSV Nerlenfurt女子手球队打Oberliga。", "zh", ()),
        ("Она живёт в Frankfurt am Main.", "ru", ()),
        ("Pia von der Heide扑出了4个球。", "zh", ()),
        ("他说：“das ist gut”。", "zh", ()),
        ("请写信到info@nerlenfurt.de，桥长12 km。", "zh", ()),
        ("The pool is open and das ist gut for all.", "en", ("das", "ist")),
        ("The money went into the dyke by An der Furt.", "en", ()),
        ("It opened on 19 Februar.", "en", ("Februar",)),
        ("Orban'un zuständigen bakanı Küstenberg'e gitti.", "tr", ("zuständigen",)),
        ("Es ist gut.", "de", ()),
    ],
)
def test_german_words_that_are_left_over(text: str, language: str, words: tuple[str, ...]) -> None:
    assert foreign_words(text, language) == words


def test_the_evidence_tells_a_common_noun_from_a_name() -> None:
    evidence = ["Entworfen hat die Mensa ein Ingenieurbüro aus Nerlenfurt.", "Es fielen 62 Liter."]
    text = "The firm that designed the canteen in Nerlenfurt is an Ingenieurbüro."
    assert foreign_words(text, "en") == ()
    assert foreign_words(text, "en", evidence) == ("Ingenieurbüro",)
    assert foreign_words("食堂是由Nerlenfurt的Ingenieurbüro设计的。", "zh", evidence) == (
        "Ingenieurbüro",
    )


def test_good_answers_of_the_question_set_hold_no_german_words() -> None:
    lines = (files("evals") / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    answers = {
        line["group"]: (line["answer"]["en"], [part["quote"] for part in line["evidence"]])
        for line in map(json.loads, lines)
        if line["answer"]
    }
    assert len(answers) > 20
    flagged = {name: foreign_words(text, "en", quotes) for name, (text, quotes) in answers.items()}
    assert sum(map(bool, flagged.values())) <= len(answers) * 0.05, flagged
    assert all(speaks(text, "en") is not False for text, _ in answers.values())
