from email.message import EmailMessage
from pathlib import Path

import pytest

from index.readers import reader_for
from index.records import RawArticle

WORDS = "Größere Brücken brauchen Geduld, sagt der Bürgermeister."
NOTE = "Hallo zusammen, das fand ich gut.\n\n"
DASHED = (
    f"{NOTE}---------- Weitergeleitete Nachricht ----------\nVon: Lauer Bote <b@example.org>\n"
    f"Datum: Do., 11. Juli 2024 um 10:28 Uhr\nBetreff: Brücke frei\n\n{WORDS}\n"
)
QUOTED = (
    "Anfang der weitergeleiteten Nachricht:\n\n> Von: Lauer Bote <b@example.org>\n"
    f"> Datum: 11. Juli 2024 um 10:28 Uhr\n>\n> {WORDS}\n"
)
OUTLOOK = (
    f"{NOTE}-----Ursprüngliche Nachricht-----\nVon: Lauer Bote [mailto:b@example.org]\n"
    f"Gesendet: Donnerstag, 11. Juli 2024 10:28\nBetreff: Brücke frei\n\n{WORDS}\n"
)


def read(folder: Path, subject: str, text: str) -> RawArticle:
    message = EmailMessage()
    message["From"], message["Subject"] = "Tim Otte <t@example.org>", subject
    message["Date"] = "Fri, 12 Jul 2024 08:00:00 +0200"
    message.set_content(text)
    path = folder / "a.eml"
    path.write_bytes(message.as_bytes())
    (article,) = reader_for(path).read(path).articles
    return article


@pytest.mark.parametrize("text", [DASHED, QUOTED, OUTLOOK], ids=["dashed", "quoted", "outlook"])
def test_a_forwarded_mail_is_the_mail_that_was_passed_on(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "WG: Brücke frei", text)
    assert (found.text, found.title) == (WORDS, "Brücke frei")
    assert (found.author, found.date) == ("Lauer Bote", "2024-07-11T10:28")
    assert [line.text for line in found.removed] == ([NOTE.strip()] if NOTE in text else [])


def test_what_a_reply_answers_is_not_its_article(tmp_path: Path) -> None:
    found = read(tmp_path, "AW: Brücke frei", OUTLOOK)
    assert found.text.startswith(NOTE.strip())
    assert found.author == "Tim Otte"
