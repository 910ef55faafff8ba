"""Python, packages, folders and the browser page."""

import importlib
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from rag.settings import Settings
from ui.command.health.check import Check, note, ok, problem

_LEAST_PYTHON = (3, 11)
_LEAST_FREE = 500_000_000
"""Bytes: an index of some thousand articles and its Chroma copy."""


def check_machine(settings: Settings) -> Iterator[Check]:
    """Yield what this machine gives the program."""
    yield _python()
    yield _packages()
    yield _folder("data folder", settings.data, "--data")
    yield _folder("cache folder", settings.cache, "FUNDSTELLE_CACHE")
    yield _page()


def _python() -> Check:
    found = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info < _LEAST_PYTHON:
        return problem("Python", f"{found} is too old. Install Python 3.11 or newer.")
    return ok("Python", found)


def _packages() -> Check:
    try:
        wanted = [Requirement(line) for line in requires("fundstelle") or ()]
    except PackageNotFoundError:
        return note("packages", "Fundstelle is not installed. Type `pip install -e .` where it is.")
    needed = [each for each in wanted if each.marker is None or each.marker.evaluate()]
    found = [_package(each) for each in needed]
    wrong = [text for text, right in found if not right]
    if wrong:
        return problem(
            "packages", f"{', '.join(wrong)}. Type `pip install --force-reinstall fundstelle`."
        )
    return ok("packages", ", ".join(text for text, _ in found))


def _package(wanted: Requirement) -> tuple[str, bool]:
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is missing", False
    if not wanted.specifier.contains(found, prereleases=True):
        return f"{wanted.name} is {found}, not {wanted.specifier}", False
    return f"{wanted.name} {found}", True


def _folder(part: str, folder: Path, setting: str) -> Check:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir() or not _is_writable(there):
        return problem(
            part,
            f"{folder} can't be written to. Give yourself the right to, or choose another folder "
            f"with {setting}.",
        )
    free = shutil.disk_usage(there).free
    if free < _LEAST_FREE:
        return problem(
            part,
            f"{folder} has {free / 1e9:.1f} GB of disk left. Make room, or choose another folder "
            f"with {setting}.",
        )
    return ok(part, f"{folder}, {free / 1e9:.1f} GB free")


def _is_writable(folder: Path) -> bool:
    import tempfile

    # Rights alone don't tell: a disk may be mounted read-only, and root is asked for none.
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _page() -> Check:
    try:
        importlib.import_module("gradio")
    # Also what a broken dependency of it raises while it is imported.
    except (ImportError, AttributeError, RuntimeError) as error:
        return problem("page", f"gradio can't be imported ({error}). Type `pip install gradio`.")
    return ok("page", f"gradio {version('gradio')}; `fundstelle serve` opens it")
