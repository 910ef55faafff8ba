from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.lexical import LexicalIndex, Segment, grams, load, save

TEXTS = {
    1: "Der Stadtrat hat die Sanierung des Hallenbads beschlossen.",
    4: "Die Feuerwehr pumpte nach dem Starkregen Keller leer.",
    9: "Das Hallenbad bleibt bis März geschlossen, sagte die Bürgermeisterin.",
}


def index_of(texts: dict[int, str]) -> LexicalIndex:
    return LexicalIndex().updated(np.array(sorted(texts)), texts)


def text_grams(text: str) -> list[str]:
    return sorted(int(code).to_bytes(8, "big").decode("utf-16-be") for code in grams(text))


def test_grams_are_the_four_character_windows_of_marked_words() -> None:
    assert text_grams("Bad Ems") == ["_bad", "_ems", "bad_", "ems_"]
    assert text_grams("ab") == ["_ab_"]
    assert text_grams("x der die das und") == []


def test_only_passages_that_share_words_score_and_compounds_count() -> None:
    scores = index_of(TEXTS).scores("Wann öffnet das Hallenbad wieder?")
    assert scores[1] == 0
    assert scores[0] > 0
    assert scores[2] > 0


def test_a_question_made_of_the_passage_is_near_its_upper_bound_and_no_score_is_above() -> None:
    index = index_of(TEXTS)
    for place, text in enumerate(TEXTS.values()):
        scores = index.scores(text)
        assert scores.argmax() == place
        assert 0.3 < scores[place] <= 1


def test_terms_that_the_corpus_lacks_lower_the_score() -> None:
    index = index_of(TEXTS)
    known = index.scores("Hallenbad")[0]
    assert index.scores("Hallenbad Quetzalcoatl Yggdrasil")[0] < known / 2


@pytest.mark.parametrize("question", ["", "???", "der die das", "游泳池", "🙂"])
def test_a_question_without_known_terms_scores_nothing(question: str) -> None:
    assert not index_of(TEXTS).scores(question).any()


def test_an_empty_index_scores_nothing() -> None:
    assert len(LexicalIndex().scores("Hallenbad")) == 0


def test_updating_equals_building_anew() -> None:
    more = TEXTS | {12: "Am Hallenbad wird gebaut.", 15: "Der Pegel der Nerle sank."}
    del more[4]
    updated = index_of(TEXTS).updated(np.array([1, 9, 12, 15]), {12: more[12], 15: more[15]})
    anew = index_of(more)
    for question in ("Hallenbad gebaut", "Pegel", "Feuerwehr", "Stadtrat"):
        np.testing.assert_allclose(updated.scores(question), anew.scores(question), rtol=1e-6)


def test_what_is_missing_is_what_no_segment_holds() -> None:
    assert index_of(TEXTS).missing(np.array([1, 4, 20])).tolist() == [20]
    assert LexicalIndex().missing(np.array([3])).tolist() == [3]


def test_saved_and_loaded_it_scores_the_same(tmp_path: Path) -> None:
    index = index_of(TEXTS).updated(np.array([1, 9]), {})
    save(index, tmp_path / "lexical.npz")
    loaded = LexicalIndex.of(load(tmp_path / "lexical.npz"), np.array([1, 9]))
    assert loaded.missing(np.array([1, 9])).tolist() == []
    np.testing.assert_array_equal(loaded.scores("Hallenbad"), index.scores("Hallenbad"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"no archive"])
def test_a_torn_file_is_no_segment(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lexical.npz").write_bytes(content)
    assert load(tmp_path / "lexical.npz") == ()
    assert load(tmp_path / "none.npz") == ()


@given(st.lists(st.text(alphabet="abäß _-1x ", max_size=40), min_size=1, max_size=6), st.data())
def test_any_sequence_of_updates_equals_building_anew(
    texts: list[str], data: st.DataObject
) -> None:
    index = LexicalIndex()
    held: dict[int, str] = {}
    gone = st.booleans()
    for number, text in enumerate(texts, start=1):
        if held and bool(data.draw(gone)):
            held.pop(data.draw(st.sampled_from(sorted(held))))
        held[number] = text
        index = index.updated(np.array(sorted(held)), {number: text})
    anew = LexicalIndex.of((Segment.build(sorted(held.items())),), np.array(sorted(held)))
    np.testing.assert_allclose(index.scores(texts[0]), anew.scores(texts[0]), rtol=1e-5)
