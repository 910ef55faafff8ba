"""Whether what is measured hangs on one phrase or one engine: ours, asked in three ways."""

from collections.abc import Iterator

from evals.bench.options import Options
from evals.bench.peers import PeerRow, measured

TITLE = """Wordings and engines. The questions and columns of the peers' table: ours as it is, with
the same instructions in other words (`OTHER_WORDING` in evals/peers/ours.py) under the same fitted
thresholds, and through a real Ollama server that serves the same weights, with the budget that
Ollama models get."""

NAMES = {
    "fundstelle": "as it is",
    "fundstelle-reworded": "in other words",
    "fundstelle-ollama": "through Ollama",
}


def measure(options: Options) -> Iterator[PeerRow]:
    """Yield a row a way; ``options.keep`` may be that of the peers' table."""
    return measured(options, NAMES)
