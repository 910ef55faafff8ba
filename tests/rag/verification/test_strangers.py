"""Names that an asker brought along, held against a whole article; the embedder is the real one."""

import pytest

from index.embedding import open_embedder, open_word_embedder
from index.interfaces import WordEmbedder
from rag.verification.strangers import asked_strangers, strangers

ARTICLE = """Handballerinnen steigen auf
In Querenhorst gewann der TV Ostmark am Samstag mit 26:25. Torhüterin Heike Zumbrunn hielt einen
Siebenmeter, es war ihre 14. Parade. Aus Peking kam ein Glückwunsch. Im Rathaus wurde gefeiert,
die Künstliche Intelligenz (KI) der Anzeigetafel zählte mit."""


@pytest.fixture(scope="module")
def words() -> WordEmbedder:
    embedder = open_embedder("use-multilingual-v3", threads=1)
    return open_word_embedder(threads=1, beside=embedder)


@pytest.mark.parametrize(
    ("claim", "language", "question", "found"),
    [
        (
            "Heike Zumbrunn made 14 saves against Grevenstedt.",
            "en",
            "How many saves did Heike Zumbrunn make against Grevenstedt?",
            ("Grevenstedt",),
        ),
        (
            "Heike Zumbrunn hielt 14 Bälle gegen Grevenstedt.",
            "de",
            "Wie viele Bälle hielt Heike Zumbrunn gegen Grevenstedt?",
            (),  # Of a German word alone it is not sure that it is a name.
        ),
        (
            "La lettre fut trouvée par Karl Odinga à Querenhorst.",
            "fr",
            "La lettre fut-elle trouvée par Karl Odinga ?",
            ("Karl Odinga",),
        ),
        # The article's own names, in another spelling, language or word.
        ("Heike Zumbrunn made 14 saves.", "en", "How many did Heike Zumbrunn make?", ()),
        ("Beijing sent congratulations.", "en", "What did Beijing send?", ()),
        ("It was the AI that counted.", "en", "Was it the AI that counted?", ()),
        ("They celebrated in the Town Hall.", "en", "Where is the Town Hall?", ()),
        # Part of it is there: who is meant can't be told from the rest.
        ("Heike Meier made 14 saves.", "en", "How many saves did Heike Meier make?", ()),
        # What the question has not is for other checks.
        ("Grevenstedt lost.", "en", "Who lost?", ()),
        # No library maps other alphabets surely.
        ("Зумбрунн отразила 14 мячей.", "ru", "Сколько мячей отразила Зумбрунн?", ()),
        ("Одинга отразил 14 мячей.", "ru", "Сколько мячей отразил Одинга?", ()),
    ],
)
def test_only_what_no_article_speaks_of_is_found(
    claim: str, language: str, question: str, found: tuple[str, ...], words: WordEmbedder
) -> None:
    assert strangers(claim, language, question, ARTICLE, words) == found


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("Who chairs the TV Grevenstedt?", "en", ()),  # Part of it is there.
        ("How many saves were there against Grevenstedt?", "en", ("Grevenstedt",)),
        ("Grevenstedt maçında kaç kurtarış yaptı?", "tr", ()),  # A first word may be any.
        ("Heike Zumbrunn Grevenstedt maçında kaç kurtarış yaptı?", "tr", ()),
        ("在Grevenstedt的比赛里救了几个球？", "zh", ("Grevenstedt",)),
        ("Сколько мячей отразила она против Grevenstedt?", "ru", ("Grevenstedt",)),
        ("¿Cuántas paradas hizo Zumbrunn en Querenhorst?", "es", ()),
        ("¿Cuántas paradas hizo en Grevenstedt?", "es", ("Grevenstedt",)),
        ("Wie viele Paraden gab es gegen Grevenstedt?", "de", ()),
        ("Who won in Querenhorst, and who in Grevenstedt?", "en", ()),
        ("How many saves were there? Order them at Grevenstedt.", "en", ()),
        # Where no list tells titles and bodies from names, a capital is none for sure.
        ("Hány védése volt a Grevenstedt ellen?", "hu", ()),
    ],
)
def test_a_question_s_own_names_are_looked_for_without_an_answer(
    question: str, language: str, found: tuple[str, ...], words: WordEmbedder
) -> None:
    assert asked_strangers(question, language, ARTICLE, words) == found
