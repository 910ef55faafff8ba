"""Lines of furniture, wherever they stand."""

import pytest

from index.cleaning.reasons import REASONS, in_words
from tests.index.cleaning.copied import PROSE, cut, reason_between


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Startseite  Politik  Sport  Kultur  Abo  Anmelden", "navigation"),
        ("Home | Region | Panorama | Login", "navigation"),
        ("Startseite > Region > Weiherbach", "navigation"),
        ("Sie sind hier: Region / Weiherbach", "navigation"),
        ("Zum Hauptinhalt springen", "navigation"),
        ("Foto: Ella Brand", "caption"),
        ("(Bild: Ella Brand/dpa)", "caption"),
        ("Der Steg im vergangenen Sommer. Foto: Ella Brand", "caption"),
        ("Der Steg im Nebel. © Ella Brand/dpa", "caption"),
        ("Bild 1 von 7", "caption"),
        ("Lesen Sie auch: Kein Geld für den Weiher", "teaser"),
        ("+++ Lesen Sie auch: Kein Geld für den Weiher +++", "teaser"),
        ("Das könnte Sie auch interessieren: Der Weiher friert zu", "teaser"),
        ("Newsletter: Neues vom Weiher. Jetzt anmelden", "newsletter"),
        ("Jeden Morgen das Wichtigste in Ihrem Postfach.", "newsletter"),
        ("Sie haben bereits ein Abo? Hier anmelden", "subscription"),
        ("Einen Monat kostenlos testen, jederzeit kündbar", "subscription"),
        ("Teilen   Merken   Drucken   Per E-Mail senden", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("ANZEIGE", "advert"),
        ("- Anzeige -", "advert"),
        ("Schlagworte: Weiher, Steg, Gemeinderat", "tags"),
        ("#weiher #steg", "tags"),
        ("Lesedauer: 4 Minuten", "service"),
        ("Fehler gefunden? Schreiben Sie uns.", "service"),
        ("Impressum | Datenschutz | AGB", "legal"),
        ("© 2024 Weiherbacher Blatt", "legal"),
        ("Bitte beachten Sie unsere Netiquette.", "comments"),
        ("Was meinen Sie? Schreiben Sie es in die Kommentare!", "comments"),
        ("++++++++++++", "ornament"),
        (
            "Wir verwenden Cookies, um Inhalte und Anzeigen anzupassen. Ihre Einwilligung können "
            "Sie jederzeit widerrufen.",
            "consent",
        ),
    ],
)
def test_furniture_between_paragraphs_is_cut_with_its_reason(line: str, reason: str) -> None:
    assert reason_between(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Streit um den Newsletter",
        "Mehr Geld für Radwege",
        "Anzeige gegen den Bürgermeister",
        "„Wir verwenden nur noch Cookies, die nötig sind“, sagte die Betreiberin.",
        "Die Datenschutzerklärung des Landkreises war nach Ansicht des Gerichts unvollständig.",
        "Warum haben Sie dem Verkauf zugestimmt?",
        "Er teilte das Foto: Es zeigt den Steg.",
        "– 14 Uhr: Eröffnung am Weiher",
        "Termin: Samstag, 4. Mai",
        "Spielstand 2:1",
        "Polizei sucht Zeugen",
        "Wie es weitergeht",
        "Der Vertrag nennt als Vorbild: Wir bauen selbst",
        "Österreich habe einen starken Sektor. (APA 4.9.2015)",
        "Korrektur: In einer früheren Fassung hieß es, der Steg sei 40 Meter lang.",
        "Hinweis der Redaktion: Der Bauamtsleiter ist mit dem Autor nicht verwandt.",
    ],
)
def test_lines_of_the_article_stay(line: str) -> None:
    assert reason_between(line) is None


def test_every_reason_has_words() -> None:
    text = f"Home\n\nTitel\n\nFoto: A\n\n{PROSE}\n\nAnzeige\n\nTeilen\n\nImpressum"
    for reason in set(cut(text).values()):
        assert in_words(reason) == REASONS[reason] != reason


@pytest.mark.parametrize(
    "line",
    [
        "TeilenMerkenDruckenVerschenken",
        "InnenpolitikGesellschaftRegionales",
        "Inhalt laden",
        "Dieser Inhalt stammt von externen Anbietern. Beim Laden werden Daten übertragen.",
        "Lesen Sie uns werbefrei im Pur-Abo für 2 Euro pro Monat oder mit Werbung und Cookies.",
        "DAX 19.210,05 +0,41 %",
        "03:58 min",
        "Diese Umfrage ist nicht repräsentativ.",
        "Über dieses Thema berichtete das Radio am 4. Mai um 17 Uhr.",
        "* Preise inkl. MwSt. zzgl. Versand",
        "12 AntwortenMelden",
    ],
)
def test_more_furniture_between_paragraphs_is_cut(line: str) -> None:
    assert reason_between(line) is not None
