"""Searches in a running process, one question at a time.

``python -m evals.bench.sides.search_running INDEX exact|chroma THREADS QUESTIONS...`` prints
milliseconds of each search and what the word coverage took of it.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from evals.bench.processes import prepared
from index.records import SearchResult
from rag.settings import load_settings

_WARM_UP = 20
_CHROMA_SECONDS = 120


def main(index: Path, proposer: str, threads: int, files: list[Path]) -> dict[str, Any]:
    """Search for every question with and without words, in turn."""
    overrides = {"threads": str(threads), "data": str(index)}
    settings = prepared(load_settings(overrides=overrides))
    from rag.assemble import open_index

    questions = [
        json.loads(line)["question"]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    with closing(open_index(settings, with_chroma=proposer == "chroma")) as opened:
        search = opened.searcher.search
        if proposer == "chroma":
            _wait(lambda: search(questions[0]).candidates == "chroma")
        for question in questions[:_WARM_UP]:
            search(question)
        milliseconds, without, processor, by = [], [], 0.0, set()
        for question in questions:
            began = time.process_time()
            taken, result = _timed(search, question)
            processor += time.process_time() - began
            milliseconds.append(taken)
            by.add(result.candidates)
            with _no_words():
                without.append(_timed(search, question)[0])
    return {
        "proposed_by": " and ".join(sorted(by)),
        "milliseconds": milliseconds,
        "processor_milliseconds": 1000 * processor / len(questions),
        "coverage_milliseconds": [a - b for a, b in zip(milliseconds, without, strict=True)],
    }


def _timed(search: Callable[[str], SearchResult], question: str) -> tuple[float, SearchResult]:
    started = time.perf_counter()
    result = search(question)
    return 1000 * (time.perf_counter() - started), result


def _wait(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + _CHROMA_SECONDS
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"Chroma proposed nothing within {_CHROMA_SECONDS} s")
        time.sleep(0.2)


@contextmanager
def _no_words() -> Iterator[None]:
    """Search as if no question had a word to cover: the search has no such switch itself."""
    import index.search.searcher as searching

    name = "question_words"
    ours = getattr(searching, name)
    setattr(searching, name, lambda *_: [])
    try:
        yield
    finally:
        setattr(searching, name, ours)


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(main(Path(given[0]), given[1], int(given[2]), [Path(f) for f in given[3:]])))
