"""What a figure counts, held against what was asked for; the embedder is the real one."""

import pytest

from index.embedding import open_embedder, open_word_embedder
from index.interfaces import WordEmbedder
from rag.verification.checks import check_claim
from rag.verification.count_checks import count_reasons
from rag.verification.counted import with_nouns
from rag.verification.held import Grounds
from rag.verification.quantities import quantities

TEAMS = "Zur Regatta des Rudervereins Unterwang kamen 22 Mannschaften."
MEMBERS = "Der Verein hat 312 Mitglieder."
DRIVES = "34 Testfahrten unternahm die Initiative."
DETOUR = "Im Mittel dauerte der Umweg 17 Minuten länger."


@pytest.fixture(scope="module")
def words() -> WordEmbedder:
    embedder = open_embedder("use-multilingual-v3", threads=1)
    return open_word_embedder(threads=1, beside=embedder)


@pytest.mark.parametrize(
    ("sentence", "nouns"),
    [
        (TEAMS, ["Mannschaften"]),
        ("Es kamen 2 000 junge Leute und zwei Esel.", ["Leute", "Esel"]),
        ("Drei der Boote sind neu.", [""]),
        ("34 Minuten, 17 Arbeitstage, 30 Prozent, 12 Euro, 18 Uhr", ["", "", "", "", ""]),
        ("Er wurde mit 34 Bürgermeister, Tempo 30 Schilder, 500 Chinesische Yuan", ["", "", ""]),
        ("Drei Abende dauerte es.", [""]),
        ("Die 39-Jährige zahlte 400 Mark.", ["", ""]),
        ("Von 1073 bis 1074 Normannen, 2025 Nerlenfurt.", ["", "", ""]),
        ("Aus 735.000 wurden 574.000 für die Stadt.", ["", ""]),
    ],
)
def test_a_figure_counts_the_noun_behind_it(sentence: str, nouns: list[str]) -> None:
    found = with_nouns(quantities(sentence, "de"), sentence)
    assert [each.counts for each in found] == nouns


@pytest.mark.parametrize(
    ("claim", "language", "codes"),
    [
        ("34 Minuten", "de", ["number_other_unit"]),
        ("34 minutes", "en", ["number_other_unit"]),
        ("34 dakika", "tr", ["number_other_unit"]),
        ("34分钟", "zh", ["number_other_unit"]),
        ("34 %", "de", ["number_other_unit"]),
        ("34", "de", []),
        ("34 test drives", "en", []),
        ("34 Fahrten", "de", []),
    ],
)
def test_what_counts_nouns_has_no_unit(claim: str, language: str, codes: list[str]) -> None:
    reasons = check_claim(claim, language, Grounds((DRIVES,), (DETOUR,), "", None), "")
    assert [reason.code for reason in reasons] == codes


def test_secondary_schools_are_no_seconds() -> None:
    claim = "There are 12 secondary schools."
    grounds = Grounds(("Es gibt 12 Realschulen.",), (), "", None)
    assert check_claim(claim, "en", grounds, "") == ()


@pytest.mark.parametrize(
    ("figure", "question", "language", "evidence"),
    [
        ("22", "Wie viele Mitglieder hat der Ruderverein?", "de", "312 Mitglieder"),
        ("22", "How many members does the rowing club have?", "en", "312 Mitglieder"),
        ("22", "Ilu członków ma klub?", "pl", "312 Mitglieder"),
        ("22", "كم عضوا في النادي؟", "ar", "312 Mitglieder"),
        ("312", "How many members does the rowing club have?", "en", None),
        ("22", "How many teams came to the regatta?", "en", None),
        ("22", "How many crews came to the regatta?", "en", None),
        ("22", "How big is the rowing club?", "en", None),
        ("22 metres", "How many members does the rowing club have?", "en", None),
    ],
)
def test_another_figure_that_counts_what_was_asked_for_is_a_doubt(
    words: WordEmbedder, figure: str, question: str, language: str, evidence: str | None
) -> None:
    cited, beside = (MEMBERS, TEAMS) if figure == "312" else (TEAMS, MEMBERS)
    found = count_reasons((figure, language), (question, language), [cited], [beside], words)
    assert [(each.code, each.evidence) for each in found] == (
        [("counts_other", evidence)] if evidence else []
    )


def test_a_unit_that_was_asked_for_is_nearer_than_another_noun(words: WordEmbedder) -> None:
    question = ("Wie viele Minuten länger dauerte der Umweg?", "de")
    found = count_reasons(("34", "de"), question, [DRIVES], [DETOUR], words)
    assert [(each.claim, each.evidence) for each in found] == [("34 Testfahrten", "17 Minuten")]


def test_where_nothing_else_is_counted_there_is_no_doubt(words: WordEmbedder) -> None:
    question = ("How many members does the rowing club have?", "en")
    assert count_reasons(("22", "en"), question, [TEAMS], ["Es regnete."], words) == []
