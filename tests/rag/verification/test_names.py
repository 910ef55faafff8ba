import pytest

from rag.verification.names import claimed_names, missing_words

EVIDENCE = ("Das sagte Bauleiterin Dörte Quast aus Seelitz bei der Bürgerwerft Ostersande.",)


def missing(text: str, language: str, evidence: tuple[str, ...] = EVIDENCE) -> list[str]:
    """Return the certain names of a text that the evidence lacks."""
    names = [name for name in claimed_names(text, language) if name.certain]
    return [word for name in names for word in missing_words(name, evidence)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It was said by Dörte Quast of Seelitz.", "en"),
        ("Lo dijo Dörte Quast, de Seelitz.", "es"),
        ("Selon Dörte Quast, de Seelitz.", "fr"),
        ("Bunu Seelitz'ten Dörte Quast'ın söylediği belirtildi.", "tr"),
        ("Об этом сообщила Дёрте Кваст из Зелица.", "ru"),
        ("Powiedziała to Dörte Quast z Seelitz.", "pl"),
        ("Das sagte Dörte Quast.", "de"),
    ],
)
def test_a_name_is_held_across_cases_and_alphabets(text: str, language: str) -> None:
    assert missing(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It was said by Jasper Holunder.", "en"),
        ("Lo dijo Jasper Holunder.", "es"),
        ("Selon Jasper Holunder.", "fr"),
        ("Bunu Jasper Holunder söyledi.", "tr"),
        ("Powiedział to Jasper Holunder.", "pl"),
        ("这是Jasper Holunder说的。", "zh"),
        ("قال ذلك Jasper Holunder.", "ar"),
        ("Das sagte Jasper Holunder.", "de"),
        ("Das sagte Dennis Holunder.", "de"),
        ("Jasper Holunder sagte das.", "de"),
    ],
)
def test_a_name_that_nobody_wrote_is_missing(text: str, language: str) -> None:
    assert "Holunder" in missing(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The German town closed it on Monday in July.", "en"),
        ("Turkey and France speak of the Mayor.", "en"),
        ("Die Angaben widersprechen sich.", "de"),
        ("Die Verwaltung gab 500 Euro Zuschuss für das Haus.", "de"),
        ("Ende Winter kamen 30 Prozent Rabatt.", "de"),
        ("В июле во Франции прошло собрание.", "ru"),
    ],
)
def test_ordinary_words_countries_and_days_are_no_certain_names(text: str, language: str) -> None:
    assert missing(text, language) == []


def test_another_script_without_capitals_gives_no_certain_name() -> None:
    (name,) = claimed_names("奥拉夫·德平说没有危险。", "zh")
    assert not name.certain


def test_a_city_has_another_name_abroad() -> None:
    assert missing("It came from Munich.", "en", ("Es kam aus München.",)) == []
    assert missing("It came from Cologne.", "en", ("Es kam aus München.",)) == ["Cologne"]


def test_a_part_in_the_middle_of_a_name_does_not_hold_it() -> None:
    assert missing("It was said by Karl Waldhauser.", "en", ("Das Haus ist alt.",)) == [
        "Karl",
        "Waldhauser",
    ]
