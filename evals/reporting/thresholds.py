"""The file of thresholds that ``eval gate`` holds a run against."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from evals.records import Better, Metric
from index.errors import FundstelleError

DEFAULT = Path(__file__).with_name("gate.toml")

Kind = Literal["bound", "margin"]


class ThresholdsError(FundstelleError):
    """A file of thresholds that can't be read, or that asks for what there is not."""

    code = "thresholds"


@dataclass(frozen=True, slots=True)
class Threshold:
    """What one line asks of one metric over one slice."""

    kind: Kind
    metric: Metric
    slice: str
    number: float


def read_thresholds(path: Path, registry: Mapping[str, Metric]) -> list[Threshold]:
    """Read the thresholds in the file's order; ThresholdsError names the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except OSError as error:
        raise ThresholdsError(f"{path} can't be read ({error.strerror}).") from error
    except ValueError as error:
        raise ThresholdsError(f"{path} is no TOML: {error}.") from error
    if unknown := found.keys() - {"judged", *get_args(Kind)}:
        name = min(unknown)
        raise _wrong(path, text, name, f"{name!r} means nothing here: judged, [bound], [margin].")
    judged = found.get("judged", False)
    if not isinstance(judged, bool):
        raise _wrong(path, text, "judged", "`judged` must be true or false.")
    return [
        _threshold(_Line(path, text, kind, key), number, registry, judged=judged)
        for kind in get_args(Kind)
        for key, number in _table(found, kind, path).items()
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a key stands."""

    path: Path
    text: str
    kind: Kind
    key: str

    def wrong(self, sentence: str) -> ThresholdsError:
        return _wrong(self.path, self.text, self.key, sentence, table=self.kind)


def _table(found: Mapping[str, Any], kind: str, path: Path) -> Mapping[str, object]:
    table = found.get(kind, {})
    if not isinstance(table, Mapping):
        raise ThresholdsError(f"{path}: {kind} must be a table, [{kind}].")
    return table


def _threshold(
    line: _Line, number: object, registry: Mapping[str, Metric], *, judged: bool
) -> Threshold:
    name, _, of = line.key.partition(" ")
    metric = registry.get(name)
    if metric is None:
        raise line.wrong(f"there is no metric {name!r}. There are: {', '.join(registry)}.")
    if metric.better is Better.NEITHER:
        raise line.wrong(f"{name} is only described: neither more nor less of it is better.")
    if metric.judged and not judged:
        raise line.wrong(f"{name} is judged. Write `judged = true` at the top to go by a judge.")
    # A boolean is an integer to Python.
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise line.wrong(f"{line.key!r} must be a number.")
    if line.kind == "margin" and number < 0:
        raise line.wrong(f"{line.key!r}: a margin is how much worse a run may be, 0 or more.")
    return Threshold(line.kind, metric, of.strip() or "all", float(number))


def _wrong(
    path: Path, text: str, key: str, sentence: str, table: str | None = None
) -> ThresholdsError:
    """Find the key's line, which TOML's reader does not tell."""
    assigned = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\]]""")
    within: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            within = header[1]
        if assigned.match(line) and table in (None, within):
            return ThresholdsError(f"{path}:{number}: {sentence}")
    return ThresholdsError(f"{path}: {sentence}")
