"""What went wrong, as a stable code and one clear line; no traceback reaches a user."""

import sqlite3
import tempfile
import traceback

from index.errors import FundstelleError


def explained(error: Exception) -> tuple[str, str]:
    """Return code and line; a bug's traceback is kept in a file that the line names."""
    if isinstance(error, FundstelleError):
        return error.code, str(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return (
            "system",
            f"{place}{error.strerror or error}. Check the path, its rights and the disk.",
        )
    if isinstance(error, sqlite3.Error):
        return "store", f"The index can't be read or written ({error}). Type `fundstelle doctor`."
    if isinstance(error, MemoryError):
        return "memory", "There is too little free memory. Choose a smaller model with --model."
    return "bug", (
        f"This is a bug in Fundstelle: {type(error).__name__}: {_first_line(error)}. "
        f"Please report it with {_kept(error)}."
    )


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")


def _kept(error: Exception) -> str:
    """Write the traceback to a file of its own and return its path."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="fundstelle-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.writelines(traceback.format_exception(error))
    return file.name
