"""Foreign formats are parsed in a process of their own, with limits of time and memory per file.

A file that its parser can't cope with (a bomb, an endless page, a fault in a C library) costs that
file and no more: the process is ended, and the next file gets a new one. What comes back is JSON,
not pickles: a parser that a file took over must not be able to run anything here.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from index.errors import CorpusError, ForeignFileError
from index.readers import reader_for
from index.records import FileProblem, PageStart, RawArticle, ReadResult, RemovedLine

SECONDS = 60.0
"""How long one file may take: a newspaper's page takes hundredths."""
MEMORY_BYTES = 2_000_000_000
"""How much memory the process may use; not limited on Windows, which has no such call."""

# A program of its own, not multiprocessing: that would import the caller's main module again, and
# a fork of a process that runs torch's threads may never wake up.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from index.readers.worker import serve; serve(int(sys.argv[2]))"
)
_CRASHED = "its parser crashed on it. Save it anew or take it away."


class ReadingProcess:
    """Reads files one after the other in a process that starts with the first of them."""

    def __init__(self, *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES) -> None:
        self._seconds = seconds
        self._memory = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the process, None where there is none."""
        return None if self._process is None else self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether there is a process: not before the first file, nor after one that ended it."""
        return self._process is not None

    def read(self, path: Path) -> ReadResult:
        """Return what the file's reader does, and raise CorpusError as it does.

        Raises ForeignFileError with the codes ``timeout``, ``memory`` and ``crashed`` for a file
        that went beyond the limits or ended the process.
        """
        answer, late = self._asked(self._started(), path)
        if late or not answer.endswith(b"\n"):
            self.close()
        if answer.endswith(b"\n"):
            return self._result(json.loads(answer))
        if late:
            limit = f"{self._seconds:g} seconds"
            message = f"{path} takes longer than {limit} to read. Split it or take it away."
            raise ForeignFileError("timeout", message)
        raise ForeignFileError("crashed", f"{path}: {_CRASHED}")

    def _asked(self, process: subprocess.Popen[bytes], path: Path) -> tuple[bytes, bool]:
        """The process's answer, whole if a line end is there, and whether time ran out."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(json.dumps(str(path)).encode() + b"\n")
                process.stdin.flush()
            answer = process.stdout.readline()
        except BaseException:
            self.close()  # an answer that nobody waited for would be the next file's
            raise
        finally:
            timer.cancel()
            timer.join()
        return answer, late.is_set()

    def close(self) -> None:
        """End the process, whatever it does; a later file starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - this Python, our own program
                [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _result(self, answer: dict[str, Any]) -> ReadResult:
        if "error" in answer:
            if answer["error"] == "memory":
                self.close()  # what it could not free would be the next file's
            raise ForeignFileError(answer["error"], answer["message"])
        return ReadResult(
            tuple(_article(**article) for article in answer["articles"]),
            tuple(FileProblem(**problem) for problem in answer["problems"]),
        )


def serve(memory_bytes: int) -> None:
    """Answer paths on standard input with lines of JSON until it ends: the process's program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to handle
    _limit_memory(memory_bytes)
    # A library that prints must not speak into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        _reply(answers, _answer(Path(json.loads(line))))


def _answer(path: Path) -> dict[str, Any]:
    try:
        return asdict(reader_for(path).read(path))
    except CorpusError as error:
        return {"error": error.code, "message": str(error)}
    except MemoryError:
        message = f"{path} needs too much memory to be read. Split it or take it away."
        return {"error": "memory", "message": message}
    except Exception:  # noqa: BLE001 - whatever a parser raises costs this file alone
        return {"error": "crashed", "message": f"{path}: {_CRASHED}"}


def _reply(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):  # a stricter limit of the user's stays
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _article(**fields: Any) -> RawArticle:  # noqa: ANN401 - JSON
    fields["pages"] = tuple(PageStart(**page) for page in fields["pages"])
    fields["removed"] = tuple(RemovedLine(**line) for line in fields["removed"])
    return RawArticle(**fields)
