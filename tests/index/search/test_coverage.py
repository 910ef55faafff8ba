import math
from pathlib import Path

import numpy as np
import pytest

import index.search
from index.interfaces import WordEmbedder
from index.search.coverage import (
    best_windows,
    covered,
    missing_numbers,
    weigh,
    weighed_by_meaning,
    word_matches,
)
from index.search.language_shift import FILE, moved_to_german
from index.search.vectors import VectorTable
from index.search.vocabulary import SentenceWords, Vocabulary
from index.text.sentences import sentence_spans
from index.text.words import packed, question_words, words_by_sentence

TEXT = (
    "Die Feuerwehr löschte am Montag eine brennende Scheune. Verletzt wurde niemand. "
    "Der Bürgermeister lobte die schnelle Hilfe. Die Schule bekommt ein Gewächshaus. "
    "Das Gewächshaus bezahlt der Förderverein."
)


@pytest.fixture(scope="module")
def corpus(word_embedder: WordEmbedder) -> tuple[Vocabulary, SentenceWords]:
    sentences = words_by_sentence(TEXT, sentence_spans(TEXT))
    known = sorted({word for words in sentences for word in words})
    ids = {word: at for at, word in enumerate(known, start=1)}
    vectors = np.zeros((len(known) + 1, 512), dtype=np.float16)
    vectors[1:] = word_embedder.embed_words(known)
    words = SentenceWords.of([(7, packed(sentences, ids))])
    counts = words.sentence_counts(len(vectors))
    return Vocabulary(ids, VectorTable(vectors), counts, len(sentences)), words


@pytest.mark.parametrize(
    ("question", "language", "sentence"),
    [
        ("Wer löschte die Scheune?", "de", 0),
        ("Which firefighters put out the burning barn?", "en", 0),
        ("Hat der Bürgermeister jemanden gelobt?", "de", 2),
        ("¿Qué escuela recibió un invernadero?", "es", 3),
        ("学校得到了什么？", "zh", 3),
    ],
)
def test_the_sentence_that_answers_is_covered_best(
    corpus: tuple[Vocabulary, SentenceWords],
    word_embedder: WordEmbedder,
    question: str,
    language: str,
    sentence: int,
) -> None:
    vocabulary, words = corpus
    asked = weigh(question, language, vocabulary, word_embedder)
    matches = word_matches(asked, np.arange(5), words, vocabulary)
    assert matches.shape == (len(asked), 5)
    assert int(covered(asked, matches).argmax()) == sentence


