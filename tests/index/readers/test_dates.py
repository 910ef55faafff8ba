import pytest

from index.readers.dates import iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-11", "2024-07-11"),
        ("2024-07-11T10:28", "2024-07-11T10:28"),
        ("2024-07-11 10:28:30", "2024-07-11T10:28"),
        ("2024-07-11T10:28:00.000Z", "2024-07-11T10:28+00:00"),
        ("2024-07-11T10:28:00+0200", "2024-07-11T10:28+02:00"),
        ("11.07.2024", "2024-07-11"),
        ("11.7.2024", "2024-07-11"),
        ("11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("11. Juli 2024", "2024-07-11"),
        ("11. JULI 2024, 10.28 Uhr", "2024-07-11T10:28"),
        ("Donnerstag, 11. Juli 2024 um 10:28 Uhr", "2024-07-11T10:28"),
        ("3. Jänner 2024", "2024-01-03"),
        ("3. Sept. 2024", "2024-09-03"),
        ("30.02.2024", None),
        ("2024-13-01", None),
        ("2024-07-11T25:00", None),
        ("Juli 2024", None),
        ("11. Juli", None),
        ("11. Brumaire 2024", None),
        ("gestern", None),
        ("1720686480", None),
        ("", None),
    ],
)
def test_dates_become_iso_or_nothing(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected
