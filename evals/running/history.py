"""How often the test split was looked at: whoever tunes on it makes its figures worthless."""

import json
from collections.abc import Mapping
from pathlib import Path


def log_test_run(data: Path, entry: Mapping[str, object]) -> int:
    """Add a run over the test split to the log below ``data``; return how many there are now."""
    path = data / "evals" / "test-runs.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(dict(entry), ensure_ascii=False) + "\n")
    return len(path.read_text(encoding="utf-8").splitlines())
