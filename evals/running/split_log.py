"""Every run over test questions is written down: who looks often tunes on them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from evals.dataset.reading import read_questions
from evals.dataset.records import Line
from evals.dataset.sets import built_in_sets
from evals.running.folder import RunFolder


def asks_test_questions(lines: Sequence[Line]) -> bool:
    """Whether a question is of the built-in test set, from whatever file it was read."""
    tested = {
        line.question.question
        for path in built_in_sets()
        if path.stem == "test"
        for line in read_questions(path)[0]
    }
    return any(line.question.question in tested for line in lines)


def log_test_run(log: Path, folder: RunFolder) -> int:
    """Add a line to the log, note its number in the run's manifest, and return it."""
    had = folder.manifest()
    line = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": had["commit"],
        "folder": str(folder.path),
        "n": had["questions"]["n"],
    }
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    number = len(log.read_text(encoding="utf-8").splitlines())
    folder.write_manifest({**had, "test_run": number})
    return number
