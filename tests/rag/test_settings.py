from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.settings import load_settings


def test_defaults_stand_in_the_working_folder(tmp_path: Path) -> None:
    settings = load_settings({}, folder=tmp_path)
    assert settings.corpus == tmp_path / "corpus"
    assert settings.data == tmp_path / ".fundstelle"
    assert settings.model == "auto"
    assert not settings.allow_remote


def test_a_misspelt_variable_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"FUNDSTELLE_CORPSE.*Known settings.*_CORPUS"):
        load_settings({"FUNDSTELLE_CORPSE": "x"}, folder=tmp_path)


def test_variables_of_other_programs_are_none_of_our_business(tmp_path: Path) -> None:
    assert load_settings({"OLLAMA_HOST": "0.0.0.0"}, folder=tmp_path) == load_settings(
        {}, folder=tmp_path
    )


def test_a_flag_wins_over_the_environment(tmp_path: Path) -> None:
    settings = load_settings(
        {"FUNDSTELLE_DATA": "one"}, folder=tmp_path, overrides={"data": "two", "corpus": None}
    )
    assert settings.data == tmp_path / "two"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("MODEL", "gpt", "MODEL can't be 'gpt'"),
        ("MODEL", "ollama:", "MODEL can't be"),
        ("MODEL", "file:", "MODEL can't be"),
        ("MODEL", "auto:x", "MODEL can't be"),
        ("ALLOW_REMOTE", "maybe", "must be 1 or 0"),
        ("THREADS", "-1", "whole number"),
        ("THREADS", "two", "whole number"),
        ("OLLAMA_URL", "http://", "is no address"),
        ("OLLAMA_URL", "ftp://host", "is no address"),
        ("OLLAMA_URL", "host:99999", "is no address"),
        ("DATA", " ", "is no path"),
        ("EMBEDDER", "", "is empty"),
    ],
)
def test_an_impossible_value_is_one_line_that_names_the_variable(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        load_settings({f"FUNDSTELLE_{name}": value}, folder=tmp_path)
    assert f"FUNDSTELLE_{name}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("http://box:11434/", "http://box:11434"),
        ("https://box", "https://box"),
        ("[::1]:11434", "http://[::1]:11434"),
    ],
)
def test_addresses_are_taken_as_ollama_takes_them(tmp_path: Path, given: str, kept: str) -> None:
    assert load_settings({"FUNDSTELLE_OLLAMA_URL": given}, folder=tmp_path).ollama_url == kept


@pytest.mark.parametrize(
    "model", ["auto", "embedded", "embedded:qwen3-4b", "file:/models/x.gguf", "ollama:qwen3.5:4b"]
)
def test_every_way_to_name_a_model_is_taken(tmp_path: Path, model: str) -> None:
    assert load_settings({"FUNDSTELLE_MODEL": model}, folder=tmp_path).model == model
