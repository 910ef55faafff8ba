"""One run of the product's own way from articles to a searchable index, Chroma fed and closed.

``python -m evals.bench.sides.index_fundstelle ARTICLES FOLDER THREADS`` prints articles, passages,
characters, vectors and seconds.
"""

import json
import sqlite3
import sys
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.bench.processes import SideError, prepared
from rag.settings import load_settings


def main(articles: Path, folder: Path, threads: int) -> dict[str, Any]:
    """Index the articles into a new data folder; imports are not timed, loading weights is."""
    overrides = {"threads": str(threads), "data": str(folder)}
    settings = prepared(load_settings(overrides=overrides))
    import torch

    from rag.assemble import embedder_of, open_store, run_index

    import_module("index.chroma.opening")  # Chroma, which run_index imports on its way
    torch.set_num_threads(threads)
    embedder_of(settings).embed_passages(["Aufwärmen."])
    started, started_cpu = time.perf_counter(), time.process_time()
    report = run_index(settings, [articles], progress=_silent)
    seconds, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    store = open_store(settings)
    try:
        characters = sum(info.characters for info in store.infos())
        if not store.outbox_is_empty():
            raise SideError("Chroma was not fed to the end")
    finally:
        store.close()
    return {
        "articles": report.added,
        "passages": report.passages,
        "characters": characters,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "vectors": _vectors(folder),
    }


def _vectors(folder: Path) -> int:
    """Count what Chroma has on its disk."""
    with closing(sqlite3.connect(folder / "chroma" / "chroma.sqlite3")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM embeddings").fetchone()
    return int(count)


def _silent(done: int, total: int) -> None:
    del done, total


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
