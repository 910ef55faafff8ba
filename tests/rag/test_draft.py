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
    ],
)
def test_imitated_citations_and_labels_are_dropped(raw: str, text: str) -> None:
    draft = clean_draft(raw)
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
    ],
)
def test_a_refusal_a_loop_or_nothing_is_no_answer(raw: str) -> None:
    assert not clean_draft(raw).usable
