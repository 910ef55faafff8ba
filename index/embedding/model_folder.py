"""The folder of a sentence-transformers model: finding it, and reading it without torch."""

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import EmbedderError

_LOGGER = logging.getLogger(__name__)
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?")
_WEIGHTS = (".safetensors", ".bin", ".pt")
# What decides the vectors: weights, configuration, vocabulary; not read-me files or pictures.
_DECIDING = (*_WEIGHTS, ".json", ".txt", ".model", ".npz")
_SMALL = 100_000  # bytes; smaller configuration files are compared by content
_DIMENSION_NAMES = (
    "out_features",
    "embedding_dimension",
    "word_embedding_dimension",
    "hidden_size",
)
_OTHER_FORMATS = ["onnx/*", "openvino/*", "coreml/*", "*.h5", "*.msgpack", "*.ot", "*.gguf"]
_INSTEAD = (
    "Set FUNDSTELLE_EMBEDDER to the folder of a sentence-transformers model, "
    "or to use-multilingual-v3, which is built in."
)


def find_model(name: str) -> Path:
    """Return the folder of a model given by folder or hub name, downloaded only if not here yet.

    Raises EmbedderError for a folder that holds no model and for a hub that can't be reached.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not _is_complete(folder):
            raise EmbedderError(
                f"The folder {folder} holds no sentence-transformers model. {_INSTEAD}"
            )
        return folder
    if not _HUB_NAME.fullmatch(name):
        raise EmbedderError(f"There is no folder {folder}. {_INSTEAD}")
    # sentence-transformers' own models go by their bare name.
    return _from_hub(name if "/" in name else f"sentence-transformers/{name}")


def revision_of(folder: Path) -> str:
    """Return the hub's commit where the folder is a hub snapshot, else a hash of what decides."""
    if folder.parent.name == "snapshots":
        return folder.name
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _DECIDING and path.is_file():
            size = path.stat().st_size
            digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
            if path.suffix == ".json" and size < _SMALL:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def configured_prompts(folder: Path) -> dict[str, str | None]:
    """Return ``prompts`` of the model's own configuration, {} without."""
    found = _read(folder / "config_sentence_transformers.json").get("prompts")
    return dict(found) if isinstance(found, dict) else {}


def dimension_of(folder: Path) -> int | None:
    """Return the length of the model's vectors if its configuration tells it."""
    for module in reversed(list(_modules(folder))):
        for name in _DIMENSION_NAMES:
            if isinstance(value := module.get(name), int):
                return value
    return None


def _modules(folder: Path) -> Iterator[dict[str, Any]]:
    """The configuration of each module, in order."""
    listed = _parsed(folder / "modules.json")
    for module in listed if isinstance(listed, list) else [{}]:
        yield _read(folder / str(module.get("path", "")) / "config.json")


def _read(path: Path) -> dict[str, Any]:
    """Return a JSON object, {} where there is none."""
    found = _parsed(path)
    return found if isinstance(found, dict) else {}


def _parsed(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise EmbedderError(f"{path} is damaged ({error}). {_INSTEAD}") from error


def _is_complete(folder: Path) -> bool:
    described = (folder / "modules.json").is_file() or (folder / "config.json").is_file()
    return described and any(path.suffix in _WEIGHTS for path in folder.rglob("*"))


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        here = Path(snapshot_download(name, local_files_only=True))
        if _is_complete(here):
            return here
    except LocalEntryNotFoundError:
        pass
    except HFValidationError as error:
        raise EmbedderError(f"{name!r} is no hub name and no folder. {_INSTEAD}") from error
    _LOGGER.warning("Downloading the embedder %s from the Hugging Face hub, once.", name)
    try:
        folder = Path(snapshot_download(name, ignore_patterns=[*_OTHER_FORMATS, "*.bin"]))
        if not _is_complete(folder):  # the weights are there in the older format only
            folder = Path(snapshot_download(name, ignore_patterns=_OTHER_FORMATS))
    # Both kinds are OSErrors: HfHubHTTPError (no such model), LocalEntryNotFoundError (no network).
    except OSError as error:
        reason = str(error).strip().splitlines()[0]
        raise EmbedderError(
            f"The embedder {name} is not on this machine and can't be fetched ({reason}). "
            f"{_INSTEAD}"
        ) from error
    if not _is_complete(folder):
        raise EmbedderError(f"{name} is no sentence-transformers model. {_INSTEAD}")
    return folder
