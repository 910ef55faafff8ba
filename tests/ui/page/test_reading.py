from pathlib import Path

import pytest

from index.records import Span
from index.search.searcher import Searcher
from rag.assemble import open_index
from rag.settings import load_settings
from ui.page.reader import german_at
from ui.page.reading import AROUND, newspapers, opened_article
from ui.page.request import Place


@pytest.fixture(scope="module")
def searcher(page_data: Path) -> Searcher:
    settings = load_settings({}, overrides={"data": str(page_data)})
    return open_index(settings, with_chroma=False).searcher


@pytest.fixture(scope="module")
def fire(searcher: Searcher) -> tuple[str, str]:
    """The id and the text of an article."""
    infos = searcher.source.current().articles.values()
    name = next(info.article_id for info in infos if info.article_id.startswith("scheune"))
    return name, searcher.article_sentences(name)[1]


def place(fire: tuple[str, str], sentence: str) -> Place:
    start = fire[1].index(sentence)
    return Place(fire[0], Span(start, start + len(sentence)))


def test_an_article_opens_at_its_sentence_with_the_other_cited_ones_marked(
    searcher: Searcher, fire: tuple[str, str]
) -> None:
    opened, other = place(fire, "Die Feuerwehr rückte"), place(fire, "Verletzt wurde niemand")
    article = opened_article(searcher, opened, [other, opened, Place("else", Span(0, 5))])
    assert article["sentence"] == "Die Feuerwehr rückte"
    assert (article["title"], article["source"], article["date"]) == (
        *("Scheune in Unterwang abgebrannt", "Talbote", "2025-02-03"),
    )
    assert "".join(part["text"] for part in article["parts"]) == fire[1]
    assert [(part["mark"], part["text"]) for part in article["parts"] if part["mark"]] == [
        ("opened", "Die Feuerwehr rückte"),
        ("cited", "Verletzt wurde niemand"),
    ]


def test_a_mark_that_overlaps_the_opened_sentence_is_not_drawn(
    searcher: Searcher, fire: tuple[str, str]
) -> None:
    opened, over = place(fire, "Die Feuerwehr rückte"), place(fire, "rückte mit 42")
    parts = opened_article(searcher, opened, [over])["parts"]
    assert [part["mark"] for part in parts if part["mark"]] == ["opened"]


def test_what_is_not_there_is_said(searcher: Searcher, fire: tuple[str, str]) -> None:
    assert opened_article(searcher, Place("none", Span(0, 5)), []) == {"error": "gone"}
    beyond = Place(fire[0], Span(0, len(fire[1]) + 1))
    assert opened_article(searcher, beyond, []) == {"error": "place"}
    assert german_at(searcher, beyond) is None


def test_a_script_is_no_link(searcher: Searcher) -> None:
    infos = searcher.source.current().articles.values()
    school = next(info.article_id for info in infos if info.article_id.startswith("schule"))
    assert opened_article(searcher, Place(school, Span(0, 5)), [])["url"] is None


def test_a_sentence_is_translated_with_what_its_article_says(
    searcher: Searcher, fire: tuple[str, str]
) -> None:
    german = german_at(searcher, place(fire, "Die Feuerwehr rückte"))
    assert german is not None
    assert (german.text, german.date) == ("Die Feuerwehr rückte", "2025-02-03")


def test_newspapers_are_named_once(searcher: Searcher) -> None:
    assert newspapers(searcher) == ["Talbote"]


def test_of_a_long_article_what_is_around_the_sentence_is_shown(
    searcher: Searcher, fire: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AROUND > 10_000
    monkeypatch.setattr("ui.page.reading.AROUND", 5)
    parts = opened_article(searcher, place(fire, "Die Feuerwehr rückte"), [])["parts"]
    assert [part["text"] for part in parts] == [
        "…",
        "rannt. "[-5:],
        "Die Feuerwehr rückte",
        " mit ",
        "…",
    ]
