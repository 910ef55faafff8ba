"""A real Ollama server for tests, holding one model made of the default weights."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.bench import ollama_server
from evals.bench.ollama_server import OllamaServer


def running(weights: Path, folder: Path) -> Iterator[OllamaServer]:
    """Start a server with its files in ``folder``, make the model, and end both afterwards."""
    named = os.environ.get("FUNDSTELLE_TEST_OLLAMA")
    program = Path(named) if named else ollama_server.binary()
    if program is None:
        pytest.skip("no Ollama here: type `make ollama`, or name one in FUNDSTELLE_TEST_OLLAMA")
    with ollama_server.running(program, weights, folder) as server:
        yield server
