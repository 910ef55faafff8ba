import pytest

from index.readers.dates import date_in_head


@pytest.mark.parametrize(
    "line",
    [
        *("Stand: 11.07.2024", "(Stand: 11.07.2024)", "Aktualisiert am 11. Juli 2024"),
        *("Geändert am: 11.07.2024", "Letzte Änderung: 11.07.2024", "Publiziert am 11.07.2024"),
        *("vom 11.07.2024", "Artikel vom 11. Juli 2024"),
    ],
)
def test_what_pages_write_before_their_date(line: str) -> None:
    assert date_in_head(["Brücke frei", line]) == "2024-07-11"


def test_a_day_within_a_sentence_is_not_the_article_s() -> None:
    assert (
        date_in_head(["Der Brief vom 11.07.2024 liegt vor.", "vom 11.07.2024 an gilt das"]) is None
    )
