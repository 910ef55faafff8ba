import pytest

from rag.verification.quantities import (
    Quantity,
    plain,
    quantities,
    rounded,
    same_quantity,
    same_unit,
    same_value,
)


def only(text: str, language: str) -> Quantity:
    (quantity,) = quantities(plain(text), language)
    return quantity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2,5 Mio. Euro", "de"),
        ("2.500.000 Euro", "de"),
        ("2.5 million euros", "en"),
        ("€2.5m", "en"),
        ("2,500,000 euros", "en"),
        ("2 500 000 euros", "fr"),
        ("2,5 M€", "fr"),
        ("2,5 millones de euros", "es"),
        ("2,5 milyon avro", "tr"),
        ("2,5 млн евро", "ru"),
        ("2,5 mln euro", "pl"),
        ("250万欧元", "zh"),
        ("٢٫٥ مليون يورو", "ar"),
        ("2,5 milioni di euro", "it"),
        ("2,5 miljoen euro", "nl"),
        ("2,5 milhões de euros", "pt"),
        ("250万ユーロ", "ja"),
        ("250만 유로", "ko"),
    ],
)
def test_one_sum_of_money_in_every_notation(text: str, language: str) -> None:
    assert same_quantity(only(text, language), only("2,5 Millionen Euro", "de"))
    assert only(text, language).dimension == "EUR"


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("dreißig", "de", 30),
        ("neununddreißig", "de", 39),
        ("zweihundertfünfzig", "de", 250),
        ("ein Dutzend", "de", 12),
        ("anderthalb", "de", 1.5),
        ("thirty-nine", "en", 39),
        ("two hundred and fifty", "en", 250),
        ("un millón doscientos mil", "es", 1_200_000),
        ("trente-neuf", "fr", 39),
        ("otuz dokuz", "tr", 39),
        ("тридцать девять", "ru", 39),
        ("trzydzieści dziewięć", "pl", 39),
        ("三十九", "zh", 39),
        ("مليون ومئتي ألف", "ar", 1_200_000),
        ("trentanove", "it", 39),
        ("negenendertig", "nl", 39),
        ("trinta e nove", "pt", 39),
    ],
)
def test_numbers_in_words(text: str, language: str, value: float) -> None:
    assert only(text, language).values == (value,)


def test_a_group_mark_is_german_in_german_and_either_elsewhere() -> None:
    assert only("1.200", "de").values == (1200,)
    assert only("1,200", "de").values == (1.2,)
    assert only("1,200", "en").values == (1200, 1.2)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("38 percent", "en"),
        ("38 %", "fr"),
        ("yüzde 38", "tr"),
        ("百分之38", "zh"),
        ("38 процентов", "ru"),
        ("38 في المئة", "ar"),
        ("38 por ciento", "es"),
        ("38 pour cent", "fr"),
    ],
)
def test_percentages(text: str, language: str) -> None:
    assert same_quantity(only(text, language), only("38 Prozent", "de"))


def test_units_are_converted_within_their_dimension_and_told_apart() -> None:
    assert same_quantity(only("1,500 metres", "en"), only("1,5 Kilometer", "de"))
    assert same_quantity(only("18 months", "en"), only("anderthalb Jahre", "de"))
    kilometres, metres = only("3 kilometres", "en"), only("3 Meter", "de")
    assert same_value(kilometres, metres)
    assert not same_unit(kilometres, metres)
    assert not same_quantity(only("5 Prozent", "de"), only("5 Euro", "de"))
    assert same_quantity(only("50 percent", "en"), only("die Hälfte", "de"))


def test_a_rounding_is_near_and_says_so() -> None:
    assert rounded(only("almost 200 people", "en"), only("198 Menschen", "de"))
    assert rounded(only("1.2 million", "en"), only("1.213.000", "de"))
    assert not rounded(only("200 people", "en"), only("198 Menschen", "de"))
    assert not rounded(only("about 39", "en"), only("41", "de"))


@pytest.mark.parametrize(
    ("text", "language"),
    [("one of the towns", "en"), ("einer der Orte", "de"), ("统一的规定", "zh"), ("neuf", "fr")],
)
def test_ordinary_words_are_no_numbers(text: str, language: str) -> None:
    assert quantities(plain(text), language) == ()


def test_a_list_of_scores_is_no_number() -> None:
    assert quantities("19,27,27", "de") == ()
