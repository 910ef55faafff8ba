import pytest

from rag.verification.country_checks import countries_in, country_reasons

CHINESE = "In China nutzten 83 Prozent der Firmen die Technik."
SPANISH = "¿Qué porcentaje de las compañías estadounidenses usa la técnica?"


@pytest.mark.parametrize(
    ("question", "language", "cited", "evidence"),
    [
        ("How many per cent of American firms use it?", "en", [CHINESE], "CN"),
        (SPANISH, "es", [CHINESE], "CN"),
        ("有多少美国公司使用它？", "zh", [CHINESE], "CN"),
        (SPANISH, "es", ["Chinesische Firmen sind es zu 83 Prozent."], "CN"),
        ("How many per cent of Chinese firms use it?", "en", [CHINESE], None),
        ("How many firms use it?", "en", [CHINESE], None),
        (SPANISH, "es", ["Dort nutzten 83 Prozent der Firmen die Technik."], None),
        (SPANISH, "es", ["In den USA und China sind es 83 Prozent."], None),
        # In German articles Germany goes without saying.
        ("How many per cent of German firms use it?", "en", [CHINESE], None),
        # Words that begin as those of countries do in other languages.
        (SPANISH, "es", ["83 Prozent, vor allem schwere, sagt Georg Martin am Mikrofon."], None),
        # Who is no figure.
        ("Who beats the American firms?", "en", [CHINESE], None),
    ],
)
def test_a_figure_of_another_country_is_a_doubt(
    question: str, language: str, cited: list[str], evidence: str | None
) -> None:
    found = country_reasons("83%", language, (question, language), question, (cited, []))
    assert [(each.code, each.evidence) for each in found] == (
        [("country_other", evidence)] if evidence else []
    )


def test_what_leads_to_it_or_the_claim_itself_may_name_the_country() -> None:
    asked = ((SPANISH, "es"), SPANISH)
    assert country_reasons("83%", "es", *asked, ([CHINESE], ["Anders in Amerika."])) == []
    assert country_reasons("83% en China", "es", *asked, ([CHINESE], [])) == []


def test_an_earlier_question_is_of_a_country_but_says_not_what_is_asked_for() -> None:
    whole = "How many cars were sold in China? And who is the head?"
    german = ["Der Amerikaner Tim Cook leitet sie."]
    question = ("And who is the head?", "en")
    assert country_reasons("12", "en", question, whole, (german, [])) == []


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Polnische und schweizer Firmen", "de", {"PL", "CH"}),
        ("американские компании", "ru", {"US"}),
        ("us and them", "en", set()),
        ("有多少美国公司", "zh", {"US"}),
        ("Gas from Turkmenistan", "en", {"TM"}),
        ("vor allem schwere Weihnachten mit Georg", "de", set()),
    ],
)
def test_countries_are_known_by_name_and_adjective(
    text: str, language: str, codes: set[str]
) -> None:
    assert countries_in(text, language) == codes
