import pytest

from index.embedding import open_embedder, open_word_embedder
from index.interfaces import WordEmbedder
from rag.verification.novelty import is_open, says_new


@pytest.fixture(scope="module")
def words() -> WordEmbedder:
    embedder = open_embedder("use-multilingual-v3", threads=1)
    return open_word_embedder(threads=1, beside=embedder)


@pytest.mark.parametrize(
    ("question", "language", "is_it"),
    [
        ("Von welchem Büro stammt der Entwurf?", "de", True),
        ("Hat das Büro gesagt, wer es entwarf?", "de", True),
        (
            "Ist das Haus, von dem der Bericht erzählt und in dem er wohnt, was er sucht?",
            "de",
            False,
        ),
        ("Wer gewann, Ulm oder Bern?", "de", False),
        ("Which firm designed the hall?", "en", True),
        ("Did the firm design the hall?", "en", False),
        ("The bridge is closed. Why?", "en", True),
        ("Who came first, Ulm or Bern?", "en", False),
        ("Salonu hangi firma tasarladı?", "tr", True),
        ("Salonu bu firma mı tasarladı?", "tr", False),
        ("食堂是哪家事务所设计的？", "zh", True),
        ("食堂是这家事务所设计的吗？", "zh", False),
        ("أي شركة صممت القاعة؟", "ar", True),
        ("Какая фирма спроектировала зал?", "ru", True),
        ("Quis fecit?", "la", False),
        ("", "en", False),
    ],
)
def test_open_is_what_asks_for_something_that_it_does_not_name(
    question: str, language: str, *, is_it: bool
) -> None:
    assert is_open(question, language) is is_it


@pytest.mark.parametrize(
    ("answer", "question", "new"),
    [
        (
            ("The engineering firm that designed the canteen is an Ingenieurbüro.", "en"),
            ("What is the name of the engineering firm that designed the canteen?", "en"),
            False,
        ),
        (
            ("The engineering firm that designed the canteen is Kolbe & Reith.", "en"),
            ("What is the name of the engineering firm that designed the canteen?", "en"),
            True,
        ),
        (
            ("Talep fazla olduğu için chine'de satılamıyor.", "tr"),
            ("Talep fazla olduğu için neden Çin'de satılamıyor?", "tr"),
            False,  # "Çin'de" in other letters
        ),
        (("Hansen", "de"), ("Wer schlug Jansen?", "de"), True),
        (("Die Kosten", "de"), ("Was stört die Menschen im Osten?", "de"), True),
        (("水", "zh"), ("谁在睡觉？", "zh"), True),
        (
            ("The canteen was designed because the old one was too small.", "en"),
            ("Why was the canteen designed?", "en"),
            True,
        ),
        (("The bridge was closed.", "en"), ("When was the bridge closed?", "en"), False),
        (("Die Brücke wurde 2024 gesperrt.", "de"), ("When was the bridge closed?", "en"), True),
        (("Es waren 2024 Gäste.", "de"), ("Wie viele Gäste waren es 2024?", "de"), False),
        (("", "en"), ("Why was the canteen designed?", "en"), None),
        (("Yes.", "en"), ("What?", "en"), None),
    ],
)
def test_what_only_says_the_question_again_is_not_new(
    answer: tuple[str, str],
    question: tuple[str, str],
    words: WordEmbedder,
    *,
    new: bool | None,
) -> None:
    assert says_new(answer, question, words) is new
