"""Sources of a peer are places of articles, to the character."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.dataset.reading import read_questions
from evals.dataset.sets import built_in_sets
from evals.peers.concatenated import chunks_of
from evals.peers.cutting import places_of
from index.cleaning import clean
from index.readers import reader_for
from index.records import Article, Span
from index.updating.roots import scan_root

TEXT = "Das Bad öffnet. Es kostet 3 Euro. Das Bad öffnet. Der Eintritt ist frei."
BAD = Article("bad", TEXT)
CORPUS = Path(__file__).parents[3] / "corpus"


def _articles() -> Iterator[Article]:
    for file in scan_root(CORPUS).files:
        for raw in reader_for(file.path).read(file.path).articles:
            yield clean(raw, article_id=file.relative, path=str(file.path))


def test_pieces_that_overlap_or_repeat_have_the_places_they_were_cut_from() -> None:
    pieces = ["Das Bad öffnet. Es kostet", "Es kostet 3 Euro.", "Das Bad öffnet."]
    found = places_of(BAD, pieces)
    assert [(place.start, place.end) for place in found] == [(0, 25), (16, 33), (34, 49)]
    assert all(TEXT[place.start : place.end] == place.text for place in found)
    assert {place.article for place in found} == {"bad"}


def test_a_piece_is_looked_for_in_the_part_that_was_cut() -> None:
    (found,) = places_of(BAD, ["Das Bad öffnet."], Span(20, len(TEXT)))
    assert found.start == 34


@pytest.mark.parametrize("piece", ["Das Hallenbad öffnet.", "Es kostet 3 Euro. Das Bad schließt."])
def test_a_piece_that_stands_nowhere_is_an_error(piece: str) -> None:
    with pytest.raises(ValueError, match="does not stand in bad"):
        places_of(BAD, [piece])


def test_every_gold_sentence_of_the_dev_questions_stands_in_a_chunk() -> None:
    wanted = {
        (evidence.doc, evidence.quote)
        for line in read_questions(built_in_sets()[0])[0]
        for evidence in line.question.evidence
    }
    chunks = chunks_of(list(_articles()))
    texts = [(chunk.article, chunk.text) for chunk in chunks]
    missing = [w for w in wanted if not any(w[0] == doc and w[1] in text for doc, text in texts)]
    assert not missing


def test_long_texts_are_cut_into_chunks_that_share_their_edges() -> None:
    article = Article("lang", "\n".join(f"Satz {n}: Der Rat tagte wieder." for n in range(400)))
    first, second, *_ = chunks_of([article])
    assert first.start == 0
    assert first.start < second.start < first.end < second.end
    assert article.text[second.start : second.end] == second.text
