import pytest

from rag.carrying_names import carried_names

EVIDENCE = (
    "Rektorin Heike Zumbrunn dankte den Eltern, der Stadtrat und Landrat Jost Brinkhaus kamen.",
    "Das Dach baute Quendt Brückenbau aus Querenhorst mit einer neuen Leiter.",
    "Rost an der Decke war schuld, der alte Rost. Das Boot heißt „Eisvogel“, ein „Erfolg“.",
)


@pytest.mark.parametrize(
    ("german", "language", "kind", "carried"),
    [
        ("Rektorin Heike Zumbrunn", "zh", "person", "Heike Zumbrunn"),
        ("Heike Zumbrunn, Rektorin der Grundschule.", "ar", "person", "Heike Zumbrunn"),
        ("Quendt Brückenbau", "ru", "person", "Quendt Brückenbau"),
        ("Querenhorst", "tr", "place", "Querenhorst"),
        ("Nigeria und Indonesien", "ar", "other", "نيجيريا وإندونيسيا"),
        ("Nigeria, Indonesien und Polen", "fr", "place", "Nigeria, Indonésie et Pologne"),
        ("Polen", "xx", "place", ""),
        # Nouns, sentences, and names that the German has not.
        ("Stadtrat", "zh", "person", ""),
        ("Der Stadtrat", "zh", "person", ""),
        ("Rost", "zh", "person", ""),
        ("Rektorin", "zh", "person", ""),
        ("Heike Zumbrunn dankte den Eltern.", "zh", "person", ""),
        ("Barbara Obermoser", "zh", "person", ""),
        # Asked for anything else, two capitals may be two nouns.
        ("Quendt Brückenbau", "ru", "other", ""),
        ("Heike Zumbrunn, Jost Brinkhaus und Quendt Brückenbau", "ru", "person", ""),
        ("Turkmenistan", "fr", "place", "Turkménistan"),
        ("Eisvogel", "ru", "other", "Eisvogel"),
        ("Erfolg", "ru", "other", ""),
        ("Decke", "ru", "other", ""),
        ("", "ru", "person", ""),
    ],
)
def test_names_are_carried_over_as_they_are(
    german: str, language: str, kind: str, carried: str
) -> None:
    assert carried_names(german, language, kind, EVIDENCE) == carried
