"""The known models as rows: what ``models`` prints."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA, Object
from rag.errors import ModelFilesError
from ui.command.output import DIM, painted, plain, say

if TYPE_CHECKING:
    from rag.models.manifest import HubSource, ModelFile, WheelSource


def model_json(model: "ModelFile", cache: Path) -> Object:
    """Return one model; ``state`` is ``here``, ``missing`` or ``damaged``."""
    from rag.models.files import model_file, model_path

    problem = ""
    try:
        state = "here" if model_path(model, cache) else "missing"
    except ModelFilesError as error:
        state, problem = "damaged", str(error)
    return {
        "schema": SCHEMA,
        "name": model.name,
        "state": state,
        "path": str(model_file(model, cache)),
        "problem": problem,
        "size": model.size,
        "sha256": model.sha256,
        "licence": model.licence,
        "context_tokens": model.context_tokens,
        "sources": [_source(source) for source in model.sources],
    }


def print_models(rows: Sequence[Mapping[str, object]], default: str) -> None:
    """Print a line a model and how to get the others."""
    for row in rows:
        size = row["size"]
        shown = f"{size / 1e9:.1f} GB" if isinstance(size, int) else "size unknown"
        mark = "  (default)" if row["name"] == default else ""
        say(f"{row['name']!s:<30} {row['state']!s:<8} {shown:<13} {row['licence']}{mark}")
        if row["problem"]:
            say(plain(f"  {row['problem']}"))
        sources = row["sources"]
        assert isinstance(sources, list)
        for source in sources:
            say(painted(f"  from {source['kind']}: {source['place']}", DIM))
    say()
    say("Fetch one: `fundstelle models get NAME`. Use it: --model embedded:NAME.")
    say("Ollama's models: `ollama pull NAME`, then --model ollama:NAME.")


def _source(source: "HubSource | WheelSource") -> Object:
    from rag.models.manifest import HubSource

    if isinstance(source, HubSource):
        return {
            "kind": "hub",
            "place": f"{source.repository}/{source.file}",
            "revision": source.revision,
        }
    names = f"{source.package(1)} .. {source.package(source.count)}"
    return {"kind": "wheels", "place": f"{names} =={source.version}", "revision": source.version}
