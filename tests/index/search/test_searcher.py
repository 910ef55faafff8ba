from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.interfaces import Neighbours
from index.records import Filters
from index.search.ranking import CANDIDATES, exact_candidates
from index.search.searcher import Searcher
from index.updating.build import IndexBuilder

Open = Callable[[], Searcher]


def titles(searcher: Searcher, question: str, filters: Filters | None = None) -> list[str]:
    return [hit.article.title for hit in searcher.search(question, filters=filters).hits]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Wie hoch ist der Schaden in der Scheune?", "Scheune abgebrannt"),
        ("How much damage did the fire do to the barn?", "Scheune abgebrannt"),
        ("¿Cuánto costó el invernadero?", "Schule bekommt Gewächshaus"),
        ("谁赢得了最后一盘国际象棋？", "Schachverein feiert Aufstieg"),
        ("Okula sera kaça mal oldu?", "Schule bekommt Gewächshaus"),
    ],
)
def test_a_question_in_any_language_finds_the_german_article(
    builder: IndexBuilder, folder: Path, open_searcher: Open, question: str, title: str
) -> None:
    builder.update([folder])
    assert titles(open_searcher(), question)[0] == title


def test_a_hit_is_exactly_what_stands_in_the_article(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    for hit in searcher.search("Wie viele Leute hatte die Feuerwehr?").hits:
        spans, text = searcher.article_sentences(hit.article.article_id)
        assert text[hit.start : hit.end] == hit.text
        assert hit.start <= hit.focus.start < hit.focus.end <= hit.end
        assert any(span.start == hit.focus.start for span in spans)
        assert 0 <= hit.scores.lexical <= 1
        assert 0 <= hit.scores.coverage <= 1 + 1e-3


def test_a_corpus_of_function_words_alone_is_searched(
    builder: IndexBuilder, tmp_path: Path, open_searcher: Open
) -> None:
    (tmp_path / "kurz.txt").write_text("Der die das und oder.", encoding="utf-8")
    builder.update([tmp_path / "kurz.txt"])
    (hit,) = open_searcher().search("Wer ist Bürgermeister?").hits
    assert hit.text == "Der die das und oder."
    assert hit.scores.coverage == 0


def test_a_running_search_sees_what_another_process_indexed(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    assert "Neues Freibad" not in titles(searcher, "Wann öffnet das Freibad?")
    (folder / "freibad.txt").write_text("Neues Freibad\n\nDas Freibad öffnet am 1. Juni.\n")
    builder.update([])
    assert titles(searcher, "Wann öffnet das Freibad?")[0] == "Neues Freibad"
    (folder / "freibad.txt").unlink()
    builder.update([])
    assert "Neues Freibad" not in titles(searcher, "Wann öffnet das Freibad?")


def test_an_updated_snapshot_ranks_like_a_fresh_one(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    running = open_searcher()
    running.search("Brand")
    for number in range(4):
        text = f"Notiz {number}\n\nNotiz Nummer {number} zum Brand.\n"
        (folder / f"n{number}.txt").write_text(text)
        builder.update([])
        running.search("Brand")
    (folder / "n1.txt").unlink()
    builder.update([])
    question = "Was steht in der Notiz zum Brand?"
    kept, fresh = running.search(question).hits, open_searcher().search(question).hits
    assert [hit.article for hit in kept] == [hit.article for hit in fresh]
    assert [hit.score for hit in kept] == pytest.approx([hit.score for hit in fresh])


def test_equal_texts_are_one_hit_that_names_the_others(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    text = "Der Bund fördert den Radweg nach Unterwang mit 2,3 Mio. Euro.\n"
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_text(f"---\nid: {name}\ntitle: Agentur\n---\n{text}")
    builder.update([folder])
    hits = open_searcher().search("Wie viel kostet der Radweg?").hits
    assert hits[0].article.article_id == "a"
    assert hits[0].also_in == ("b", "c")
    assert sum(hit.article.title == "Agentur" for hit in hits) == 1


def test_filters_bound_date_and_source(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    question = "Was ist in Unterwang geschehen?"
    assert titles(searcher, question, Filters(since="2025-05-20")) == ["Schule bekommt Gewächshaus"]
    assert titles(searcher, question, Filters(until="2025-02-03")) == ["Scheune abgebrannt"]
    assert len(titles(searcher, question, Filters(source="talbote"))) == 2
    assert titles(searcher, question, Filters(since="2030-01-01")) == []


def test_an_off_topic_question_is_far_and_one_that_is_answered_is_near(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    near = searcher.search("Wie hoch ist laut Polizei der Schaden der Scheune in Unterwang?")
    far = searcher.search("Welche Programmiersprache erfand Guido van Rossum 1991?")
    assert near.nearness > 0 > far.nearness


def test_no_hit_is_reported_twice_and_the_limit_is_kept(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    hits = open_searcher().search("Unterwang", limit=2).hits
    assert [hit.rank for hit in hits] == [1, 2]


class Proposing:
    """A vector database that proposes what the exact scan finds, and keys that nobody knows."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours:
        snapshot = self._searcher.source.current()
        rows = snapshot.passages.vectors.top(vector, limit)
        pieces = snapshot.pieces.vectors.top(vector, limit)
        return Neighbours(
            ("late", *(snapshot.passages.keys[row] for row in rows)),
            (*(snapshot.pieces.keys[row] for row in pieces), "gone"),
        )


def test_a_vector_databases_proposals_end_in_the_same_order_as_the_exact_scan(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    exact = open_searcher()
    by_database = Searcher(exact.source, exact.embedder, exact.word_embedder, Proposing(exact))
    one, other = exact.search("Wer gewann?"), by_database.search("Wer gewann?")
    assert (one.candidates, other.candidates) == ("exact", "chroma")
    assert one.hits == other.hits


def test_candidates_of_the_exact_scan_hold_the_nearest_passage(
    builder: IndexBuilder, folder: Path, open_searcher: Open
) -> None:
    builder.update([folder])
    searcher = open_searcher()
    snapshot = searcher.source.current()
    rows = exact_candidates(snapshot, searcher.embedder.embed_question("Gewächshaus"))
    assert set(rows) <= set(range(len(snapshot.passages.ids)))
    assert len(rows) == min(len(snapshot.passages.ids), CANDIDATES)


def test_what_stands_beside_the_passage_that_resembles_the_question_is_ranked_too(
    builder: IndexBuilder, tmp_path: Path, open_searcher: Open
) -> None:
    months = ("Januar", "März", "Mai", "Juli", "August", "Oktober", "November", "Dezember")
    filler = " ".join(
        f"Im {month} blühen im Wald {at} Blumen, und am Morgen singen dort viele bunte Vögel "
        f"in den {at + 3} Bäumen am Bach hinter dem Dorf, das im {month} {at + 40} Gäste hat, "
        f"von denen {at + 7} schon im Jahr davor da waren und {at + 9} auch bald wiederkommen."
        for at, month in enumerate(months)
    )
    (tmp_path / "mensa.txt").write_text(
        "Neue Mensa\n\nDie Grundschule am Weberhof bekommt eine Mensa.\n\n"
        f"{filler}\n\nBezahlt wird mit 735.000 Euro vom Land.\n",
        encoding="utf-8",
    )
    for at in range(60):
        text = f"Meldung {at}\n\nWas kostet eigentlich das Fahrrad Nummer {at} auf dem Markt?\n"
        (tmp_path / f"meldung-{at}.txt").write_text(text, encoding="utf-8")
    builder.update([tmp_path])
    searcher = open_searcher()
    hits = searcher.search("Was kostet die Mensa der Grundschule am Weberhof?", limit=10).hits
    own = [hit for hit in hits if hit.article.title == "Neue Mensa"]
    assert len(own) == len(searcher.source.current().passages.ids) - 60 > 1
    assert any("735.000" in hit.text for hit in own)
