import time
from pathlib import Path

import pytest

from index.cleaning import clean
from index.cleaning.reasons import REASONS, in_words
from index.readers import reader_for
from index.records import Article, RawArticle

PROSE = (
    "Der Gemeinderat hat am Dienstagabend nach langer Aussprache beschlossen, den alten Steg am "
    "Weiher zu erneuern. Die Arbeiten sollen im Herbst beginnen und bis zum Frühjahr dauern, wie "
    "der Bauamtsleiter den Räten erläuterte. Dagegen stimmten nur zwei von ihnen."
)
MORE = (
    "Bezahlt wird der Bau zur Hälfte aus der Rücklage. Für den Rest hofft die Verwaltung auf das "
    "Land, das im vergangenen Jahr schon den Rundweg gefördert hatte. Eine Zusage gibt es nicht, "
    "im Rathaus rechnet man damit erst nach den Ferien."
)


def page(text: str) -> Article:
    return clean(RawArticle(text, is_page=True), article_id="a", path="a.txt")


def cut(text: str) -> dict[str, str]:
    """Every removed line with its reason."""
    return {line.text: line.reason for line in page(text).removed}


def reason_between(line: str) -> str | None:
    return cut(f"Der Steg wird neu\n\n{PROSE}\n\n{line}\n\n{MORE}\n\n{PROSE}").get(
        " ".join(line.split())
    )


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


# --- lines of furniture, wherever they stand


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


# --- boxes and places


def test_a_box_ends_at_the_blank_line_and_the_subhead_behind_it_stays() -> None:
    text = f"Titel\n\n{PROSE}\n\nLesen Sie auch\n> Eins\n> Zwei\n\nDie Zwischenzeile\n\n{MORE}"
    assert cut(text) == {"Lesen Sie auch": "teaser", "> Eins": "teaser", "> Zwei": "teaser"}


def test_comments_behind_the_article_are_cut_to_the_end_but_the_correction_stays() -> None:
    note = f"Korrektur: {MORE}"
    text = f"Titel\n\n{PROSE}\n\n{MORE}\n\nKommentare (2)\nanna: Na so was.\n{PROSE}\n\n{note}"
    article = page(text)
    assert article.text == f"Titel\n\n{PROSE}\n\n{MORE}\n\n{note}"
    assert {line.reason for line in article.removed} == {"comments"}


def test_a_word_on_comments_in_the_middle_takes_nothing_along() -> None:
    text = f"Titel\nKommentare (2)\n\n{PROSE}\n\n{MORE}"
    assert page(text).text.endswith(f"{PROSE}\n\n{MORE}")


def test_a_table_of_contents_ends_where_its_first_heading_comes_again() -> None:
    text = f"Titel\n{PROSE}\nInhalt\nAnfang\nMitte\nEnde\nAnfang\n{PROSE}\nMitte\n{MORE}"
    assert page(text).text.split("\n") == ["Titel", PROSE, "", "Anfang", PROSE, "Mitte", MORE]


def test_the_caption_below_a_lone_credit_goes_with_it() -> None:
    text = f"Titel\n\nFoto: Archiv\nDer Steg am Weiher.\n\n{PROSE}"
    assert page(text).text == f"Titel\n\n{PROSE}"


def test_a_menu_of_one_label_a_line_is_cut() -> None:
    text = f"Startseite\nPolitik\nSport\nKultur\nAbo\n\nDer Steg wird neu\n\n{PROSE}"
    assert page(text).text == f"Der Steg wird neu\n\n{PROSE}"


def test_lines_are_counted_in_the_text_as_read() -> None:
    article = page(f"\r\nTeilen\r\nDer Steg wird neu\r\n\r\n{PROSE}\r\nAnzeige")
    assert [(line.line, line.text) for line in article.removed] == [(2, "Teilen"), (6, "Anzeige")]


def test_a_text_of_nothing_but_furniture_stays_whole() -> None:
    assert page("Teilen\nMerken").text == "Teilen\nMerken"


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


def test_what_stands_around_the_body_is_cut_by_its_place() -> None:
    above = "Gutscheine\n\nHaustiere\n\nEin Kicker\n\n"
    deck = "Von Anna Weiß\n4. Mai 2024, 10:28 Uhr\n\n"
    below = "\n\nEin anderer Bericht\n\nDarin geht es um Hunde.\n\nGartenmöbel"
    article = page(f"{above}Gemeinderat erneuert den Steg\n\n{deck}{PROSE}\n\n{MORE}{below}")
    assert article.text == f"Gemeinderat erneuert den Steg\n\n{PROSE}\n\n{MORE}"
    assert (article.title, article.author) == ("Gemeinderat erneuert den Steg", "Anna Weiß")
    assert article.date == "2024-05-04T10:28"


