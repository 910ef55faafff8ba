"""From what went wrong to one line and an exit code; no traceback reaches a user."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from rag.as_json import error_json
from rag.errors import QuestionError, SettingsError, StoppedError
from ui.command.arguments import UsageError
from ui.command.output import say_json, tell
from ui.explained import explained

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
            _drop_stdout_if_full(error)
            _report(*explained(error), as_json=as_json)
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


def _drop_stdout_if_full(error: Exception) -> None:
    """A full disk behind standard output would complain once more when Python ends."""
    if isinstance(error, OSError) and error.filename is None:
        _drop_stdout()


def _drop_stdout() -> None:
    """Nobody reads any more: let what is left in the buffer go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
