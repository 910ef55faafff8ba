import pytest

from rag.carrying import carried_over


@pytest.mark.parametrize(
    ("german", "language", "carried"),
    [
        ("1,85 Meter", "fr", "1,85 mètre"),
        ("1,85 Meter", "zh", "1.85米"),
        ("1,85 Meter", "zh-Hant", "1.85 公尺"),
        ("34 Minuten", "ru", "34 минуты"),
        ("über 17 Kilometer.", "tr", "17 kilometre"),
        ("1.160 Tonnen", "es", "1.160 toneladas"),
        ("25. Februar 2010", "ru", "25 февраля 2010 г."),
        ("am 25. Februar 2010", "ar", "25 فبراير 2010"),
        ("Juli", "fr", "juillet"),
        # How these are written in every language, notation.py knows.
        ("6.400 Euro", "zh", "6.400 Euro"),
        ("rund 1,6 Millionen", "tr", "1,6 Millionen"),
        ("70 Prozent", "zh", "70 Prozent"),
        ("1974", "ru", "1974"),
        # What no rule knows the model translates.
        ("40 Sprachmodelle", "es", ""),
        ("Anfang Juli", "ar", ""),
        ("Robin Li", "zh", ""),
        ("39 Jahre", "zh", ""),
        ("30. Februar 2010", "fr", ""),
        ("zwischen 3 und 4 Meter", "fr", ""),
        ("1,85 Meter", "xx", ""),
        ("1,85 Meter", "zh-TW", "1.85 公尺"),
        ("12.05.2010 abends", "fr", ""),
        ("1.2.2024 Meter", "fr", ""),
        # How Persian has millions notation.py does not know.
        ("1,6 Millionen", "fa", ""),
        ("160.000", "fa", "160.000"),
        ("", "fr", ""),
    ],
)
def test_figures_with_a_unit_days_and_months_are_carried_over(
    german: str, language: str, carried: str
) -> None:
    assert carried_over(german, language) == carried


def test_a_month_is_in_the_language_asked_for_whatever_was_asked_before() -> None:
    assert carried_over("Juli", "zh") == "七月"
    assert [carried_over("Juli", language) for language in ("pt", "es", "tr", "nl")] == [
        *("julho", "julio", "Temmuz", "juli")
    ]
