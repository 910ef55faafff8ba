"""First tokens of our embedded engine and of bare xllamacpp, in one process.

``python -m evals.bench.sides.first_token_embedded WEIGHTS THREADS RUNS`` prints both's seconds.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.bench.processes import PROJECT, prepared
from evals.bench.prompts import prompts
from evals.bench.sides.stopwatch import OPTIONS, Product, in_turn
from rag.models.base import CONTEXT_TOKENS, Message
from rag.settings import load_settings

_CHARACTERS = 1900


def main(weights: Path, threads: int, runs: int) -> dict[str, Any]:
    """Measure both on about 600 tokens."""
    prepared(load_settings(overrides={"threads": str(threads)}))
    from rag.models.embedded import EmbeddedModel

    model = EmbeddedModel("bench", weights, threads=threads)
    product = Product(model)
    bare = Bare(weights, threads)
    try:
        seconds = in_turn(product.ask, bare.ask, prompts(PROJECT / "corpus", _CHARACTERS), runs)
    finally:
        model.close()
    return {**seconds, "prompt_tokens": product.prompt_tokens}


class Bare:
    """xllamacpp as its own examples use it; context and threads are those of our engine."""

    def __init__(self, weights: Path, threads: int) -> None:
        # The other side of the measurement, not a part of the product: imported by its name.
        xllamacpp = import_module("xllamacpp")
        params = xllamacpp.CommonParams()
        params.model.path = str(weights)
        params.n_ctx = CONTEXT_TOKENS
        params.n_parallel = 1
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        params.warmup = False
        params.verbosity = 0
        self._server = xllamacpp.Server(params)

    def ask(self, messages: Sequence[Message]) -> float:
        """Return the seconds to the first token; RuntimeError where none came."""
        first: list[float] = []
        body = {
            "messages": [{"role": each.role, "content": each.text} for each in messages],
            "max_tokens": OPTIONS.max_tokens,
            "temperature": OPTIONS.temperature,
            "seed": OPTIONS.seed,
            "stream": True,
        }
        started = time.perf_counter()
        self._server.handle_chat_completions(body, _first_text(started, first))
        if not first:
            raise RuntimeError("bare xllamacpp said nothing")
        return first[0]


def _first_text(started: float, first: list[float]) -> Callable[[Mapping[str, Any]], bool]:
    def take(chunk: Mapping[str, Any]) -> bool:
        for choice in chunk.get("choices") or ():
            if not first and (choice.get("delta") or {}).get("content"):
                first.append(time.perf_counter() - started)
        return False

    return take


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
