"""German words of a few as rules put them into other languages, and as the checks take them."""

import pytest

from rag.bounds import with_bounds
from rag.carrying import carried_over
from rag.carrying_names import carried_names
from rag.language_contract import speaks
from rag.notation import in_notation
from rag.translation.checks import lost
from rag.verification.checks import check_claim
from rag.verification.held import Grounds


@pytest.mark.parametrize(
    ("german", "language", "evidence", "said"),
    [
        (
            "250 Millionen Euro",
            "fr",
            "Die Stadt investiert über 250 Millionen Euro.",
            "Plus de 250 millions d’euros",
        ),
        (
            "über 250 Millionen Euro",
            "es",
            "Über 250 Millionen Euro.",
            "Más de 250 millones de euros",
        ),
        ("250 Millionen Euro", "it", "Es sind 250 Millionen Euro.", "250 milioni di euro"),
        ("3 Milliarden Euro", "zh-Hant", "Es sind 3 Milliarden Euro.", "30億歐元"),
        ("1 Prozent", "zh", "Nur 1 Prozent kam.", "1%"),
        ("5 Stunden", "fr", "Es dauert 5 Stunden.", "5 heures"),
    ],
)
def test_a_figure_is_written_as_there(german: str, language: str, evidence: str, said: str) -> None:
    carried = in_notation(carried_over(german, language), language, [evidence])
    assert with_bounds(carried, language, [evidence]) == said


@pytest.mark.parametrize(
    ("german", "language", "kind", "said"),
    [
        ("Chinas Ministerpräsident Li Qiang", "fr", "person", "Li Qiang"),
        ("CDU-Politiker Anton Weber", "zh", "person", "Anton Weber"),
        ("Ursula von der Leyen", "tr", "person", "Ursula von der Leyen"),
        ("Frankfurt am Main", "fr", "place", "Frankfurt am Main"),
        ("Deutsche Bahn", "fr", "person", "Deutsche Bahn"),
        ("Nerlenfurt", "fr", "place", "Nerlenfurt"),
        ("Niemand", "fr", "person", ""),
        ("Die Polizei", "fr", "person", ""),
        ("Experten", "zh", "person", ""),
        ("Zwei Männer", "fr", "person", ""),
        ("Chinesische Forscher", "fr", "person", ""),
        ("Moskau", "fr", "place", ""),
        ("Deutschland oder Frankreich", "fr", "place", "Allemagne ou France"),
        ("in den USA", "fr", "place", "États-Unis"),
        ("in China", "zh", "place", "中国"),
    ],
)
def test_names_are_carried_and_nouns_left_to_the_model(
    german: str, language: str, kind: str, said: str
) -> None:
    assert carried_names(german, language, kind, [f"Dort war {german}."]) == said


@pytest.mark.parametrize(
    ("text", "language", "is_spoken"),
    [
        ("市議会", "ja", None),
        ("交通事故", "ja", None),
        ("市议会", "ja", False),
        ("1er mai", "fr", None),
        ("1990-е годы", "ru", None),
    ],
)
def test_a_few_signs_may_be_japanese(text: str, language: str, *, is_spoken: bool | None) -> None:
    assert speaks(text, language) is is_spoken


@pytest.mark.parametrize(
    ("claim", "language", "codes"),
    [
        ("5 heures", "fr", []),
        ("5 часов", "ru", []),
        ("5時間", "ja", []),
        ("5시간", "ko", []),
        ("6 heures", "fr", ["date_missing"]),
    ],
)
def test_hours_that_are_counted_are_no_time_of_day(
    claim: str, language: str, codes: list[str]
) -> None:
    grounds = Grounds(("Der Flug dauert 5 Stunden.",), (), "", None)
    assert [each.code for each in check_claim(claim, language, grounds, "")] == codes


@pytest.mark.parametrize(
    ("german", "there", "language", "codes"),
    [
        ("Um 19.30 Uhr", "om 19.30 uur", "nl", []),
        ("Um 19 Uhr", "a las 19 horas", "es", []),
        ("von 9 bis 17 Uhr", "dalle 9 alle 17", "it", []),
        ("Um 19.30 Uhr", "om 19.00 uur", "nl", ["date_lost"]),
    ],
)
def test_a_time_of_day_arrives_in_figures(
    german: str, there: str, language: str, codes: list[str]
) -> None:
    assert [each.code for each in lost(german, there, language)] == codes
