"""Weights in the cache, and files that the user names."""

import hashlib
import os
from pathlib import Path

import pytest

from rag.errors import ModelFilesError
from rag.models.files import model_file, model_path, named_file
from rag.models.manifest import ModelFile

CONTENT = b"GGUF" + bytes(range(256)) * 40


@pytest.fixture
def model() -> ModelFile:
    digest = hashlib.sha256(CONTENT).hexdigest()
    return ModelFile("klein", "klein.gguf", len(CONTENT), digest, "MIT", None, ())


def put(model: ModelFile, cache: Path, content: bytes) -> Path:
    path = model_file(model, cache)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_model_that_is_not_there_has_no_path(model: ModelFile, tmp_path: Path) -> None:
    assert model_path(model, tmp_path) is None


def test_a_verified_file_is_not_hashed_again_until_it_changes(
    model: ModelFile, tmp_path: Path
) -> None:
    path = put(model, tmp_path, CONTENT)
    assert model_path(model, tmp_path) == path
    state = path.stat()
    # The same size and time of change: only hashing again could tell, so this shows it is not.
    path.write_bytes(CONTENT[:-1] + b"!")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert model_path(model, tmp_path) == path
    os.utime(path)
    with pytest.raises(ModelFilesError, match="sha256"):
        model_path(model, tmp_path)


@pytest.mark.parametrize("content", [CONTENT[:100], CONTENT[:-1] + b"!"])
def test_a_damaged_file_says_what_to_type(model: ModelFile, tmp_path: Path, content: bytes) -> None:
    put(model, tmp_path, content)
    with pytest.raises(ModelFilesError, match="`fundstelle models get klein`"):
        model_path(model, tmp_path)


def test_a_named_file_must_be_there_and_be_gguf(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"fehlt\.gguf can't be read"):
        named_file(tmp_path / "fehlt.gguf")
    with pytest.raises(ModelFilesError, match="can't be read"):
        named_file(tmp_path)
    text = tmp_path / "text.gguf"
    text.write_text("kein Modell")
    with pytest.raises(ModelFilesError, match="is no GGUF file"):
        named_file(text)
    good = tmp_path / "gut.gguf"
    good.write_bytes(CONTENT)
    assert named_file(good) == good
