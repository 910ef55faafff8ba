"""One value in nine languages' notations; dates and names across scripts."""

import pytest

from evals.metrics.dates import dates_in
from evals.metrics.names import Name, found_in, names_in
from evals.metrics.numbers import numbers_in, value_of
from evals.normal import cited_numbers, levelled, normal


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "2,5 Mio.", 2.5e6),
        ("en", "2.5 million", 2.5e6),
        ("zh", "250万", 2.5e6),
        ("ar", "٢٫٥ مليون", 2.5e6),
        ("ru", "2,5 млн", 2.5e6),
        ("de", "zwei Millionen", 2e6),
        ("de", "neununddreißig", 39),
        ("de", "hundertzweiunddreißig", 132),
        ("de", "achtunddreißigtausend", 38_000),
        ("en", "thirty-nine", 39),
        ("en", "one hundred and thirty-two", 132),
        ("tr", "bir milyon iki yüz bin", 1.2e6),
        ("tr", "1 milyon 200 bin", 1.2e6),
        ("tr", "on bir", 11),
        ("zh", "两万四千五", 24_500),
        ("zh", "五十七点四万", 574_000),
        ("zh", "2万5900", 25_900),
        ("zh", "百分之二十", 20),
        ("ar", "مليون ومئتي ألف", 1.2e6),
        ("ar", "أربعة وعشرون", 24),
        ("es", "un millón doscientos mil", 1.2e6),
        ("es", "treinta y nueve", 39),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("pl", "sto trzydzieści dwa", 132),
        ("ru", "двадцать четыре", 24),
        ("de", "1\u202f200\u202f000", 1.2e6),
    ],
)
def test_a_number_has_its_value_in_every_notation(language: str, text: str, value: float) -> None:
    assert [set(number.readings) for number in numbers_in(text, language)] == [{value}]


def test_a_thousand_of_one_language_is_a_decimal_of_another() -> None:
    assert value_of("1.200") == {1200.0, 1.2}
    assert value_of("0.200") == {0.2}
    assert value_of("1.200 Euro") == frozenset()
    assert value_of("26.11.2026") == value_of("26/11/2026") == frozenset()


def test_number_words_count_in_their_own_language_alone() -> None:
    assert numbers_in("on six of the eleven days", "en")[0].readings == {6.0}
    assert not numbers_in("It once was on the bin.", "en")
    assert not numbers_in("ein Haus, eine Brücke", "de")
    assert not numbers_in("十分重要", "zh")


def test_numbers_of_a_list_stay_apart() -> None:
    found = numbers_in("elf und 17, neun, drei", "de")
    assert [number.readings for number in found] == [{11.0}, {17.0}, {9.0}, {3.0}]


@pytest.mark.parametrize(
    "text",
    [
        *("28.11.2025", "2025-11-28", "28. November 2025", "November 28, 2025"),
        *("28th of November 2025", "28 Kasım 2025", "2025年11月28日", "28 نوفمبر 2025"),
        *("28 de noviembre de 2025", "28 novembre 2025", "28 ноября 2025", "28 listopada 2025"),
    ],
)
def test_a_day_is_the_same_in_every_language(text: str) -> None:
    (german,) = dates_in("am 28. November 2025")
    (other,) = dates_in("am 29. November")
    (found,) = dates_in(text)
    assert found.agrees_with(german)
    assert not found.agrees_with(other)


def test_what_a_date_leaves_open_agrees() -> None:
    (day,) = dates_in("十一月二十八日")
    (month,) = dates_in("in November 2025")
    (slashes,) = dates_in("4/7/2025")
    assert day.agrees_with(month)
    assert all(slashes.agrees_with(dates_in(text)[0]) for text in ("4. Juli", "7. April"))
    assert not dates_in("It may rain; 2025 was dry, 1.200 Euro.")


SENTENCE = ["Den Rest erklärte Bauleiter Anton Zeidelmeier in Spitzholz."]
OTHER = ["Das sagte Dennis Rathjen."]


@pytest.mark.parametrize(
    ("language", "claim", "found"),
    [
        ("de", "So war es trotz Anton Zeidelmeiers.", True),
        ("de", "Das sagte Anton Zeidelmeiers Sohn.", None),
        ("de", "Das sagte Anton Rathjen.", False),
        ("de", "Erklärt hat das Dennis Rathjen.", False),
        ("en", "It was said by Dennis Rathjen.", False),
        ("en", "It was said by the Free List.", None),
        ("ru", "Это объяснил Антон Цайдельмайер.", True),
        ("zh", "这是安东·蔡德尔迈尔说的。", None),
    ],
)
def test_a_name_is_found_misplaced_or_unknown(
    language: str, claim: str, found: bool | None
) -> None:
    name = names_in(claim, language)[-1]
    assert found_in(name, SENTENCE, OTHER) is found


def test_a_name_that_cannot_be_mapped_is_unknown() -> None:
    assert found_in(Name("Ия", certain=True), SENTENCE, OTHER) is None


def test_markers_of_every_form_are_read() -> None:
    assert cited_numbers("A [1], b [2, 3]. C [4][5] d [6-8] e [٩] f [1990-2020]") == [
        *(1, 2, 3, 4, 5, 6, 7, 8, 9),
        *(1990, 2020),
    ]


def test_normal_text_keeps_its_length() -> None:
    text = "İstanbul „ja“ – ２٣\u202f000"
    assert len(normal(text)) == len(text)
    assert levelled(text).endswith('"ja" - 23 000')
