"""Plain text: its title and date are found when it is cleaned."""

from pathlib import Path

import pytest

from index.cleaning import clean
from index.records import Article, RawArticle
from tests.index.readers.written import read_one


def cleaned(raw: RawArticle) -> Article:
    return clean(raw, article_id="a", path="a.txt")


def test_a_short_first_line_is_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    raw = read_one(tmp_path, "a.txt", "Brücke offen\r\n\r\nDer Rat tagt.\r\n")
    assert raw.text == "Brücke offen\n\nDer Rat tagt.\n"
    assert cleaned(raw).title == "Brücke offen"


@pytest.mark.parametrize("text", ["Nur eine Zeile", "Wort " * 40 + "\n\nmehr"])
def test_a_lone_or_a_long_first_line_is_no_title(tmp_path: Path, text: str) -> None:
    assert cleaned(read_one(tmp_path, "a.txt", text)).title == ""


def test_a_line_that_is_a_date_is_not_the_title(tmp_path: Path) -> None:
    article = cleaned(read_one(tmp_path, "a.txt", "11. Juli 2024\nBrücke offen\nDer Rat tagt."))
    assert (article.title, article.date) == ("Brücke offen", "2024-07-11")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anna Weiß 11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("x " * 300 + "Anna Weiß 11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("Stand: 11. Juli 2024", "2024-07-11"),
        ("Lindental, 11. Juli 2024 – Der Rat tagt.", "2024-07-11"),
        ("Am 11. Juli 2024 brannte das Rathaus.", None),
        ("Was am 11.07.2024 geschah", None),
        ("Die Sitzung ist um 10:28 Uhr.", None),
    ],
)
def test_only_a_date_of_publication_counts(tmp_path: Path, line: str, expected: str | None) -> None:
    assert cleaned(read_one(tmp_path, "a.txt", f"Titel\n{line}\nText.")).date == expected


def test_a_date_far_below_the_head_is_not_looked_for(tmp_path: Path) -> None:
    text = "\n".join(["Zeile"] * 20 + ["11.07.2024"])
    assert cleaned(read_one(tmp_path, "a.txt", text)).date is None
