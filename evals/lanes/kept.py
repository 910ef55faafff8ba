"""Results of the lane of refusing in a folder of their own, as a run's answers are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.lanes.refuse import Result
from evals.running import lines
from evals.running.folder import RunFolder
from evals.running.manifest import begun

_RESULTS = "results.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """``manifest.json`` says what the results were made of; a line of ``results.jsonl`` is one."""

    folder: RunFolder

    @classmethod
    def at(cls, path: Path, made_of: Mapping[str, object]) -> "Kept":
        """Open the folder or make it; RunFolderError where something else is in it."""
        return cls(begun(path, made_of) or RunFolder.create(path, made_of))

    def mend(self) -> list[Path]:
        """Drop a last line that was cut short; return the file if there was one."""
        place = self.folder.path / _RESULTS
        return [place] if lines.mend(place) else []

    def answered(self) -> dict[str, Result]:
        """Return what came back so far, by row; what failed is not in it and is asked again."""
        found = {each.name: each for each in lines.read(self.folder.path / _RESULTS, Result)}
        return {name: each for name, each in found.items() if each.answered is not None}

    def append(self, result: Result) -> None:
        """Keep a result; it is on disk when this returns."""
        lines.append(self.folder.path / _RESULTS, [result])
