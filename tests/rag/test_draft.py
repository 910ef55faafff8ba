import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.draft import Draft, Problem, clean_draft

QUESTION = "Wie viele Leute kamen?"


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
    draft = clean_draft(raw, QUESTION)
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
    assert not clean_draft(raw, QUESTION).usable


@pytest.mark.parametrize(
    "raw",
    [
        "Es waren 42 Leute [１].",
        "Es waren 42 Leute【1】.",
        "Es waren 42 Leute［1］.",
        "Es waren 42 Leute [١].",
        "Es waren 42 Leute [१].",
        "Es waren 42 Leute (1).",
        "Es waren 42 Leute. (1)(2)",
        "Es waren 42 Leute（1）.",
        "Es waren 42 Leute¹.",
        "Es waren 42 Leute.¹²",
        "Es waren 42 Leute [Text 1].",
        "Es waren 42 Leute (Text 1).",
        "Es waren 42 Leute [来源：1].",
        "Es waren 42 Leute [1, 2].",
        "Es waren 42 Leute [1-3].",
        "Es waren 42 Leute [^1].",
        "Es waren 42 Leute [[1]].",
        "Es waren 42 Leute [1](#quelle-1).",
        "Es waren 42 Leute <sup>1</sup>.",
        "Es waren 42 Leute [المصدر 1].",
        "Es waren 42 Leute ①.",
        "[1] Es waren 42 Leute.",
        "Es waren 42 Leute 【1†source】.",
    ],
)
def test_markers_in_any_digits_and_brackets_are_dropped(raw: str) -> None:
    assert clean_draft(raw, QUESTION).text == "Es waren 42 Leute."


@pytest.mark.parametrize(
    "text",
    [
        "Petra Ohlenroth (47) kam mit Mia (9).",
        "Der Saal hat 42 m² und 100 m³.",
        "Der Bau [1984] begann früh.",
        "Das Spiel endete 3:1 (1:0).",
        "Am 1. März kamen 42 Leute.",
        "1. März 2026.",
        "1. FC Nerle gewann.",
        "Der Kurs stieg um 2 * 3 Punkte.",
        "Die Datei heißt rat_2025_plan.pdf.",
        "Es kostet weniger als <5 Euro.",
        "Er sagte: „Die Quelle ist trocken.“",
        "Die Quelle: ein Bach.",
        "Sie siegte mit 7:6(2),6:3 im Finale.",
        "Die Menge {0,1} und das Intervall [0, 1].",
        "Der Betrag |x| und der Betrag |y| sind gleich.",
        "Frage und Antwort kamen schnell.",
        "Der Text: kurz und gut.",
        "Der Rat lehnte ab. Erklärung: Das Geld fehlt.",
        "A. Merzdorf kam.",
        "Der Rat sagte Nein: kein Geld.",
        "Sicher ist: 42 Leute kamen.",
        "Klar gewonnen haben die Handballerinnen.",
        "Als Kind kam er nach Nerlenfurt.",
        "Als Kind, sagt er, war er nie dort.",
        "Es kamen 42 - nicht 43 - Leute.",
        "مقاله‌ها درست است.",
        "Das kostet 1.000.000.000.000 Euro.",
        "0,0000000001 Prozent.",
    ],
)
def test_what_only_looks_like_a_habit_stays(text: str) -> None:
    draft = clean_draft(text, QUESTION)
    assert draft.text == text
    assert draft.usable


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It was **42** people, *not* 43, said `Rat`.", "It was 42 people, not 43, said Rat."),
        ("# Answer\n\nForty-two people came.", "Forty-two people came."),
        ("## Ergebnis\nEs kamen 42 Leute.\n---\nAlle gingen.", "Es kamen 42 Leute. Alle gingen."),
        ("Es kamen:\n- 42 Leute\n- ein Hund", "Es kamen: 42 Leute; ein Hund."),
        ("* Es kamen 42 Leute.\n* Ein Hund kam.", "Es kamen 42 Leute. Ein Hund kam."),
        ("1. Es kamen 42 Leute.\n2. Ein Hund kam.", "Es kamen 42 Leute. Ein Hund kam."),
        ("来的有：\n1. 四十二人\n2. 一只狗", "来的有：四十二人；一只狗。"),
        (
            "| Wer | Zahl |\n|---|---|\n| Leute | 42 |\n| Hunde | 1 |",
            "Leute: 42. Hunde: 1.",
        ),
        ("```\nForty-two people came.\n```", "Forty-two people came."),
        ("> Es kamen 42 Leute.", "Es kamen 42 Leute."),
        ("Es kamen [42 Leute](https://example.org/a).", "Es kamen 42 Leute."),
        ("Es kamen <b>42</b> Leute.<br>Alle gingen.", "Es kamen 42 Leute. Alle gingen."),
        ("Es kamen \\(\\boxed{42}\\) Leute.", "Es kamen 42 Leute."),
        ("Es kamen 42 Leute\n\nAlle gingen.", "Es kamen 42 Leute. Alle gingen."),
        ("__Forty-two__ people.", "Forty-two people."),
    ],
)
def test_markdown_becomes_plain_sentences(raw: str, text: str) -> None:
    draft = clean_draft(raw, QUESTION)
    assert draft.text == text
    assert draft.usable