def test_a_rare_word_weighs_more_than_a_frequent_one(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, _ = corpus
    asked = weigh("Scheune Gewächshaus", "de", vocabulary, word_embedder)
    assert asked.weights[0] == pytest.approx(math.log(6 / 2))
    assert asked.weights[1] == pytest.approx(math.log(6 / 3))
    assert asked.best.tolist() == [1, 1]


def test_a_word_that_nothing_in_the_corpus_resembles_weighs_like_a_missing_one(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, _ = corpus
    asked = weigh("Xylophonquartett", "de", vocabulary, word_embedder)
    assert asked.best[0] < 0.55
    assert asked.weights[0] == pytest.approx(0.8 * math.log(6))


def test_a_question_of_function_words_covers_nothing(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, words = corpus
    asked = weigh("Was ist das?", "de", vocabulary, word_embedder)
    assert len(asked) == 0
    matches = word_matches(asked, np.arange(5), words, vocabulary)
    assert covered(asked, matches).tolist() == [0] * 5
    assert best_windows(asked, matches, np.array([0])).coverage.tolist() == [0]


def test_windows_stay_in_their_passage_and_have_three_sentences_where_there_are(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, words = corpus
    asked = weigh("Gewächshaus", "de", vocabulary, word_embedder)
    matches = word_matches(asked, np.arange(5), words, vocabulary)
    found = best_windows(asked, matches, np.array([0, 4]))
    assert found.coverage == pytest.approx([1, 1], abs=1e-3)
    assert (found.first[0], found.end[0]) == (1, 4)
    assert (found.first[1], found.end[1]) == (4, 5)


def test_windows_cover_as_much_as_the_best_of_all_runs(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, words = corpus
    asked = weigh("Which school thanked the fire brigade?", "en", vocabulary, word_embedder)
    matches = word_matches(asked, np.arange(5), words, vocabulary)
    runs = [float(covered(asked, matches[:, a : a + 3].max(axis=1)[:, None])[0]) for a in range(3)]
    assert best_windows(asked, matches, np.array([0])).coverage[0] == pytest.approx(max(runs))


def test_words_of_a_script_without_spaces_are_pieces(word_embedder: WordEmbedder) -> None:
    found = question_words("谁是这座城市的市长？", "zh", word_embedder.pieces)
    assert "市长" in "".join(found)
    assert "的" not in found
    assert "？" not in found


def test_numbers_of_the_question_that_stand_nowhere_are_counted() -> None:
    assert missing_numbers("Was geschah 2024 in Halle 7?", ["Im Jahr 2024", "um 17 Uhr"]) == 1
    assert missing_numbers("Was geschah?", []) == 0


def test_sentence_counts_count_sentences_not_occurrences() -> None:
    words = SentenceWords.of([(1, np.array([1, 1, 2, -1, 1, -1, -1])), (2, np.array([2, -1]))])
    assert words.sentence_counts(4).tolist() == [0, 2, 2, 0]
    assert words.first == {1: 0, 2: 3}
    assert len(words.starts) == 4


def test_a_foreign_word_that_is_quoted_once_weighs_as_what_it_means(
    word_embedder: WordEmbedder,
) -> None:
    known = ["first", "erste", "Scheune"]
    ids = {word: at for at, word in enumerate(known, start=1)}
    vectors = np.zeros((4, 512), dtype=np.float16)
    vectors[1:] = word_embedder.embed_words(known)
    counts = np.array([0, 1, 40, 3], dtype=np.int32)
    vocabulary = Vocabulary(ids, VectorTable(vectors), counts, 100)
    written = weigh("first barn", "en", vocabulary, word_embedder)
    meant = weighed_by_meaning(written, "en", vocabulary)
    assert written.weights[0] == pytest.approx(math.log(101 / 2))
    assert meant.weights[0] == pytest.approx(math.log(101 / 41))
    assert meant.weights[1] > meant.weights[0]


def test_of_a_corpus_without_repeated_words_no_word_is_common(
    corpus: tuple[Vocabulary, SentenceWords], word_embedder: WordEmbedder
) -> None:
    vocabulary, _ = corpus
    meant = weighed_by_meaning(
        weigh("barn greenhouse", "en", vocabulary, word_embedder), "en", vocabulary
    )
    assert meant.weights == pytest.approx([0.8 * math.log(6)] * 2)


def test_words_lose_what_their_language_adds_to_all_of_them(word_embedder: WordEmbedder) -> None:
    chinese = word_embedder.embed_words(["消防队", "市长", "学校", "温室"])
    moved = moved_to_german(chinese, "zh-CN")
    assert np.linalg.norm(moved, axis=1) == pytest.approx([1] * 4, abs=1e-5)
    with np.load(Path(index.search.__path__[0]) / FILE) as shifts:
        shift = shifts["zh"].astype(np.float32)
    assert np.linalg.norm(shift) > 0.1
    assert moved @ shift == pytest.approx(
        (chinese @ shift - shift @ shift) / np.linalg.norm(chinese - shift, axis=1), abs=1e-5
    )
    assert (moved @ shift < chinese @ shift).all()


@pytest.mark.parametrize("language", ["de", "xx", ""])
def test_german_words_and_those_of_unmeasured_languages_stay(language: str) -> None:
    vectors = np.eye(3, 512, dtype=np.float32)
    assert moved_to_german(vectors, language) is vectors
