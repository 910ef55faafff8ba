"""The most memory that reading, cleaning and splitting a folder takes, reading process included.

``python -m evals.bench.sides.reading_memory FOLDER PARTS`` prints how many files were read and both
processes' peaks in megabytes; of each format in FOLDER it reads one of PARTS parts.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from evals.bench.sides.reading_formats import splits

_BYTES_A_MEGABYTE = 1_000_000


def main(folder: Path, parts: int) -> dict[str, Any]:
    """Read them all in one go and keep nothing."""
    read = 0
    process = worker = 0.0
    with tempfile.TemporaryDirectory() as name:
        for part in folder.iterdir():
            (Path(name) / part.name).mkdir()
            files = sorted(part.iterdir())
            for path in files[: -(-len(files) // parts)]:
                (Path(name) / part.name / path.name).symlink_to(path)
        for _ in splits(Path(name)):
            read += 1
            # Each time: the worker is gone when the last file has been read.
            worker = max([worker, *map(_peak, _children())])
        process = _peak(os.getpid())
    return {"files": read, "process": process, "worker": worker}


def _peak(process: int) -> float:
    """The most memory that was resident; not getrusage, which begins at the parent's peak."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / _BYTES_A_MEGABYTE
    raise OSError(f"The system does not say how much memory process {process} took.")


def _children() -> list[int]:
    own = os.getpid()
    return [int(p) for p in Path(f"/proc/{own}/task/{own}/children").read_text().split()]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
