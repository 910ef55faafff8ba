from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import CorpusError, NoTextError, PasswordError
from index.readers import reader_for
from index.records import RawArticle
from tests.index.readers.pdf_files import Line, column, pdf

BODY = [
    "\tDer Rat hat die Brücke freige-",
    "geben. Sie trägt nun wieder Last-",
    "wagen und Busse der Stadt.",
    "\tGebaut wurde drei Jahre lang an",
    "den Pfeilern und am Geländer.",
]


def read(folder: Path, content: bytes) -> RawArticle:
    path = folder / "seite.pdf"
    path.write_bytes(content)
    (article,) = reader_for(path).read(path).articles
    return article


def paragraphs(folder: Path, *pages: Sequence[Line]) -> list[str]:
    return read(folder, pdf(pages)).text.split("\n\n")


def test_columns_are_read_one_after_the_other_below_their_headline(tmp_path: Path) -> None:
    left = column(50, 700, BODY)
    right = column(250, 700, ["\tRechts steht der zweite Teil,", "der hier", "zu Ende geht."])
    headline = [Line(50, 740, "Die Brücke ist nach Jahren wieder frei", 22)]
    found = read(tmp_path, pdf([[*headline, *right, *left]]))  # the file's order is another one
    assert found.title == "Die Brücke ist nach Jahren wieder frei"
    assert found.text.split("\n\n") == [
        "Die Brücke ist nach Jahren wieder frei",
        "Der Rat hat die Brücke freigegeben. Sie trägt nun wieder Lastwagen und Busse der Stadt.",
        "Gebaut wurde drei Jahre lang an den Pfeilern und am Geländer.",
        "Rechts steht der zweite Teil, der hier zu Ende geht.",
    ]


def test_a_paragraph_goes_on_over_column_and_page_and_knows_its_pages(tmp_path: Path) -> None:
    first = column(
        50, 700, ["\tDas Wasser stieg in der Nacht auf", "drei Meter und fiel erst am Mitt-"]
    )
    second = column(50, 700, ["woch wieder. Niemand kam dabei zu", "Schaden, sagt die Feuerwehr."])
    found = read(tmp_path, pdf([first, second]))
    assert "am Mittwoch wieder. Niemand" in found.text
    assert "\n" not in found.text
    assert [(start.number, found.text[start.start :][:4]) for start in found.pages] == [
        (1, "Das "),
        (2, "woch"),
    ]


def test_heads_that_recur_and_lone_numbers_go_and_are_told_of(tmp_path: Path) -> None:
    def page(number: int) -> list[Line]:
        head = [Line(50, 810, f"Lindentaler Bote Ausgabe {number}"), Line(290, 30, f"{number}")]
        return [*head, *column(50, 700, [f"\tText der Seite {number}", "steht hier."])]

    found = read(tmp_path, pdf([page(7), page(8)]))
    assert found.text == "Text der Seite 7 steht hier.\n\nText der Seite 8 steht hier."
    assert [(line.line, line.text) for line in found.removed] == [
        (1, "Lindentaler Bote Ausgabe 7"),
        (1, "7"),
        (2, "Lindentaler Bote Ausgabe 8"),
        (2, "8"),
    ]


def test_a_single_page_has_a_head_by_its_form(tmp_path: Path) -> None:
    head = [Line(50, 810, "Lindentaler Bote | Lokales | 11.07.2024"), Line(500, 810, "Seite 3")]
    found = read(tmp_path, pdf([[*head, *column(50, 700, BODY)]]))
    assert (found.source, found.date) == ("Lindentaler Bote", "2024-07-11")
    assert "Seite" not in found.text
    assert "Lindentaler" not in found.text


def test_a_first_line_at_the_page_s_top_stays(tmp_path: Path) -> None:
    text = ["Am 11. Juli 2024 kamen 30 Gäste", "auf Seite 3 der Liste zu stehen."]
    assert paragraphs(tmp_path, column(50, 810, text)) == [" ".join(text)]


def test_byline_and_credit_leave_the_text(tmp_path: Path) -> None:
    lines = [
        Line(50, 740, "Die Brücke ist frei", 22),
        Line(50, 720, "Von Anna Weiß und Tim Otte, 11. Juli 2024"),
        *column(50, 700, BODY[:2]),
        Line(50, 660, "Foto: Jana Beispiel", 8),
        *column(50, 640, ["wagen und Busse der Stadt."]),
    ]
    found = read(tmp_path, pdf([lines]))
    assert (found.author, found.date) == ("Anna Weiß und Tim Otte", "2024-07-11")
    assert [line.reason for line in found.removed] == ["photo credit", "byline"]
    assert "Foto" not in found.text
    assert "Von Anna" not in found.text


def test_bold_lines_are_a_subhead_of_their_own(tmp_path: Path) -> None:
    lines = [
        *column(50, 700, BODY[:3]),
        *column(50, 664, ["Was der Umbau die", "Stadt am Ende kostet"], bold=True),
        *column(50, 640, ["Genau vier Millionen Euro."]),
    ]
    assert paragraphs(tmp_path, lines)[1:] == [
        "Was der Umbau die Stadt am Ende kostet",
        "Genau vier Millionen Euro.",
    ]


def test_text_across_is_left_out(tmp_path: Path) -> None:
    lines = [*column(50, 700, BODY), Line(560, 400, "ENTWURF quer", rotated=True)]
    assert "ENTWURF" not in read(tmp_path, pdf([lines])).text


def test_what_the_file_says_of_itself_counts_where_the_page_agrees(tmp_path: Path) -> None:
    lines = [Line(50, 740, "Die Brücke ist frei", 22), *column(50, 700, BODY)]
    facts = {"Title": "Microsoft Word - bruecke.docx", "Author": "Anna Weiß"}
    facts["CreationDate"] = "D:20240711102800"
    found = read(tmp_path, pdf([lines], facts))
    assert (found.title, found.author) == ("Die Brücke ist frei", "Anna Weiß")
    assert (found.date, found.source) == (None, None)  # never the file's own date
    assert read(tmp_path, pdf([column(50, 700, BODY)], {"Title": "Brücke"})).title == "Brücke"
    assert read(tmp_path, pdf([column(50, 700, BODY)], {"Title": "seite.indd"})).title is None


def test_scanned_protected_and_broken_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoTextError, match=r"seite\.pdf holds pictures of pages and no text\. Let"):
        read(tmp_path, pdf([[], []]))
    with pytest.raises(PasswordError, match=r"seite\.pdf asks for a password\. Save"):
        read(tmp_path, pdf([column(50, 700, BODY)], password="geheim"))
    whole = pdf([column(50, 700, BODY)])
    with pytest.raises(CorpusError, match=r"seite\.pdf is no PDF that can be read"):
        read(tmp_path, b"PK\x03\x04" + whole[:60])
