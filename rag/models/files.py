"""Where weights lie in the cache, and whether a file is what the manifest says."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.errors import ModelFilesError
from rag.models.manifest import ModelFile

_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True)
class Progress:
    """``text`` says what is done now, ``done`` of ``total`` bytes; without a total: a remark."""

    text: str
    done: int = 0
    total: int | None = None


Report = Callable[[Progress], None]


class SourceError(Exception):
    """One source could not give the file; another may. The text is one line."""


def model_file(model: ModelFile, cache: Path) -> Path:
    """Return where the model's file belongs, whether or not it is there."""
    return cache / "models" / model.file


def model_path(model: ModelFile, cache: Path) -> Path | None:
    """Return the model's verified file, or None where there is none.

    The hash is computed once (seconds) and remembered beside the file with its size and time of
    change. Raises ModelFilesError for a file that is not what the manifest says.
    """
    path = model_file(model, cache)
    if not path.is_file():
        return None
    problem = mismatch(path, model)
    if problem:
        raise ModelFilesError(
            f"{path} is damaged: {problem}. Type `fundstelle models get {model.name}` "
            "to fetch it again."
        )
    return path


def named_file(path: Path) -> Path:
    """Return a GGUF file that the user named; raises ModelFilesError for anything else."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelFilesError(
            f"The model file {path} can't be read ({error.strerror}). Give the path of a GGUF "
            "file: file:PATH."
        ) from error
    if magic != b"GGUF":
        raise ModelFilesError(
            f"{path} is no GGUF file. Give the path of a GGUF file, or see `fundstelle models`."
        )
    return path


def mismatch(path: Path, model: ModelFile) -> str:
    """Say what is wrong with a model's file, ``""`` if nothing is; hashed once, then remembered."""
    if model.sha256 is not None and _remembered(path) == _facts(path, model):
        return ""
    problem = damage(path, model)
    if not problem:
        remember(path, model)
    return problem


def damage(path: Path, model: ModelFile) -> str:
    """Say in what a file is not the model's, ``""`` if in nothing; the hash is computed."""
    size = path.stat().st_size
    if model.size is not None and size != model.size:
        return f"it has {size:,} bytes instead of {model.size:,}"
    if model.sha256 is not None and (found := sha256_of(path)) != model.sha256:
        return f"its sha256 is {found} instead of {model.sha256}"
    return ""


def remember(path: Path, model: ModelFile) -> None:
    """Note beside the file that its hash was found right, as it is now."""
    # A cache that can't be written to is read all the same, only slower.
    with contextlib.suppress(OSError):
        _sidecar(path).write_text(json.dumps(_facts(path, model)), encoding="utf-8")


def sha256_of(path: Path) -> str:
    """Return the file's sha256 in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified.json")


def _facts(path: Path, model: ModelFile) -> dict[str, int | str | None]:
    state = path.stat()
    return {"size": state.st_size, "changed_ns": state.st_mtime_ns, "sha256": model.sha256}


def _remembered(path: Path) -> object:
    try:
        return json.loads(_sidecar(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
