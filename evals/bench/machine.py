"""What was measured on: processor, memory, versions, load, commit."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("torch", "chromadb", "llama-index-core", "sentence-transformers", "xllamacpp")
_ROOMS = ("index", "rag", "evals", "ui")
_GIT = ["git", "describe", "--always", "--dirty"]


def machine_facts(project: Path) -> str:
    """Return the facts as a Markdown list."""
    facts = {
        "measured": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit(project)}",
        "machine": f"{_processor()}, {_cores()} cores, {_memory()}, {platform.system()}",
        "load before (1, 5, 15 min)": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
        "versions": ", ".join([f"Python {platform.python_version()}", *map(_version, _PACKAGES)]),
    }
    return "\n".join(f"- {name}: {fact}" for name, fact in facts.items())


def source_state(project: Path) -> frozenset[tuple[str, int]]:
    """Return every module with the time of its last change.

    Two different states mean that what was measured in between is no single version's.
    """
    return frozenset(
        (str(path.relative_to(project)), path.stat().st_mtime_ns)
        for room in _ROOMS
        for path in (project / room).rglob("*.py")
    )


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 2**30:.0f} GB"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def _commit(project: Path) -> str:
    try:
        done = subprocess.run(
            _GIT, cwd=project, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()
