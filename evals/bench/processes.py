"""Measuring in fresh processes, so that no side finds anything warm that the other left."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.settings import Settings, prepare_process

PROJECT = Path(__file__).parents[2]
_LONGEST_SECONDS = 3600


class SideError(Exception):
    """A process that was to be measured failed; the message is the end of what it said."""


def product(data: Path, *words: str) -> list[str]:
    """Return the product's own command, with this data folder."""
    return [sys.executable, "-m", "ui.command", "--data", str(data), *words]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process printed, and how long it lived."""

    result: dict[str, Any]
    wall_seconds: float


def run_side(name: str, *arguments: object, longest_seconds: float = _LONGEST_SECONDS) -> Run:
    """Run ``evals.bench.sides.NAME`` to its end; the last line that it prints is its result."""
    command = [sys.executable, "-m", f"evals.bench.sides.{name}", *map(str, arguments)]
    started = time.perf_counter()
    done = run_command(command, longest_seconds=longest_seconds)
    wall = time.perf_counter() - started
    return Run(json.loads(done.splitlines()[-1]), wall)


def run_command(
    command: list[str], *, stdin: bytes = b"", longest_seconds: float = _LONGEST_SECONDS
) -> str:
    """Run a command to its end and return what it printed; SideError when it fails."""
    done = subprocess.run(
        command,
        cwd=PROJECT,
        input=stdin,
        capture_output=True,
        timeout=longest_seconds,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
        raise SideError(f"{' '.join(command[1:4])} failed ({done.returncode}): {' | '.join(said)}")
    return done.stdout.decode()


def prepared(settings: Settings) -> Settings:
    """Make this process like the product's own before anything heavy is imported."""
    prepare_process(settings)
    return settings