@pytest.mark.parametrize(
    "raw",
    [
        "Es kamen 42 Leute.\n\nQuellen:\n- Text 1\n- Text 2",
        "Es kamen 42 Leute.\nSources: [1], [2]",
        "Es kamen 42 Leute. Sources: text 1",
        "Es kamen 42 Leute.\n**Quellen:**\n1. Stadtrat",
        "Es kamen 42 Leute.\n\n来源：文本1",
        "Es kamen 42 Leute.\n\nالمصادر: النص 1",
        "Es kamen 42 Leute (Quelle: Text 1).",
        "Es kamen 42 Leute. (Fuente: texto 2)",
        "Es kamen 42 Leute.\n## References\nText 1",
        "Es kamen 42 Leute.\n\n[1]: Nerletaler Bote",
        "Es kamen 42 Leute.\nFundstellen: 1",
        "Es kamen 42 Leute.\n\nExplanation:\n1. The text says so.\n2. It is clear.",
        "Es kamen 42 Leute. (Note: in German.)",
        "Es kamen 42 Leute.\nИсточники: текст 1",
    ],
)
def test_its_own_list_of_sources_is_cut(raw: str) -> None:
    assert clean_draft(raw, QUESTION).text == "Es kamen 42 Leute."


@pytest.mark.parametrize(
    "raw",
    [
        "Antwort: Es kamen 42 Leute.",
        "**Antwort:** Es kamen 42 Leute.",
        "Antwort auf Deutsch: Es kamen 42 Leute.",
        "Answer in German: Es kamen 42 Leute.",
        "Answer (German): Es kamen 42 Leute.",
        "The answer is: Es kamen 42 Leute.",
        "A: Es kamen 42 Leute.",
        "Kurze Antwort: Es kamen 42 Leute.",
        "Text 1 nennt eine Zahl, Text 2 nicht.\n\nAntwort: Es kamen 42 Leute.",
        "Antwort: Es kamen 42 Leute.\n\nIn German:\nEs kamen zweiundvierzig Leute.",
        "Es kamen 42 Leute. [\n\n",
        "答案在中文中是：Es kamen 42 Leute.",
        "Odpowiedź: Es kamen 42 Leute.",
        "الإجابة: Es kamen 42 Leute.",
        "답변: Es kamen 42 Leute.",
        "答え：Es kamen 42 Leute.",
        "Question: Wie viele Leute kamen?\nAnswer: Es kamen 42 Leute.",
        "Texts:\n1. Ein Text.\n\nQuestion: Wie viele?\n\nAnswer in German: Es kamen 42 Leute.",
        "Es kamen 42 Leute.\n\nQuestion: Wer kam?\nAnswer: Der Rat.",
        "Es kamen 42 Leute.\n\nTexts:\n1. Der Rat tagte.",
        "Es kamen 42 Leute.<|im_end|>\n<|im_start|>user\nWer kam?",
        "<|im_start|>assistant\nEs kamen 42 Leute.",
        "assistant\nEs kamen 42 Leute.",
        "Es kamen 42 Leute.</s>",
        "Es kamen 42 Leute.<|endoftext|>Human: Wer?",
        "Es kamen 42 Leute.<end_of_turn>",
        "[/INST] Es kamen 42 Leute.",
        "<think>The user asks how many.</think>\n\nEs kamen 42 Leute.",
        "The user asks how many.</think>Es kamen 42 Leute.",
        "<think></think>Es kamen 42 Leute.",
        "<answer>Es kamen 42 Leute.</answer>",
        "Sure! Here is the answer: Es kamen 42 Leute.",
        "Certainly! Es kamen 42 Leute.",
        "Natürlich! Es kamen 42 Leute.",
        "当然！Es kamen 42 Leute.",
        "As an AI language model, I cannot browse. Es kamen 42 Leute.",
        "Als KI habe ich keine Meinung. Es kamen 42 Leute.",
        "作为一个人工智能语言模型，我没有观点。Es kamen 42 Leute.",
        "Wie viele Leute kamen? Es kamen 42 Leute.",
        "Wie viele Leute kamen? - Es kamen 42 Leute.",
        "Es kamen 42 Leute. Es kamen 42 Leute.",
    ],
)
def test_what_stands_around_the_answer_is_cut(raw: str) -> None:
    draft = clean_draft(raw, QUESTION)
    assert draft.text == "Es kamen 42 Leute."
    assert draft.usable
    assert not draft.partly or "AI" in raw or "KI" in raw or "作为" in raw


