"""Boxes, and what is cut or kept by its place."""

import pytest

from tests.index.cleaning.copied import MORE, PROSE, cut, page


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
