from pathlib import Path

import pytest

from index.errors import CorpusError, NoTextError, PasswordError, TooLargeError
from index.readers import reader_for
from index.records import RawArticle
from tests.index.readers.docx_files import docx, paragraph


def read(folder: Path, content: bytes) -> RawArticle:
    path = folder / "a.docx"
    path.write_bytes(content)
    (article,) = reader_for(path).read(path).articles
    return article


def test_paragraphs_and_properties_become_the_article(tmp_path: Path) -> None:
    body = (
        paragraph("Die Brücke ist frei", "Title")
        + paragraph("Von Anna Weiß, 11.07.2024")
        + "<w:p><w:r><w:t>Der Rat </w:t></w:r>"
        + "<w:r><w:t>tagt.</w:t><w:br/><w:t>Heute.</w:t></w:r></w:p>"
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("In der Tabelle")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("Foto: Jana Beispiel")
    )
    article = read(tmp_path, docx(body, {"title": "Brücke frei", "creator": "Redaktion"}))
    assert article == RawArticle(
        "Die Brücke ist frei\n\nDer Rat tagt.\nHeute.\n\nIn der Tabelle",
        title="Brücke frei",
        date="2024-07-11",
        author="Anna Weiß",
    )


def test_without_properties_the_heading_is_the_title_and_the_rest_stays_missing(
    tmp_path: Path,
) -> None:
    body = paragraph("Brücke frei", "Heading1") + paragraph("Der Rat tagt.")
    assert read(tmp_path, docx(body)) == RawArticle("Brücke frei\n\nDer Rat tagt.", "Brücke frei")


def test_the_property_date_is_the_last_resort(tmp_path: Path) -> None:
    facts = {"created": "2024-07-11T09:30:00Z"}
    assert read(tmp_path, docx(paragraph("Text."), facts)).date == "2024-07-11T09:30+00:00"
    dated = paragraph("Stand: 12. Juli 2024") + paragraph("Text.")
    assert read(tmp_path, docx(dated, facts)).date == "2024-07-12"


def test_what_word_does_not_show_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Es bleibt</w:t></w:r>"
        "<w:del><w:r><w:delText>gelöscht</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>verschoben</w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:ins><w:r><w:t> stehen.</w:t></w:r></w:ins></w:p>"
    )
    assert read(tmp_path, docx(body)).text == "Es bleibt stehen."


def test_a_document_type_is_refused_before_anything_is_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(CorpusError, match=r"a\.docx declares a document type"):
        read(tmp_path, docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=bomb))


def test_a_zip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    content = docx(f"<w:p><w:r><w:t>{'a' * 60_000_000}</w:t></w:r></w:p>")
    assert len(content) < 100_000
    with pytest.raises(TooLargeError, match=r"a\.docx unpacks to more than 50 MB"):
        read(tmp_path, content)


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"%PDF-1.4", docx("")[:200]])
def test_what_is_no_word_file_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"a\.docx is damaged or no Word file"):
        read(tmp_path, content)


def test_a_password_and_a_file_without_words_are_told_of(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PasswordError, match="asks for a password"):
        read(tmp_path, ole)
    with pytest.raises(NoTextError, match="holds no words"):
        read(tmp_path, docx(paragraph(" ")))


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Im Kasten.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>Der Rat tagt.</w:t></w:r></w:p>"
    )
    assert read(tmp_path, docx(body)).text == "Im Kasten.\n\nDer Rat tagt."
