"""Reading, cleaning and splitting of each format, and embedding of the same articles.

``python -m evals.bench.sides.reading_formats FOLDER THREADS`` prints articles, characters and
both's seconds for each folder of a format in FOLDER.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.bench.processes import SideError, prepared
from index.records import SplitArticle
from index.text.splitter import split_article
from index.updating.plan import plan_update
from index.updating.prepare import prepare
from rag.settings import load_settings


def main(folder: Path, threads: int) -> dict[str, Any]:
    """Measure every format; weights are loaded before, a reading process is started within."""
    settings = prepared(load_settings(overrides={"threads": str(threads)}))
    import torch

    from rag.assemble import embedder_of

    torch.set_num_threads(threads)
    embedder = embedder_of(settings)
    embedder.embed_passages(["Aufwärmen."])
    found: dict[str, Any] = {}
    for part in sorted(folder.iterdir()):
        started = time.perf_counter()
        files = list(splits(part))
        read = time.perf_counter() - started
        texts = [[text for split in file for text in _texts(split)] for file in files]
        started = time.perf_counter()
        for of_file in texts:
            embedder.embed_passages(of_file)
        embedded = time.perf_counter() - started
        found[part.name] = {
            "articles": sum(map(len, files)),
            "characters": sum(len(split.article.text) for file in files for split in file),
            "read_seconds": read,
            "embed_seconds": embedded,
        }
    return found


def splits(folder: Path) -> Iterator[list[SplitArticle]]:
    """Read, clean and split what lies in a folder file by file, as an update does.

    Raises SideError for a file that can't be read: it would be no part of the figure.
    """
    plan = plan_update([folder], [], [])
    for prepared_file in prepare(plan.read, {}, frozenset()):
        if prepared_file.problems:
            raise SideError(prepared_file.problems[0].message)
        yield [split_article(article) for article in prepared_file.articles]


def _texts(split: SplitArticle) -> Iterator[str]:
    """What the index embeds of an article: passages and their pieces."""
    for passage in split.passages:
        yield split.article.text[passage.start : passage.end]
        yield from (split.article.text[piece.start : piece.end] for piece in passage.pieces)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
