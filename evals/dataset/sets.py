"""Where the built-in question sets stand."""

from importlib.resources import files
from pathlib import Path


def built_in_sets() -> list[Path]:
    """Return the files of the dev and the test questions."""
    folder = Path(str(files("evals"))) / "questions"
    return [folder / "dev.jsonl", folder / "test.jsonl"]
