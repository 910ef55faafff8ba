"""What the person at the benchmark chose, and the index that several figures share."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.bench.processes import product, run_command
from evals.bench.table import SkippedError


@dataclass(frozen=True, slots=True)
class Options:
    """``articles`` limits the corpus for a quick look; ``work`` is an empty folder to write to.

    ``limit`` is how many dev questions are asked, ``keep`` where their runs are kept; without it
    they go with ``work``.
    """

    data: Path
    work: Path
    runs: int = 3
    articles: int | None = None
    threads: int = 2
    limit: int = 24
    keep: Path | None = None

    def need(self, *parts: str) -> Path:
        """Return a file of the data sets; SkippedError where it is not."""
        path = self.data.joinpath(*parts)
        if not path.is_file():
            raise SkippedError(f"{path} is not here: name the data sets with --data")
        return path

    def news(self) -> Path:
        """Return the news articles, all or as many as were chosen."""
        whole = self.need("german_news", "articles.jsonl")
        if self.articles is None:
            return whole
        part = self.work / f"news-{self.articles}.jsonl"
        lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
        part.write_text("".join(lines[: self.articles]), encoding="utf-8")
        return part

    def questions(self, language: str) -> list[dict[str, Any]]:
        """Return the questions of one language, each with the article that answers it."""
        path = self.need("xquad", f"questions.{language}.jsonl")
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def shared_index(self) -> Path:
        """Return a data folder with passages and news, made once by the product's own command."""
        folder = self.work / "index"
        if not (folder / "made").is_file():
            passages = self.need("xquad", "passages.de.jsonl")
            started = time.perf_counter()
            run_command(product(folder, "index", str(passages), str(self.news())))
            (folder / "made").write_text(f"{time.perf_counter() - started:.1f} s\n")
        return folder
