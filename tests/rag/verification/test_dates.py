from datetime import date

import pytest

from rag.verification.article_dates import completed, relative_dates
from rag.verification.dates import DateMention, contradicts, dates, holds
from rag.verification.quantities import plain


def only(text: str, language: str) -> DateMention:
    (mention,) = dates(plain(text), language)
    return mention


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3. Mai 2024", "de"),
        ("03.05.2024", "de"),
        ("2024-05-03", "de"),
        ("May 3, 2024", "en"),
        ("3 May 2024", "en"),
        ("the 3rd of May 2024", "en"),
        ("3 de mayo de 2024", "es"),
        ("3 mai 2024", "fr"),
        ("3 maggio 2024", "it"),
        ("3 mei 2024", "nl"),
        ("3 de maio de 2024", "pt"),
        ("3 Mayıs 2024", "tr"),
        ("3 мая 2024", "ru"),
        ("3 maja 2024", "pl"),
        ("2024年5月3日", "zh"),
        ("2024年5月3日", "ja"),
        ("2024년 5월 3일", "ko"),
        ("٣ مايو ٢٠٢٤", "ar"),
    ],
)
def test_one_day_in_every_notation(text: str, language: str) -> None:
    assert only(text, language).calendar == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [("15.30 Uhr", "de"), ("3:30 p.m.", "en"), ("15h30", "fr"), ("saat 15.30", "tr")],
)
def test_one_time_in_every_notation(text: str, language: str) -> None:
    assert only(text, language).minutes == {15 * 60 + 30}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may go", "en"),
        ("Märkte und ein Augustiner", "de"),
        ("4,4 milyon mark", "tr"),
        ("2.024 Euro", "de"),
        ("4650万欧元", "zh"),
    ],
)
def test_ordinary_words_and_figures_are_no_dates(text: str, language: str) -> None:
    assert dates(plain(text), language) == ()


def test_the_figure_behind_a_month_is_a_day_in_english_only() -> None:
    assert only("En janvier, 4 650 véhicules", "fr").day is None
    assert only("kasımda 24", "tr").day is None
    assert only("on January 4", "en").day == 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 27. und 28. Juni 2025", "de"),
        ("vom 27. bis 28. Juni 2025", "de"),
        ("27-28 Haziran 2025", "tr"),
        ("27 et 28 juin 2025", "fr"),
        ("27 и 28 июня 2025", "ru"),
        ("27 and 28 June 2025", "en"),
    ],
)
def test_two_days_of_one_month_are_two_dates(text: str, language: str) -> None:
    found = [mention.calendar for mention in dates(plain(text), language)]
    assert found == [date(2025, 6, 27), date(2025, 6, 28)]


def test_the_second_of_two_days_behind_an_english_month_is_a_date() -> None:
    found = [(mention.month, mention.day) for mention in dates("on June 27 and 28 it rained", "en")]
    assert found == [(6, 27), (6, 28)]
    assert len(dates("on June 27 and 28,000 people", "en")) == 1
    assert len(dates("am 28. Juni kamen 27 und mehr", "de")) == 1


def test_a_weekday_is_completed_from_the_date_of_the_article() -> None:
    tuesday = only("am Dienstag", "de")
    known = completed(tuesday, date(2026, 1, 29))
    assert any(holds(each, only("27 January 2026", "en")) for each in known)
    assert all(each.calendar and each.calendar.weekday() == 1 for each in known)


def test_a_day_without_a_year_gets_one_near_the_article() -> None:
    known = completed(only("am 3. Mai", "de"), date(2025, 1, 4))
    assert {each.year for each in known} == {2024, 2025, 2026}


def test_yesterday_and_last_year_are_counted_from_the_article() -> None:
    found = relative_dates("Gestern hieß es, im vergangenen Jahr", date(2025, 3, 1))
    assert any(each.calendar == date(2025, 2, 28) for each in found)
    assert any((each.year, each.month) == (2024, None) for each in found)


def test_another_day_contradicts_and_a_month_does_not_hold_a_day() -> None:
    assert contradicts(only("4. Mai 2024", "de"), only("May 3, 2024", "en"))
    assert not holds(only("Mai 2024", "de"), only("May 3, 2024", "en"))
    assert holds(only("3. Mai 2024", "de"), only("May 2024", "en"))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Wie dort ist auch hier die Zeit stehen geblieben.", []),
        ("Am Morgen kam die Feuerwehr.", []),
        ("Das wurde heute morgen bekannt.", [1]),
        ("Heute und morgen bleibt das Bad zu.", [1, 2]),
        ("Vorgestern kam der Bescheid.", [27]),
    ],
)
def test_german_words_for_days_alone_are_days(text: str, days: list[int]) -> None:
    found = relative_dates(text, date(2025, 3, 1))
    assert [mention.day for mention in found] == days
