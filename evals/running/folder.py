"""The folder of a run: everything needed to look at it, score it again or repeat it.

``manifest.json`` comes first; ``items.jsonl`` grows as questions are answered (``repeats.jsonl`` as
they are asked again) and ``judgements.jsonl`` as claims are judged, a line at a time, so that a run
that was stopped goes on where it was. ``scores.jsonl``, ``metrics.json`` and the reports are
written whole, from these.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from evals.records import Item, Judgement, Manifest, Rate, ScoredItem
from evals.running import lines
from evals.running.lines import Line
from index.errors import FundstelleError

VERSION = 1
"""Of the files' layout; a folder of another version is not read."""

OWN_INDEX = "index"
"""Folder of a run's own index."""

_ITEMS, _REPEATS, _JUDGEMENTS = "items.jsonl", "repeats.jsonl", "judgements.jsonl"


class RunFolderError(FundstelleError):
    """A folder that is no run, one of another version, or one that can't be read or written."""

    code = "run_folder"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """An existing folder of a run; make one with :meth:`create`, find one with :meth:`open`."""

    path: Path

    @classmethod
    def create(cls, path: Path, manifest: Manifest) -> "RunFolder":
        """Make the folder with its manifest; RunFolderError where something is already.

        The run's own index may be there: the manifest says what it was made of.
        """
        if path.is_dir() and {each.name for each in path.iterdir()} - {OWN_INDEX}:
            raise RunFolderError(f"{path} is not empty. Name another folder with --out.")
        if path.exists() and not path.is_dir():
            raise RunFolderError(f"{path} is no folder. Name another with --out.")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunFolderError(f"{path} can't be made ({error.strerror}).") from error
        folder = cls(path)
        folder.write_manifest(manifest)
        return folder

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Return the run in this folder; RunFolderError where there is none, or an older one."""
        folder = cls(path)
        version = folder.manifest().get("version")
        if version != VERSION:
            raise RunFolderError(
                f"{path} was written by another version of the evals ({version}, this is "
                f"{VERSION}). Run the questions again."
            )
        return folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from writing to the folder; RunFolderError where one is writing."""
        lock = FileLock(self.path / "run.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise RunFolderError(
                f"Another command is writing to {self.path}. Wait until it has ended, or name "
                "another folder with --out."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def manifest(self) -> Manifest:
        """Return what the run was made of and by."""
        place = self.path / "manifest.json"
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunFolderError(
                f"{self.path} is no run: it has no manifest.json. Name a folder that "
                "`fundstelle eval run` has made."
            ) from None
        except (OSError, ValueError) as error:
            raise RunFolderError(f"{place} can't be read ({error}).") from error
        if not isinstance(found, dict):
            raise RunFolderError(f"{place} holds no object.")
        return found

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest; the version is added."""
        text = json.dumps({"version": VERSION, **manifest}, ensure_ascii=False, indent=2)
        self._replace("manifest.json", text + "\n")

    def items(self) -> list[Item]:
        """Return what has been answered so far, in the order it came."""
        return self._read(_ITEMS, Item)

    def repeats(self) -> list[Item]:
        """Return what came of asking the same questions a second time, a third, and so on."""
        return self._read(_REPEATS, Item)

    def append_item(self, item: Item) -> None:
        """Keep one item; it is on disk when this returns."""
        lines.append(self.path / (_ITEMS if item.repeat == 1 else _REPEATS), [item])

    def forget_failed(self) -> None:
        """Drop the items without a reply, so that they are asked again."""
        for name in (_ITEMS, _REPEATS):
            items = self._read(name, Item)
            if any(item.reply is None for item in items):
                adapter = TypeAdapter(Item)
                kept = [adapter.dump_json(each).decode() for each in items if each.reply]
                self._replace(name, "".join(f"{line}\n" for line in kept))

    def judgements(self) -> list[Judgement]:
        """Return what judges have said so far."""
        return self._read(_JUDGEMENTS, Judgement)

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; they are on disk when this returns."""
        lines.append(self.path / _JUDGEMENTS, judgements)

    def scores(self) -> list[ScoredItem]:
        """Return the scored items; RunFolderError before the run is scored."""
        if not (self.path / "scores.jsonl").is_file():
            raise RunFolderError(
                f"{self.path} is not scored yet. Type `fundstelle eval score {self.path}`."
            )
        try:
            return self._read("scores.jsonl", ScoredItem)
        except lines.KeptLineError as error:
            raise self._unreadable("scores.jsonl", error.why) from None

    def write_scores(self, scored: Sequence[ScoredItem]) -> None:
        """Replace the scores."""
        adapter = TypeAdapter(ScoredItem)
        text = "".join(adapter.dump_json(each).decode() + "\n" for each in scored)
        self._replace("scores.jsonl", text)

    def rates(self) -> list[Rate]:
        """Return the rates of ``metrics.json``; RunFolderError before the run is scored."""
        try:
            return TypeAdapter(list[Rate]).validate_python(self.metrics().get("rates"))
        except ValidationError as error:
            raise self._unreadable("metrics.json", error.errors()[0]["msg"]) from None

    def metrics(self) -> dict[str, Any]:
        """Return ``metrics.json``: ``rates``, and what else the scoring has found out."""
        place = self.path / "metrics.json"
        if not place.is_file():
            raise RunFolderError(
                f"{self.path} is not scored yet. Type `fundstelle eval score {self.path}`."
            )
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._unreadable("metrics.json", str(error)) from error
        if not isinstance(found, dict):
            raise self._unreadable("metrics.json", "it holds no object")
        return found

    def _unreadable(self, name: str, why: str) -> RunFolderError:
        """Say that a file made by scoring can't be read, and how it is made anew."""
        return RunFolderError(
            f"{self.path / name} can't be read ({why}). Type `fundstelle eval score {self.path}`."
        )

    def write_metrics(self, rates: Sequence[Rate], **more: object) -> None:
        """Replace ``metrics.json``; ``more`` must be what JSON can hold."""
        found = {"rates": TypeAdapter(list[Rate]).dump_python(list(rates), mode="json"), **more}
        self._replace("metrics.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")

    def mend(self) -> list[Path]:
        """Drop last lines that a crash cut short, before more is appended; return whose."""
        places = [self.path / name for name in (_ITEMS, _REPEATS, _JUDGEMENTS)]
        return [place for place in places if lines.mend(place)]

    def _read(self, name: str, kind: type[Line]) -> list[Line]:
        return list(lines.read(self.path / name, kind))

    def _replace(self, name: str, text: str) -> None:
        """Write beside and rename: nobody sees half a file."""
        beside = self.path / f".{name}.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path / name)
