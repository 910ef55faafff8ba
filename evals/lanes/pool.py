"""A lane's passages as articles of an index of their own, which is gone afterwards."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.errors import FundstelleError
from index.updating.run import Progress
from rag.assemble import run_index
from rag.settings import Settings


@contextmanager
def pooled(
    settings: Settings, articles: Iterable[Mapping[str, str]], progress: Progress
) -> Iterator[Settings]:
    """Index ``articles`` (id, text and what else a JSONL article has) with the user's settings.

    Yield the settings under which that index, never the user's own, is opened.
    """
    with tempfile.TemporaryDirectory(prefix="fundstelle-lane-") as work:
        file = Path(work) / "passages.jsonl"
        lines = (json.dumps(dict(each), ensure_ascii=False) + "\n" for each in articles)
        file.write_text("".join(lines), encoding="utf-8")
        own = replace(settings, data=Path(work) / "index", chroma_url=None)
        report = run_index(own, [file], as_is=True, progress=progress)
        if report.failed or report.problems:
            raise FundstelleError(f"A passage can't be indexed: {report.problems[0].message}")
        yield own