@pytest.mark.parametrize(
    "kept",
    [
        "Wie es weitergeht",
        "Verboten sind künftig auf dem alten Steg:\nFahrräder\nRollschuhe\nGrillgeräte",
        "„So ein Steg hält ewig.“\nAnna Weiß, Anwohnerin",
        "Das Wichtigste\nTermin: Samstag, 4. Mai\nEintritt: 4,50 Euro",
    ],
)
def test_subheads_lists_speakers_and_facts_stay(kept: str) -> None:
    assert page(f"Steg neu\n\n{PROSE}\n\n{kept}\n\n{MORE}").text.count(kept) == 1


def test_a_box_of_facts_behind_the_last_paragraph_stays() -> None:
    facts = "Der Steg in Kürze\nLänge: 40 Meter\nKosten: 12.000 Euro"
    assert page(f"Steg neu\n\n{PROSE}\n\n{MORE}\n\n{facts}\n\nHaustiere").text.endswith(facts)


def test_a_teaser_with_a_sentence_ends_where_the_article_goes_on() -> None:
    teaser = "Lesen Sie auch\nHunde im Glück\nEin Tierheim feiert Geburtstag.\n"
    assert page(f"Steg neu\n{PROSE}\n{teaser}\n{MORE}").text == f"Steg neu\n{PROSE}\n\n{MORE}"


# --- title and date of a copied page


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


# --- what is not cut at all


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


# --- pages


def html(tmp_path: Path, body: str) -> Article:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{body}")
    (raw,) = reader_for(path).read(path).articles
    return clean(raw, article_id="a", path="a.html")


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ('<div class="article-comments"><p>Stimmt genau.</p></div>', "comments"),
        ('<div id="kommentarbereich"><p>Stimmt genau.</p></div>', "comments"),
        ("<figure><img><figcaption>Am Weiher.</figcaption></figure>", "caption"),
        ('<div class="shareBar">Weitersagen</div>', "share"),
        ('<ul><li><a href="x">Der Weiher friert zu</a></li></ul>', "links"),
        ('<div class="box teaser"><a href="x">Eis</a> Nun friert er zu.</div>', "teaser"),
        ('<div role="dialog">Einverstanden?</div>', "consent"),
        ('<section class="js-cookie-note">Alles klar?</section>', "consent"),
        ("<aside>Am Rande</aside>", "links"),
    ],
)
def test_a_page_says_what_is_furniture(tmp_path: Path, furniture: str, reason: str) -> None:
    article = html(tmp_path, f"<h1>Steg</h1><p>{PROSE}</p>{furniture}<p>{MORE}</p>")
    assert article.text == f"Steg\n\n{PROSE}\n\n{MORE}"
    assert {line.reason for line in article.removed} == {reason}


@pytest.mark.parametrize(
    "body",
    [
        "<div class='page has-comments'><h1>Steg</h1><p>{}</p><p>{}</p></div>",
        "<form><h1>Steg</h1><p>{}</p><p>{}</p></form>",
        "<article class='ad-free'><h1>Steg</h1><p class='teaser'>{}</p><p>{}</p></article>",
        "<header><h1>Steg</h1></header><div>{}</div><div>{}</div>",
        "<h1>Steg</h1><main><p>{}</p><p>{}</p></main>",
    ],
)
def test_a_name_that_the_article_itself_bears_cuts_nothing(tmp_path: Path, body: str) -> None:
    assert html(tmp_path, body.format(PROSE, MORE)).text == f"Steg\n\n{PROSE}\n\n{MORE}"


def test_a_link_and_a_mark_inside_a_sentence_tear_nothing(tmp_path: Path) -> None:
    body = f"<h1>Steg</h1><p>{PROSE}</p><p>Der <a href=x>alte</a> <span class=ad>Steg</span> hält."
    assert html(tmp_path, body).text == f"Steg\n\n{PROSE}\n\nDer alte Steg hält."


# --- time


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Foto: " * 170_000,
        "Cookies Einwilligung " * 50_000,
        "„" * 1_000_000,
        "Kommentare (" * 90_000,
        "Newsletter\n" * 90_000,
        "Foto: A\n" * 120_000,
        "Inhalt\n" * 140_000,
        "Mehr zum Thema\nEine Zeile\n" * 40_000,
        "Überschrift\nEin Satz mit Brunnen steht hier.\n" * 20_000,
    ],
)
def test_a_megabyte_takes_seconds_whatever_is_in_it(text: str) -> None:
    started = time.process_time()
    page(text)
    # Generous: a quadratic rule takes minutes.
    assert time.process_time() - started < 15
