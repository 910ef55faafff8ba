"""``fundstelle models``: language models that run in this process, and fetching one."""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import ModelFilesError, ModelUnavailableError
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json
from ui.command.failures import DONE
from ui.command.fetching import shown_fetch
from ui.command.model_rows import model_json, print_models
from ui.command.output import say, say_json, tell

if TYPE_CHECKING:
    from rag.models.manifest import ModelFile
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "models", "list language models and what is here, or fetch one")
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "get", "ready"),
        default="list",
        metavar="list | get [NAME] | ready",
        help="ready: fetch weights only if no Ollama model is set up",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help=argparse.SUPPRESS)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List models, fetch one, or make sure that there is one."""
    from rag.models.manifest import load_manifest

    if arguments.action != "get" and arguments.name is not None:
        raise UsageError(f"`fundstelle models {arguments.action}` takes no name.")
    manifest = load_manifest()
    if arguments.action == "list":
        rows = [model_json(model, settings.cache) for model in manifest.models]
        if arguments.json:
            say_json({"schema": 1, "default": manifest.default, "models": rows})
        else:
            print_models(rows, manifest.default)
        return DONE
    if arguments.action == "get":
        _get(
            manifest.find(arguments.name or manifest.default),
            settings.cache,
            as_json=arguments.json,
        )
    else:
        _make_ready(arguments, settings)
    return DONE


def _make_ready(arguments: argparse.Namespace, settings: Settings) -> None:
    from rag.models.manifest import load_manifest

    kind, _, name = settings.model.partition(":")
    served = _served_elsewhere(settings, kind)
    if not served:
        _get(load_manifest().find(name), settings.cache, as_json=arguments.json)
    elif arguments.json:
        say_json({"schema": 1, "ready": served})
    else:
        say(f"{served} No weights are needed.")


def _served_elsewhere(settings: Settings, kind: str) -> str:
    """Say what makes weights of ours needless, "" if nothing does."""
    if kind == "file":
        return f"The model is a file of your own: {settings.model}."
    if kind == "embedded":
        return ""
    from rag.models.ollama import OllamaModel

    name = settings.model.partition(":")[2]
    wanted = name if name else settings.ollama_model
    try:
        OllamaModel(wanted, settings.ollama_url, allow_remote=settings.allow_remote).check()
    except ModelUnavailableError as error:
        if kind == "ollama":
            raise
        tell(f"{error} Until then the embedded model answers.")
        return ""
    return f"Ollama at {settings.ollama_url} has {wanted}."


def _get(model: "ModelFile", cache: Path, *, as_json: bool) -> None:
    from rag.models.fetch import fetch
    from rag.models.files import model_path

    try:
        path = model_path(model, cache)
    except ModelFilesError as error:
        tell(str(error))
        path = None
    if path is None:
        _announce(model, cache)
        with shown_fetch() as report:
            path = fetch(model, cache, report)
    if as_json:
        say_json({"schema": 1, **model_json(model, cache)})
    else:
        say(f"{model.name} is here: {path}")


def _announce(model: "ModelFile", cache: Path) -> None:
    there = next(folder for folder in (cache, *cache.parents) if folder.exists())
    free = shutil.disk_usage(there).free / 1e9
    size = "of unknown size" if model.size is None else f"{model.size / 1e9:.1f} GB"
    meanwhile = "" if model.size is None else f", up to {2 * model.size / 1e9:.1f} GB meanwhile"
    tell(f"Fetching {model.name}: {size} of disk{meanwhile}; {free:.1f} GB are free in {cache}.")
