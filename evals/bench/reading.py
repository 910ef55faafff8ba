"""Files into passages: reading, cleaning and splitting against embedding the same articles."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.bench.options import Options
from evals.bench.processes import PROJECT, run_side
from evals.bench.reading_files import FORMATS, PLAIN, write_formats
from evals.bench.table import Row, SkippedError, median, spread

TITLE = """Reading. News articles written down in each format, of .docx and .pdf the corpus's own
files over and over. Timed: finding the files, reading, cleaning, splitting, the process that reads
foreign formats started within. Beside: embedding these articles' passages and pieces, file by file,
weights loaded before. Memory is the most that both processes had, each by itself, while they read
every format in one go: a quarter of the files, then all."""

_ARTICLES = 300
_PARTS = 4
_MORE_MEMORY = 1.1
"""How many times the memory of a quarter of the files all may take: allocators are not exact."""


def measure(options: Options) -> Iterator[Row]:
    """Yield milliseconds an article by format, and megabytes for few and for many files."""
    if not Path("/proc/self/status").is_file():
        raise SkippedError("this system has no /proc to read a process's peak memory from")
    folder = options.work / "reading"
    lines = options.news().read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines[: options.articles or _ARTICLES]]
    write_formats(articles, folder, PROJECT / "corpus")
    runs = [
        run_side("reading_formats", folder, options.threads).result for _ in range(options.runs)
    ]
    yield _row(PLAIN, runs, at_most=1)
    for kind in FORMATS:
        yield _row((kind,), runs, at_most=3 if kind == "html" else None)
    yield from _memory(folder)


def _row(kinds: Sequence[str], runs: Sequence[Mapping[str, Any]], *, at_most: int | None) -> Row:
    def each(key: str) -> list[float]:
        return [sum(run[kind][key] for kind in kinds) for run in runs]

    articles = each("articles")
    read = [1000 * a / n for a, n in zip(each("read_seconds"), articles, strict=True)]
    embedded = [1000 * a / n for a, n in zip(each("embed_seconds"), articles, strict=True)]
    ratios = [ours / beside for ours, beside in zip(read, embedded, strict=True)]
    names = ", ".join(f".{kind}" for kind in kinds)
    return Row(
        f"reading {names}{' together' if len(kinds) > 1 else ''}, ms/article",
        *(spread(read), spread(embedded), f"{median(ratios):.2f}x"),
        wanted="" if at_most is None else f"at most {at_most}x",
        met=None if at_most is None else median(ratios) <= at_most,
        n=f"{len(runs)} x {articles[0]:.0f} articles",
    )


def _memory(folder: Path) -> Iterator[Row]:
    few, many = (run_side("reading_memory", folder, parts).result for parts in (_PARTS, 1))
    for name, key in (("memory", "process"), ("memory of the reading process", "worker")):
        ratio = many[key] / few[key]
        yield Row(
            f"{name}, MB, beside a quarter of the files",
            *(f"{many[key]:.0f}", f"{few[key]:.0f}", f"{ratio:.2f}x"),
            *(f"at most {_MORE_MEMORY}x", ratio <= _MORE_MEMORY),
            f"{many['files']} and {few['files']} files",
        )
