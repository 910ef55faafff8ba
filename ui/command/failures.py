"""From what went wrong to one line and an exit code; no traceback reaches a user."""

import os
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress

from index.errors import FundstelleError
from rag.as_json import error_json
from rag.errors import QuestionError, SettingsError, StoppedError
from ui.command.arguments import UsageError
from ui.command.output import say_json, tell

DONE, FAILED, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130


def guarded(run: Callable[[], int], *, as_json: bool) -> int:
    """Return the exit code of ``run``; what it raises is said in one line.

    With ``as_json`` the line goes to standard output as ``{"error": {"code", "message"}}``.
    """
    try:
        code = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, StoppedError):
        tell("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return FAILED
    # The outermost border: whatever comes here becomes one line, its traceback goes to a file.
    except Exception as error:  # noqa: BLE001
        with suppress(BrokenPipeError):
            _report(*_explained(error), as_json=as_json)
        return USAGE if isinstance(error, UsageError | QuestionError | SettingsError) else FAILED
    return code


def end_at_once_on_interrupt() -> None:
    """Let a second Ctrl-C end the process while Python winds up, without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _report(code: str, message: str, *, as_json: bool) -> None:
    if as_json:
        say_json(error_json(code, message))
    else:
        tell(message)


def _explained(error: Exception) -> tuple[str, str]:
    if isinstance(error, FundstelleError):
        return error.code, str(error)
    if isinstance(error, OSError):
        _drop_stdout_if_full(error)
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


def _drop_stdout_if_full(error: OSError) -> None:
    """A full disk behind standard output would complain once more when Python ends."""
    if error.filename is None:
        _drop_stdout()


def _drop_stdout() -> None:
    """Nobody reads any more: let what is left in the buffer go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
