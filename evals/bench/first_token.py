"""Time to the first token: our engines against the bare ones, on the same prompts in turn."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.bench.ollama_server import binary, running
from evals.bench.options import Options
from evals.bench.processes import run_side
from evals.bench.table import Row, SkippedError, median, spread
from rag.models.files import model_path
from rag.models.manifest import load_manifest
from rag.settings import load_settings

TITLE = """Time to the first token, s. Both sides of a pair run in one process, in turn, with the
same messages, context and threads; every prompt begins with another number, so that nothing of it
is cached."""

_MOST = 1.15
_RUNS = 5


def measure(options: Options) -> Iterator[Row]:
    """Yield a row an engine; the one that can't run here says why."""
    weights = _weights()
    found = run_side("first_token_embedded", weights, options.threads, _RUNS).result
    yield _row("first token, embedded, s; beside bare xllamacpp", found)
    program = binary()
    if program is None:
        raise SkippedError("no Ollama here: install it or run .ci/run, which builds one")
    folder = options.work / "ollama"
    folder.mkdir()
    with running(program, weights, folder) as server:
        found = run_side("first_token_ollama", server.url, server.model, _RUNS).result
    yield _row("first token, Ollama, s; beside bare `/api/chat`", found)


def _weights() -> Path:
    model = load_manifest().find("")
    path = model_path(model, load_settings().cache)
    if path is None:
        raise SkippedError(f"{model.name} is not here: type `fundstelle models get {model.name}`")
    return path


def _row(figure: str, found: dict[str, Any]) -> Row:
    ratio = median(found["ours"]) / median(found["bare"])
    return Row(
        figure,
        *(spread(found["ours"], 2), spread(found["bare"], 2), f"{ratio:.2f}x"),
        *(f"at most {_MOST}x", ratio <= _MOST),
        n=f"{_RUNS} pairs, {found['prompt_tokens']} tokens",
    )
