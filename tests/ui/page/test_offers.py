import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.records import Article, ArticleInfo
from ui.page.offers import Offer, Written, offered, quoted_people
from ui.page.resources import offers

ROOT = Path(__file__).parents[3]
WRITTEN, PATTERNS = offers()


@dataclass
class Shelf:
    """A store in memory."""

    articles: list[Article]

    def infos(self) -> list[ArticleInfo]:
        return [
            ArticleInfo(
                *(each.article_id, each.title, each.date, None, each.source, None, "", 1, 1)
            )
            for each in self.articles
        ]

    def article(self, article_id: str) -> Article:
        return next(each for each in self.articles if each.article_id == article_id)


SHELF = Shelf(
    [
        Article("a", "Text eins.", "Alte Mühle", "2024-01-01"),
        Article("b", "„Nein“, sagte Rektorin Ute Ahlers. Und weg.", "Neue Schule", "2025-05-05"),
        Article("c", "Trainer Jens Kolb sagte nichts, so Rektorin Ute Ahlers.", "Tor", None),
        Article("d", "", "x" * 200, "2026-01-01"),
    ]
)


def test_the_newest_articles_and_who_is_quoted_give_a_question_a_language() -> None:
    assert offered(SHELF, (), PATTERNS) == [
        Offer("de", "Worum geht es in „Neue Schule“?"),
        Offer("en", "What does Ute Ahlers say?"),
        Offer("fr", "De quoi parle « Alte Mühle » ?"),
        Offer("tr", "Jens Kolb ne diyor?"),
    ]


def test_the_same_index_gives_the_same_questions_in_whatever_order_it_is_told() -> None:
    turned = Shelf(SHELF.articles[::-1])
    assert offered(turned, (), PATTERNS) == offered(SHELF, (), PATTERNS)


def test_what_was_written_by_hand_goes_with_its_articles() -> None:
    written = [Written("de", f"Frage {number}?", "Alte Mühle") for number in range(4)]
    assert [each.question for each in offered(SHELF, written, PATTERNS)] == [
        *("Frage 0?", "Frage 1?", "Frage 2?", "Frage 3?")
    ]
    gone = [Written("de", "Frage?", "Nicht im Index")] * 4
    assert offered(SHELF, gone, PATTERNS) == offered(SHELF, (), PATTERNS)


def test_an_empty_index_offers_nothing() -> None:
    assert offered(Shelf([]), WRITTEN, PATTERNS) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("„Es reicht“, sagte Museumsleiter Dr. Henrik Sasse.", ["Henrik Sasse"]),
        ("Das erklärte die Vorsitzende Wiebke Tarnow am Montag.", ["Wiebke Tarnow"]),
        ("Trainer Jens-Peter Kolb sagte ab.", ["Jens-Peter Kolb"]),
        ("sagte Bürgermeisterin Dr. Nein", []),
        ("Er sagte Termine ab, Freie Fahrt.", []),
        ("sagte Sprecher Max Moritz Mustermann", []),
        ("", []),
    ],
)
def test_people_are_known_by_what_they_are_and_that_they_speak(
    text: str, people: list[str]
) -> None:
    shelf = Shelf([Article("a", text)])
    assert quoted_people(shelf, shelf.infos()) == people


def test_a_title_can_not_fill_in_anything_but_itself() -> None:
    shelf = Shelf([Article("a", "", "{name} {0.__class__} %s\n${x}", "2024-01-01")])
    (offer, *_) = offered(shelf, (), PATTERNS)
    assert offer.question == "Worum geht es in „{name} {0.__class__} %s ${x}“?"


def test_the_questions_written_by_hand_are_about_articles_of_the_corpus() -> None:
    heads = [path.read_text("utf-8") for path in (ROOT / "corpus").glob("*.md")]
    titles = {
        json.loads(found[1])
        for head in heads
        if (found := re.search(r"^title: (\".*\")$", head, re.M))
    }
    assert {each.title for each in WRITTEN} <= titles
    assert len(WRITTEN) == len(PATTERNS) == 4
