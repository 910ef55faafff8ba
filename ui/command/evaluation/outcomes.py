"""What came of a run, counted by language."""

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from ui.command.output import plain, say, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evals.records import Item
    from evals.running.folder import RunFolder


def say_outcomes(folder: "RunFolder", written: "Sequence[Path]", *, as_json: bool) -> None:
    """Print a line a language, where the run is kept, and what was ``written`` of it."""
    items = folder.items()
    languages = sorted({item.question.language for item in items})
    counts = {
        language: _counts([item for item in items if item.question.language == language])
        for language in languages
    }
    if as_json:
        say_json({"schema": SCHEMA, "run": str(folder.path), "n": len(items), "languages": counts})
        return
    for language, found in counts.items():
        said = ", ".join(f"{name} {value}" for name, value in found.items() if value is not None)
        say(plain(f"{language}: {said}"))
    say(plain(f"{len(items)} questions, kept in {folder.path}"))
    for path in written:
        say(plain(str(path)))


def tell_mended(places: "Sequence[Path]") -> None:
    """Say which files had a last line that was cut short."""
    for place in places:
        tell(plain(f"{place} ended in half a line, which is dropped; every whole line stays."))


def _counts(items: "Sequence[Item]") -> dict[str, float | int | None]:
    kinds = Counter(
        "failed" if item.reply is None else "answered" if item.reply.answered else "refused"
        for item in items
    )
    seconds = [item.reply.total_seconds for item in items if item.reply is not None]
    return {
        **{name: kinds[name] for name in ("answered", "refused", "failed")},
        "median_seconds": round(median(seconds), 2) if seconds else None,
    }
