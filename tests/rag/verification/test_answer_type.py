import pytest

from rag.verification.answer_type import answer_type, english_hint, fits


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Wie viele Kinder kamen?", "de", "figure"),
        ("Wie groß ist der Schaden?", "de", "figure"),
        ("How much damage was done?", "en", "figure"),
        ("¿Cuántas personas vinieron?", "es", "figure"),
        ("Kaç kişi geldi?", "tr", "figure"),
        ("来了多少人？", "zh", "figure"),
        ("كم شخصا جاء؟", "ar", "figure"),
        ("Сколько человек пришло?", "ru", "figure"),
        ("What figure does the town put on the damage?", "en", "figure"),
        ("Wann wurde die Brücke gesperrt?", "de", "date"),
        ("In which year was it built?", "en", "date"),
        ("What year was it built?", "en", "date"),
        ("这座桥什么时候开放？", "zh", "date"),
        ("Wer hat die Orgel gebaut?", "de", "person"),
        ("谁修好了管风琴？", "zh", "person"),
        ("Who paid?", "en", "person"),
        ("Where does the club play?", "en", "place"),
        ("Von welchem Ingenieurbüro stammt der Entwurf?", "de", "person"),
        ("Für welche kleine Firma arbeitet sie?", "de", "person"),
        ("Wie heißt der neue Verein?", "de", "person"),
        ("Wie heiß war es?", "de", "other"),
        ("Welche Brücke ist gesperrt?", "de", "other"),
        ("What's the name of the firm?", "en", "person"),
        ("Which German scholar said so?", "en", "person"),
        ("Which bridge is closed?", "en", "other"),
        ("What is the new hall called?", "en", "person"),
        ("¿En qué universidad enseña?", "es", "person"),
        ("Comment s’appelle le club ?", "fr", "person"),
        ("Hangi şirket tasarladı?", "tr", "person"),
        ("Binayı tasarlayan büronun adı ne?", "tr", "person"),
        ("哪家公司设计了它？", "zh", "person"),
        ("لأي شركة تعمل؟", "ar", "person"),
        ("Какая фирма спроектировала зал?", "ru", "person"),
        ("Warum kam der kranke Mann, wo er doch fehlen sollte?", "de", "other"),
        ("Was that the man who paid in the end for everybody?", "en", "other"),
        ("Neden kapandı?", "tr", "other"),
        ("", "en", "other"),
        ("Quid novi?", "la", "other"),
    ],
)
def test_the_kind_follows_from_the_question_word(question: str, language: str, kind: str) -> None:
    assert answer_type(question, language) == kind


@pytest.mark.parametrize(
    ("kind", "text", "language", "has"),
    [
        ("figure", "It cost 6,400 euros.", "en", True),
        ("figure", "Three people came.", "en", True),
        ("figure", "Many people came.", "en", False),
        ("figure", "来了三个人。", "zh", True),
        ("date", "It opened in May 2024.", "en", True),
        ("date", "It opened later.", "en", False),
        ("date", "Sie öffnet am Montag.", "de", True),
        ("person", "He did.", "en", False),
        ("person", "Heike Zumbrunn did.", "en", True),
        ("person", "The mayor of the town paid it.", "en", True),
        ("person", "Die Polizei", "de", True),
        ("person", "The police", "en", True),
        ("person", "Полиция", "ru", True),
        ("person", "Niemand", "de", True),
        ("person", "6.400 Euro", "de", False),
        ("person", "Am Dienstag", "de", False),
        ("figure", "Nobody was hurt.", "en", True),
        ("figure", "Kostenlos", "de", True),
        ("figure", "没有人受伤", "zh", True),
        ("figure", "Ein Haus", "de", False),
        ("date", "Zu Ostern", "de", True),
        ("date", "Весной", "ru", True),
        ("date", "Le pont a été ouvert", "fr", False),
        ("date", "en été", "fr", True),
        ("other", "Anything.", "en", True),
    ],
)
def test_a_text_fits_when_it_has_what_was_asked_for(
    kind: str, text: str, language: str, *, has: bool
) -> None:
    assert fits(kind, text, language) is has


def test_one_counts_where_things_are_counted() -> None:
    asked = ("How many houses burnt down?", "en")
    assert fits("figure", "Ein Haus", "de", *asked)
    assert not fits("figure", "Ein Haus", "de", "What does it cost?", "en")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What happened when the train derailed?"),
        ("fr", "Qu'est-ce qui a causé l'incendie ?"),
        ("ru", "Что произошло, когда поезд сошёл с рельсов?"),
        ("ru", "Какой размер фонда университета?"),
        ("ja", "市長がいつも使う道は何ですか"),
    ],
)
def test_a_clause_or_a_genitive_asks_for_neither(language: str, question: str) -> None:
    assert answer_type(question, language) == "other"


def test_a_figure_of_the_question_is_no_answer_to_it() -> None:
    question = "How many came to the fair of 2025?"
    assert not fits("figure", "Many came to the fair of 2025.", "en", question)
    spelled = "那里有八千只野猫。有多少只野猫？"
    assert not fits("figure", "有八千只野猫。", "zh", spelled)
    assert fits("figure", "有九千只野猫。", "zh", spelled)
    assert fits("figure", "In 2025 the fair had 300 visitors.", "en", question)


def test_a_prompt_is_told_what_is_wanted_but_for_other() -> None:
    assert "number" in english_hint("figure")
    assert english_hint("other") == ""
