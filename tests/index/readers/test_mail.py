from email.message import EmailMessage
from pathlib import Path

import pytest

from index.cleaning import clean
from index.errors import CorpusError, NoTextError
from index.readers import reader_for
from index.records import RawArticle


def read(folder: Path, content: bytes) -> RawArticle:
    path = folder / "a.eml"
    path.write_bytes(content)
    (article,) = reader_for(path).read(path).articles
    return article


def mail(**heads: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    return message


def test_heads_and_plain_text_become_the_article(tmp_path: Path) -> None:
    message = mail(Subject="WG: Brücke geöffnet", From="Anna Weiß <anna@lindental.example>")
    message["Date"] = "Thu, 11 Jul 2024 10:28:00 +0200"
    message.set_content("Der Rat tagt.\n\n> Zitat der Antwort\nHeute.\n-- \nAnna Weiß\n")
    message.add_alternative("<p>Die Seite", subtype="html")
    message.add_attachment("Anhang", filename="a.txt")
    assert read(tmp_path, bytes(message)) == RawArticle(
        "Der Rat tagt.\n\nHeute.",
        title="Brücke geöffnet",
        date="2024-07-11T10:28+02:00",
        author="Anna Weiß",
    )


def test_a_newsletter_s_sender_is_the_source_and_its_page_is_read(tmp_path: Path) -> None:
    message = mail(
        From="Lindentaler Bote <post@bote.example>", List_Unsubscribe="<mailto:x@y.example>"
    )
    message["Subject"] = "Der Morgen"
    message.set_content("<nav>Menü</nav><h1>Brücke</h1><p>Der Rat t&auml;gt.</p>", subtype="html")
    article = read(tmp_path, bytes(message))
    text = clean(article, article_id="x", path="").text
    assert text == "Brücke\n\nDer Rat tägt."
    assert (article.source, article.author, article.title) == ("Lindentaler Bote", None, "Brücke")
    assert article.date is None


@pytest.mark.parametrize("said", ["us-ascii", "utf-8", "x-unknown"])
def test_umlauts_survive_a_wrong_charset(tmp_path: Path, said: str) -> None:
    head = f"Subject: =?utf-8?q?Br=C3=BCcke?=\nContent-Type: text/plain; charset={said}\n\n"
    article = read(tmp_path, head.encode() + "Überfällige Brücke".encode("cp1252"))
    assert (article.title, article.text) == ("Brücke", "Überfällige Brücke")


@pytest.mark.parametrize("content", [b"Der Rat tagt.\n\nHeute.", b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_what_is_no_mail_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"a\.eml is no mail"):
        read(tmp_path, content)


def test_a_mail_without_text_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(NoTextError, match=r"a\.eml is a mail without text"):
        read(tmp_path, b"Subject: leer\nFrom: a@b.example\n\n")


def test_parts_nested_without_end_are_not_followed(tmp_path: Path) -> None:
    inner = "Content-Type: text/plain\n\nTief unten."
    for depth in range(200):
        kind = f'Content-Type: multipart/mixed; boundary="b{depth}"'
        inner = f"{kind}\n\n--b{depth}\n{inner}\n--b{depth}--"
    with pytest.raises(CorpusError, match=r"a\.eml is a"):
        read(tmp_path, f"Subject: tief\n{inner}".encode())
