"""First tokens of our Ollama engine and of bare ``/api/chat``, from one server.

``python -m evals.bench.sides.first_token_ollama URL MODEL RUNS`` prints both sides' seconds.
"""

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

import httpx

from evals.bench.processes import PROJECT
from evals.bench.prompts import prompts
from evals.bench.sides.stopwatch import OPTIONS, Product, in_turn
from rag.models.base import CONTEXT_TOKENS, Message
from rag.models.ollama import OllamaModel
from rag.models.ollama_chat import chat_body

_CHARACTERS = 1900
_PATIENCE_SECONDS = 300.0


def main(url: str, model: str, runs: int) -> dict[str, Any]:
    """Measure both on about 600 tokens."""
    product = Product(OllamaModel(model, url))
    with httpx.Client(base_url=url, timeout=_PATIENCE_SECONDS, trust_env=False) as client:

        def bare(messages: Sequence[Message]) -> float:
            body = chat_body(model, messages, OPTIONS, context_tokens=CONTEXT_TOKENS)
            return _first_text(client, body)

        texts = prompts(PROJECT / "corpus", _CHARACTERS)
        seconds = in_turn(product.ask, bare, texts, runs)
    return {**seconds, "prompt_tokens": product.prompt_tokens}


def _first_text(client: httpx.Client, body: dict[str, Any]) -> float:
    first = None
    started = time.perf_counter()
    with client.stream("POST", "/api/chat", json=body) as reply:
        reply.raise_for_status()
        for line in reply.iter_lines():
            if first is None and json.loads(line).get("message", {}).get("content"):
                first = time.perf_counter() - started
    if first is None:
        raise RuntimeError("bare Ollama said nothing")
    return first


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
