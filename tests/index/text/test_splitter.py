import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article, Span, SplitArticle
from index.text.normalise import normalise
from index.text.splitter import split_article

WORDS = st.text("abcdeäöü", min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=60).map(lambda words: " ".join(words) + ".")
TEXTS = (
    st.lists(
        st.tuples(SENTENCES, st.sampled_from([" X ", "\n", "\n\n"])).map("".join), max_size=30
    ).map("".join)
    | st.text()
)


def article(text: str) -> Article:
    return Article(article_id="a", text=normalise(text))


def sentences_of(split: SplitArticle, first: int, end: int) -> tuple[Span, ...]:
    return split.sentences[first:end]


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS)
def test_passages_tile_the_sentences_in_order_and_slice_exactly(text: str) -> None:
    split = split_article(article(text))
    assert [p.first_sentence for p in split.passages[1:]] == [
        p.end_sentence for p in split.passages[:-1]
    ]
    if split.sentences:
        assert split.passages[0].first_sentence == 0
        assert split.passages[-1].end_sentence == len(split.sentences)
    for passage in split.passages:
        own = sentences_of(split, passage.first_sentence, passage.end_sentence)
        assert (passage.start, passage.end) == (own[0].start, own[-1].end)
    covered = "".join(split.article.text[s.start : s.end] for s in split.sentences)
    assert "".join(covered.split()) == "".join(split.article.text.split())


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS, st.integers(20, 400), st.integers(0, 400))
def test_nothing_is_longer_than_the_maximum(text: str, target: int, more: int) -> None:
    split = split_article(article(text), target_characters=target, max_characters=target + more)
    spans = [(p.start, p.end) for p in split.passages]
    assert all(end - start <= target + more for start, end in spans)
    assert all(0 < s.end - s.start <= target + more for s in split.sentences)


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS)
def test_a_last_passage_that_fits_into_the_one_before_it_does_not_exist(text: str) -> None:
    passages = split_article(article(text), target_characters=300, max_characters=400).passages
    assert all(passages[-1].end - passage.start > 400 for passage in passages[:-1])


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS)
def test_pieces_tile_their_passage_and_only_a_lone_piece_is_short(text: str) -> None:
    split = split_article(article(text))
    for passage in split.passages:
        own = sentences_of(split, passage.first_sentence, passage.end_sentence)
        assert passage.pieces[0].start == passage.start
        assert passage.pieces[-1].end == passage.end
        assert {piece.start for piece in passage.pieces} <= {span.start for span in own}
        assert {piece.end for piece in passage.pieces} <= {span.end for span in own}
        assert all(a.end <= b.start for a, b in itertools.pairwise(passage.pieces))
        if len(passage.pieces) > 1:
            assert all(piece.end - piece.start >= 100 for piece in passage.pieces)


@settings(deadline=None)  # a shared machine may pause at any moment
@given(TEXTS, st.integers(1, 3))
def test_overlapping_passages_share_sentences_and_still_come_to_the_end(
    text: str, overlap: int
) -> None:
    split = split_article(article(text), overlap_sentences=overlap)
    for one, other in itertools.pairwise(split.passages):
        assert other.first_sentence == max(one.end_sentence - overlap, one.first_sentence + 1)
        assert other.end_sentence > one.end_sentence
    if split.sentences:
        assert split.passages[-1].end_sentence == len(split.sentences)


def test_a_long_article_has_passages_of_nearly_equal_length() -> None:
    text = " ".join(f"Satz {number} ist fast so lang wie jeder andere." for number in range(100))
    lengths = [p.end - p.start for p in split_article(article(text)).passages]
    assert min(lengths) > 0.85 * max(lengths)
    assert 750 < sum(lengths) / len(lengths) < 950


def test_a_short_article_is_one_passage() -> None:
    split = split_article(article("Der Rat tagt. Alle kommen."))
    assert len(split.sentences) == 2
    assert [(p.start, p.end) for p in split.passages] == [(0, 26)]


def test_a_rest_of_thirty_characters_is_no_passage() -> None:
    text = ("Wort " * 160).strip() + ". Nur noch dieser kurze Satz."
    assert len(split_article(article(text)).passages) == 1


def test_a_sentence_without_a_stop_is_cut_at_blanks() -> None:
    split = split_article(article("Wort " * 1000))
    pieces = [split.article.text[s.start : s.end] for s in split.sentences]
    assert len(pieces) > 3
    assert all(set(piece.split()) == {"Wort"} for piece in pieces)


def test_a_word_longer_than_any_passage_is_cut_all_the_same() -> None:
    split = split_article(article("x" * 5000))
    assert "".join(split.article.text[s.start : s.end] for s in split.sentences) == "x" * 5000


def test_an_empty_article_has_neither_sentences_nor_passages() -> None:
    split = split_article(article(""))
    assert (split.sentences, split.passages) == ((), ())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"target_characters": 0}, "target_characters=0"),
        ({"target_characters": 1300}, "max_characters=1200"),
        ({"overlap_sentences": -1}, "at least 0; got -1"),
        ({"piece_characters": 0}, "at least 1; got 0"),
    ],
)
def test_impossible_numbers_are_refused(arguments: dict[str, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        split_article(article("Der Rat tagt."), **arguments)
