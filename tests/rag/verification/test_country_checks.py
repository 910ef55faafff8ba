import pytest

from rag.verification.country_checks import countries_in, country_reasons

CHINESE = "In China nutzten 83 Prozent der Firmen die Technik."
SPANISH = "¿Qué porcentaje de las compañías estadounidenses usa la técnica?"


@pytest.mark.parametrize(
    ("claim", "question", "language", "cited", "evidence"),
    [
        ("83%", "How many per cent of American firms use it?", "en", [CHINESE], "CN"),
        ("83%", SPANISH, "es", [CHINESE], "CN"),
        ("83%", "有多少美国公司使用它？", "zh", [CHINESE], "CN"),
        ("83%", "How many per cent of Chinese firms use it?", "en", [CHINESE], None),
        ("83%", "How many firms use it?", "en", [CHINESE], None),
        ("83%", SPANISH, "es", ["Dort nutzten 83 Prozent der Firmen die Technik."], None),
        ("83%", SPANISH, "es", ["In den USA und China sind es 83 Prozent."], None),
        ("83%", SPANISH, "es", ["Auch in Amerika sei es so.", CHINESE], None),
        # What names a country itself, or is no figure, is not judged.
        ("83% in China", "How many per cent of American firms use it?", "en", [CHINESE], None),
        ("China", "Who beats the American firms?", "en", [CHINESE], None),
    ],
)
def test_a_figure_of_another_country_is_a_doubt(
    claim: str, question: str, language: str, cited: list[str], evidence: str | None
) -> None:
    found = country_reasons(claim, language, (question, language), cited)
    assert [(each.code, each.evidence) for each in found] == (
        [("country_other", evidence)] if evidence else []
    )


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Polnische und schweizer Firmen", "de", {"PL", "CH"}),
        ("американские компании", "ru", {"US"}),
        ("us and them", "en", set()),
        ("有多少美国公司", "zh", {"US"}),
    ],
)
def test_countries_are_known_by_name_and_adjective(
    text: str, language: str, codes: set[str]
) -> None:
    assert countries_in(text, language) == codes
