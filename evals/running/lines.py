"""Records kept a line at a time: what stands behind the last line end was never finished.

Who is stopped while writing leaves a line cut short. It is dropped before more is written, and
what it would have held is asked again; every whole line stays.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from index.errors import FundstelleError

Line = TypeVar("Line")


class KeptLineError(FundstelleError):
    """A whole line that holds no record of the kind; names file, line and field."""

    code = "kept_line"

    def __init__(self, place: Path, number: int, why: str) -> None:
        super().__init__(
            f"{place}:{number} can't be read ({why}). Remove the line, or begin again in another "
            "folder."
        )
        self.why = f"line {number}: {why}"


def mend(place: Path) -> bool:
    """Drop a last line that was cut short; return whether there was one."""
    if not place.is_file() or not (raw := place.read_bytes()) or raw.endswith(b"\n"):
        return False
    os.truncate(place, raw.rfind(b"\n") + 1)
    return True


def read(place: Path, kind: type[Line]) -> Iterator[Line]:
    """Yield the records of the whole lines, none where there is no file. Raises KeptLineError."""
    if not place.is_file():
        return
    adapter = TypeAdapter(kind)
    for number, line in enumerate(place.read_bytes().split(b"\n")[:-1], start=1):
        try:
            yield adapter.validate_json(line)
        except ValidationError as error:
            what = error.errors()[0]
            where = ".".join(str(part) for part in what["loc"])
            said = f"{where}: {what['msg']}" if where else what["msg"]
            raise KeptLineError(place, number, said) from None


def append(place: Path, records: Iterable[object]) -> None:
    """Write a line a record; all are on disk when this returns."""
    with place.open("ab") as file:
        for record in records:
            file.write(TypeAdapter(type(record)).dump_json(record) + b"\n")
        file.flush()
        os.fsync(file.fileno())
