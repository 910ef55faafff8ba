"""Which language model answers: what the settings ask for and what is there."""

from dataclasses import dataclass
from pathlib import Path

from rag.errors import ModelFilesError, ModelUnavailableError
from rag.models.base import CONTEXT_TOKENS, LanguageModel
from rag.models.files import model_path, named_file
from rag.models.manifest import load_manifest

_PROBE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Selected:
    """The model, and one line that says why this one and what to type for another."""

    model: LanguageModel
    note: str


@dataclass(frozen=True, slots=True)
class OllamaAccess:
    """Where Ollama is, and whether its models on other people's machines may be asked."""

    url: str
    allow_remote: bool


def open_model(
    model: str, ollama_url: str, ollama_model: str, cache: Path, *, allow_remote: bool, threads: int
) -> Selected:
    """Open ``auto``, ``embedded[:NAME]``, ``file:PATH`` or ``ollama:NAME``; no weights are read.

    ``auto`` is Ollama where it answers within 1.5 s and has ``ollama_model``, else the embedded
    default. Raises ModelFilesError for weights that are not there and ModelUnavailableError for
    an Ollama model that can't be asked.
    """
    access = OllamaAccess(ollama_url, allow_remote)
    kind, _, name = model.partition(":")
    if kind == "ollama":
        return Selected(_ollama(name, access), f"{name} in Ollama at {ollama_url}.")
    if kind == "file":
        path = named_file(Path(name).expanduser())
        return Selected(_embedded(path.stem, path, threads), f"The file {path}, embedded.")
    if kind == "embedded":
        known = _known(name, cache, threads)
        return Selected(known, f"{known.name}, embedded. For Ollama: --model ollama:{ollama_model}")
    return _auto(access, ollama_model, cache, threads)


def _auto(access: OllamaAccess, ollama_model: str, cache: Path, threads: int) -> Selected:
    try:
        found = _ollama(ollama_model, access)
    except ModelUnavailableError as error:
        reason = str(error)
    else:
        note = f"{ollama_model} in Ollama at {access.url}. For the embedded model: --model embedded"
        return Selected(found, note)
    try:
        model = _known("", cache, threads)
    except ModelFilesError as error:
        raise ModelFilesError(f"{error} Ollama is no help either: {reason}") from error
    return Selected(model, f"The embedded model {model.name}, because: {reason}")


def _ollama(name: str, access: OllamaAccess) -> LanguageModel:
    from rag.models.ollama import OllamaModel

    probe = OllamaModel(name, access.url, allow_remote=access.allow_remote)
    probe.check(seconds=_PROBE_SECONDS)
    return probe


def _known(name: str, cache: Path, threads: int) -> LanguageModel:
    model = load_manifest().find(name)
    path = model_path(model, cache)
    if path is None:
        size = "" if model.size is None else f" ({model.size / 1e9:.1f} GB)"
        raise ModelFilesError(
            f"The model {model.name} is not here yet. Type `fundstelle models get {model.name}`"
            f"{size}."
        )
    trained = CONTEXT_TOKENS if model.context_tokens is None else model.context_tokens
    return _embedded(model.name, path, threads, min(CONTEXT_TOKENS, trained))


def _embedded(
    name: str, path: Path, threads: int, context_tokens: int = CONTEXT_TOKENS
) -> LanguageModel:
    from rag.models.embedded import EmbeddedModel

    return EmbeddedModel(name, path, threads=threads, context_tokens=context_tokens)
