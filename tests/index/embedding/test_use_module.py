from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from index.embedding.use_multilingual import UseMultilingualEmbedder

if TYPE_CHECKING:  # It takes five seconds, which only the process that runs this file is to spend.
    from sentence_transformers import SentenceTransformer

TEXTS = [
    "Die neue Brücke über den Fluss wurde am Montag eröffnet.",
    "",
    "Wo?",
    "The new bridge across the river was opened on Monday. " * 30,
    "新しい橋",
]


@pytest.fixture(scope="module")
def model() -> "SentenceTransformer":
    from index.embedding.use_module import use_sentence_transformer

    return use_sentence_transformer()


def test_it_gives_the_vectors_of_the_product(model: "SentenceTransformer") -> None:
    expected = UseMultilingualEmbedder(threads=1).embed_passages(TEXTS)
    assert np.allclose(model.encode(TEXTS, batch_size=2), expected, atol=5e-6)


def test_queries_and_documents_are_encoded_alike(model: "SentenceTransformer") -> None:
    assert np.array_equal(model.encode_query(TEXTS), model.encode_document(TEXTS))


def test_normalising_keeps_unit_vectors(model: "SentenceTransformer") -> None:
    vectors = model.encode(TEXTS, normalize_embeddings=True, convert_to_tensor=True)
    assert isinstance(vectors, torch.Tensor)
    assert torch.allclose(vectors.norm(dim=1), torch.ones(len(TEXTS)))


def test_a_prompt_goes_before_the_text(model: "SentenceTransformer") -> None:
    assert np.allclose(model.encode("Brücke", prompt="Die "), model.encode("Die Brücke"), atol=5e-6)


def test_it_knows_its_dimension_and_similarity(model: "SentenceTransformer") -> None:
    assert model.get_embedding_dimension() == 512
    similarity = model.similarity(model.encode(TEXTS[:1]), model.encode(TEXTS))
    assert similarity[0].argmax() == 0


def test_a_saved_model_gives_the_same_vectors_when_loaded(
    model: "SentenceTransformer", tmp_path: Path
) -> None:
    model.save_pretrained(str(tmp_path / "use"))
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(tmp_path / "use"), trust_remote_code=True, device="cpu")
    assert np.allclose(loaded.encode(TEXTS), model.encode(TEXTS), atol=1e-6)
