import pytest

from rag.draft import clean_draft


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Es waren 42 Leute [1].", "Es waren 42 Leute."),
        ("Es waren 42 Leute. [1][2]", "Es waren 42 Leute."),
        ("Es waren 42 【3】 Leute.", "Es waren 42 Leute."),
        ("Sie kam [Quelle 1] spät.", "Sie kam spät."),
        ("Answer: Forty-two people.", "Forty-two people."),
        ("回答：四十二人。", "四十二人。"),
        ("**Forty-two people.**", "Forty-two people."),
        ("Der Saal [alt] ist voll.", "Der Saal [alt] ist voll."),
        ("Der Artikel nennt 42 Leute.", "Der Artikel nennt 42 Leute."),
        (
            "Die Texte nennen 42, nicht 43. Das ist neu.",
            "Die Texte nennen 42, nicht 43. Das ist neu.",
        ),
        ("Laut Text 2 kamen 42 Leute.", "Laut dem Artikel kamen 42 Leute."),
        ("According to text 1, 42 came.", "According to the article, 42 came."),
        ("根据文本1，来了42人。", "根据文章，来了42人。"),
        ("Selon le texte 3, ils sont venus.", "Selon l’article, ils sont venus."),
        ("Metin 1'e göre 42 kişi geldi.", "Makaleye göre 42 kişi geldi."),
        ("Laut Textilverband kamen 42 Leute.", "Laut Textilverband kamen 42 Leute."),
    ],
)
def test_imitated_citations_and_labels_are_dropped(raw: str, text: str) -> None:
    draft = clean_draft(raw, "Wie viele Leute kamen?")
    assert draft.text == text
    assert draft.usable


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "  ",
        "[3]",
        "NO ANSWER",
        "no answer.",
        "НО ANSWER",
        "The texts give NO ANSWER to this.",
        "...",
        "Der Rat tagte heute. Der Rat tagte heute. Der Rat tagte heute. ",
        "Wie viele Leute kamen",
        "The texts do not answer the question.",
        "Die Texte beantworten die Frage nicht.",
        "Der Artikel enthält keine Angabe zur Zahl der Leute.",
        "Answer: wie viele Leute kamen?",
    ],
)
def test_a_refusal_a_loop_or_nothing_is_no_answer(raw: str) -> None:
    assert not clean_draft(raw, "Wie viele Leute kamen?").usable
