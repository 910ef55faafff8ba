"""Settings: the only place that reads the environment.

Every setting is a field of :class:`Settings`; the variable is ``FUNDSTELLE_`` and the field's name
in capitals. A misspelt variable is refused, because a setting that is silently not applied is
worse than an error.
"""

import os
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from rag.errors import SettingsError

PREFIX = "FUNDSTELLE_"
DEFAULT_EMBEDDER = "use-multilingual-v3"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can set; paths are absolute."""

    corpus: Path
    """Folder that ``index`` takes when it has no root yet."""
    data: Path
    """Where the index and everything else that the program writes goes."""
    cache: Path
    """Where models are kept; may be shared by several data folders."""
    model: str = "auto"
    """``auto`` | ``embedded[:NAME]`` | ``file:PATH`` | ``ollama:NAME``."""
    ollama_url: str = "http://127.0.0.1:11434"
    ollama_model: str = "qwen3.5:4b"
    """The model that ``auto`` looks for in Ollama."""
    embedder: str = DEFAULT_EMBEDDER
    """The built-in one, or a sentence-transformers hub name or folder."""
    chroma_url: str | None = None
    """A Chroma server; without it Chroma is embedded, in the data folder."""
    allow_remote: bool = False
    """Whether an Ollama model that runs on someone else's machine may be asked."""
    threads: int = 0
    """Processor threads for models; 0 means as many as this process may use."""


_PROCESS_DEFAULTS = {
    # Searches are many small products; threads of one search only hinder each other.
    "OPENBLAS_NUM_THREADS": "1",
    # Waiting threads that spin make two busy cores slower by a factor of five.
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
    # What any part of the program would otherwise tell its maker.
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}

_BOOLEANS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def load_settings(
    environment: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    overrides: Mapping[str, str | None] | None = None,
) -> Settings:
    """Read settings from the environment; ``overrides`` (flags) win, None in them is no override.

    ``folder`` is what relative paths stand on (the working folder unless given).
    Raises SettingsError naming the variable for unknown names and impossible values.
    """
    environment = os.environ if environment is None else environment
    folder = Path.cwd() if folder is None else folder
    known = {field.name for field in fields(Settings)}
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    if unknown := sorted(given.keys() - known):
        names = ", ".join(PREFIX + name.upper() for name in unknown)
        choices = ", ".join(PREFIX + name.upper() for name in sorted(known))
        raise SettingsError(f"Unknown setting {names}. Known settings: {choices}.")
    given |= {name: value for name, value in (overrides or {}).items() if value is not None}
    defaults = Settings(
        corpus=folder / "corpus",
        data=folder / ".fundstelle",
        cache=user_cache_path("fundstelle", appauthor=False),
    )
    return replace(
        defaults, **{name: _PARSERS[name](name, value, folder) for name, value in given.items()}
    )


def prepare_process(
    settings: Settings, environment: MutableMapping[str, str] | None = None
) -> None:
    """Set what libraries read once, when they are imported; what the user has set stays.

    To be called before anything imports torch.
    """
    environment = os.environ if environment is None else environment
    threads = {"OMP_NUM_THREADS": str(settings.threads)} if settings.threads else {}
    for name, value in (_PROCESS_DEFAULTS | threads).items():
        environment.setdefault(name, value)


def colour_allowed(environment: Mapping[str, str] | None = None) -> bool:
    """Tell whether a terminal may be written to in colour (no-color.org)."""
    environment = os.environ if environment is None else environment
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _path(name: str, value: str, folder: Path) -> Path:
    if not value.strip() or "\0" in value:
        raise SettingsError(f"{PREFIX}{name.upper()} is no path: {value!r}. Mend or unset it.")
    return (folder / Path(value).expanduser()).absolute()


def _boolean(name: str, value: str, _: Path) -> bool:
    if value.strip().lower() not in _BOOLEANS:
        raise SettingsError(f"{PREFIX}{name.upper()} must be 1 or 0, not {value!r}.")
    return _BOOLEANS[value.strip().lower()]


def _count(name: str, value: str, _: Path) -> int:
    if not value.strip().isascii() or not value.strip().isdigit() or int(value) > 1024:
        raise SettingsError(
            f"{PREFIX}{name.upper()} must be a whole number from 0 (all) to 1024, not {value!r}."
        )
    return int(value)


def _word(name: str, value: str, _: Path) -> str:
    if not value.strip():
        raise SettingsError(f"{PREFIX}{name.upper()} is empty. Give it a value or unset it.")
    return value.strip()


def _optional_url(name: str, value: str, folder: Path) -> str | None:
    return _url(name, value, folder) if value.strip() else None


def _url(name: str, value: str, _: Path) -> str:
    # A host and port without a scheme is Ollama's own habit.
    text = value.strip() if "://" in value else f"http://{value.strip()}"
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            f"{PREFIX}{name.upper()} is no address: {value!r}. Write it as http://127.0.0.1:11434."
        )
    return text.rstrip("/")


def model_setting(value: str, said: str) -> str:
    """Return what names a model; SettingsError, with where it was ``said``, for anything else."""
    kind, colon, model = value.strip().partition(":")
    valid = value.strip() in ("auto", "embedded") or (
        kind in ("embedded", "file", "ollama") and colon and model.strip()
    )
    if not valid:
        raise SettingsError(
            f"{said} can't be {value!r}. "
            "Use auto, embedded, embedded:NAME, file:PATH or ollama:NAME."
        )
    return value.strip()


def _model(name: str, value: str, _: Path) -> str:
    return model_setting(value, f"{PREFIX}{name.upper()}")


_PARSERS: dict[str, Callable[[str, str, Path], Any]] = {
    "corpus": _path,
    "data": _path,
    "cache": _path,
    "model": _model,
    "ollama_url": _url,
    "ollama_model": _word,
    "embedder": _word,
    "chroma_url": _optional_url,
    "allow_remote": _boolean,
    "threads": _count,
}
