"""What models write around an answer, and what only looks like it."""

import pytest

from rag.draft.cleaning import Problem, clean_draft

QUESTION = "Wann öffnet das Bad?"


@pytest.mark.parametrize(
    ("raw", "text", "partly"),
    [
        ("Gera has 95,000 inhabitants. I hope this helps!", "Gera has 95,000 inhabitants.", False),
        ("Im Mai. Wenn Sie weitere Fragen haben, bin ich da.", "Im Mai.", False),
        ("5月开放。希望这对你有帮助！", "5月开放。", False),
        (
            "The text does not give an exact date, but it says the pool opens in May.",
            "The pool opens in May.",
            True,
        ),
        (
            "Le texte ne donne pas de date exacte, mais la piscine ouvre en mai.",
            "La piscine ouvre en mai.",
            True,
        ),
        ("Es sind:\n1. Marktplatz\n2. Junge Oper", "Es sind: Marktplatz; Junge Oper.", False),
        ("Das Bad öffnet am:\n3. Mai 2025", "Das Bad öffnet am: 3. Mai 2025", False),
        (
            "As stated in Text 2, it opens in May.",
            "As stated in the article, it opens in May.",
            False,
        ),
        ("Laut Text öffnet es im Mai.", "Laut dem Artikel öffnet es im Mai.", False),
        ("It opens in May (1).", "It opens in May.", False),
    ],
)
def test_the_answer_is_left(raw: str, text: str, *, partly: bool) -> None:
    draft = clean_draft(raw, QUESTION)
    assert (draft.problem, draft.text, draft.partly) == (None, text, partly)


@pytest.mark.parametrize(
    "said",
    [
        "The ministry gave no answer to the letter.",
        "There was no answer from the police.",
        "Es gibt keine Hinweise auf Fremdverschulden.",
        "没有任何人受伤。",
        "In den Texten der Band geht es um Liebe.",
        "The bishop read from the text.",
        "Müller (2), Kane (3), Musiala trafen.",
        "7:6 (4), 7:6 (3)",
        "Siehe Grundgesetz (Artikel 20).",
        "Nobody knows, but the mayor suspects arson.",
    ],
)
def test_what_only_looks_like_it_stays(said: str) -> None:
    draft = clean_draft(said, QUESTION)
    assert (draft.problem, draft.text, draft.partly) == (None, said, False)


@pytest.mark.parametrize(
    "said",
    [
        "L'article ne mentionne pas la date.",
        "Wann das Bad öffnet, geht aus dem Text nicht hervor.",
        "Das ist dem Text nicht zu entnehmen.",
        "Dazu macht der Artikel keine Angaben.",
        "Unknown.",
        "Bu bilgi metinde yok.",
        "开放日期在文中没有提到。",
        "There's no mention of this in the text.",
        "I'm unable to answer this.",
        "La fecha no se menciona en el texto.",
        "Dat staat niet in de tekst.",
        "No answer.",
    ],
)
def test_refusals_that_name_the_text_refuse(said: str) -> None:
    assert clean_draft(said, QUESTION).problem is Problem.REFUSES
