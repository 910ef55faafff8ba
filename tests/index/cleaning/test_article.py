"""What an article is made of: its text, its fields, and what is not cut at all."""

from pathlib import Path

import pytest

from index.cleaning import clean
from index.readers import reader_for
from index.records import Article, RawArticle
from tests.index.cleaning.copied import MORE, PROSE


def test_the_text_is_normalised_and_keeps_its_paragraphs() -> None:
    article = clean(RawArticle("Der Stadt\xadrat\r\n\r\n\r\ntagt. "), article_id="a", path="a.txt")
    assert article == Article(article_id="a", text="Der Stadtrat\n\ntagt.", path="a.txt")


def test_other_fields_come_out_on_one_line() -> None:
    raw = RawArticle("x", title=" Zwei\n Zeilen ", author="A\xa0B", source="Der\tBote", url=" u ")
    article = clean(raw, article_id="a", path="a.txt")
    assert (article.title, article.author, article.source, article.url) == (
        "Zwei Zeilen",
        "A B",
        "Der Bote",
        "u",
    )


def test_what_is_missing_or_blank_stays_missing() -> None:
    article = clean(RawArticle("x", author=" \u200b "), article_id="a", path="a.txt")
    assert (article.title, article.date, article.author, article.url) == ("", None, None, None)
    assert article.removed == ()


def test_a_text_of_invisible_characters_is_empty() -> None:
    assert clean(RawArticle("\u200b\xad"), article_id="a", path="a.txt").text == ""


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("1. Startseite\n2. Region\n3. Der Steg\n\nDer Steg wird neu", None),
        ("Startseite > Region\n\nDer Steg wird neu\n11.07.2024 - 10:28 Uhr", "2024-07-11T10:28"),
        ("11. Juli 2024\nVon Anna Weiß\nDer Steg wird neu", "2024-07-11"),
        ("Der Steg wird neu\nStand: 11.07.2024, 10:28 Uhr", "2024-07-11T10:28"),
        ("REGION\nDer Steg wird neu\nVeröffentlicht am 11. Juli 2024", "2024-07-11"),
        ("Montag, 15. Juli 2024\nDer Steg wird neu\nAktualisiert: 11.07.2024", "2024-07-11"),
    ],
)
def test_the_title_is_the_headline_and_the_date_its_line(
    tmp_path: Path, head: str, date: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{head}\n\n{PROSE}\n\n{MORE}")
    (raw,) = reader_for(path).read(path).articles
    article = clean(raw, article_id="a", path="a.txt")
    assert (article.title, article.date) == ("Der Steg wird neu", date)


@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
def test_formats_that_are_clean_are_not_cut(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    line = "Lesen Sie auch: Kein Geld"
    path.write_text(line if name == "a.md" else f'{{"text": "{line}"}}')
    (raw,) = reader_for(path).read(path).articles
    article = clean(raw, article_id="a", path=name)
    assert (article.text, article.removed) == (line, ())


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_as_is_keeps_every_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"<p>Teilen</p>\n<p>{PROSE}</p>" if name == "a.html" else f"Teilen\n\n{PROSE}")
    (raw,) = reader_for(path).read(path).articles
    whole = clean(raw, article_id="a", path=name, as_is=True)
    assert (whole.text, whole.removed) == (f"Teilen\n\n{PROSE}", ())
    assert clean(raw, article_id="a", path=name).text == PROSE