def test_what_leads_to_the_question_may_begin_an_answer() -> None:
    question = "Die Stelle ist befristet. Wann endet sie?"
    raw = "Die Stelle ist befristet. Sie endet im Mai."
    assert clean_draft(raw, question).text == raw
    assert clean_draft("Die Stelle ist befristet.", question).problem is Problem.ECHOES
    assert clean_draft("Wann endet sie? Im Mai.", question).text == "Im Mai."


def test_a_later_refusal_is_cut_and_told() -> None:
    raw = "Es kamen 42 Leute. Wer sie rief, wird in den Texten nicht erwähnt."
    assert clean_draft(raw, QUESTION) == Draft("Es kamen 42 Leute.", partly=True)
    first = "Die Texte nennen keine Zahl. Sie nennen nur den Ort."
    assert clean_draft(first, QUESTION).problem is Problem.REFUSES


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("[3]", "empty"),
        ("...", "empty"),
        ("**", "empty"),
        ("| |\n|---|", "empty"),
        ("<think>Let me look at the texts", "empty"),
        ("<|im_end|>", "empty"),
        ("```\n```", "empty"),
        ("Answer:", "empty"),
        ("\u200b\ufeff", "empty"),
        ("NO ANSWER", "refuses"),
        ("НО ANSWER", "refuses"),
        ("NO_ANSWER.", "refuses"),
        ("**NO ANSWER**", "refuses"),
        ("As an AI language model, I cannot answer that.", "refuses"),
        ("Der Rat tagte. " * 40, "loops"),
        ("Der Rat tagte heute.\n" * 3, "loops"),
        ("ja " * 60, "loops"),
        ("la" * 200, "loops"),
        ("桥桥桥桥桥桥桥桥桥桥桥桥", "loops"),
        (
            "Es kam wer will denn. Einer ging. Es kam wer will denn. Zwei. Es kam wer will denn.",
            "loops",
        ),
        ("Wie viele Leute kamen?", "echoes"),
        ("Wie viele Leute kamen? Wie viele Leute kamen?", "echoes"),
        ("Frage: Wie viele Leute kamen?", "echoes"),
    ],
)
def test_a_draft_that_is_no_answer_says_why(raw: str, problem: str) -> None:
    draft = clean_draft(raw, QUESTION)
    assert draft.problem == problem
    assert not draft.usable


@pytest.mark.timeout(20)
def test_an_endless_draft_is_read_in_seconds() -> None:
    words = [f"Wort{number}" for number in range(40_000)]
    assert clean_draft(" ".join(words), QUESTION).usable
    assert clean_draft("Der Rat tagte wieder. " * 50_000, QUESTION).problem is Problem.LOOPS
    for piece in ("[", "(", "*", "_", "<", "|", "#", "`", "> ", "- ", "1. ", "\\(", "¹", "„", " "):
        clean_draft(piece * 20_000 + "x", QUESTION)


@given(st.text(max_size=300))
def test_any_text_has_an_end_and_cleaning_twice_changes_nothing_more(raw: str) -> None:
    draft = clean_draft(raw, QUESTION)
    assert draft.usable == (draft.problem is None)
    assert draft.text == draft.text.strip()
    if draft.usable:
        assert any(sign.isalnum() for sign in draft.text)
        assert "\n" not in draft.text
