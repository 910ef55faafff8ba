"""Ctrl-C on a terminal, while the model reads."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS = 200


class Terminal:
    """A command on a terminal of its own."""

    def __init__(self, words: list[str]) -> None:
        self._ours, theirs = pty.openpty()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "ui.command", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "dumb", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        os.close(theirs)
        self.said = ""

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until the text was said; what comes after it stays to be read."""
        end = time.monotonic() + SECONDS
        while text not in self.said:
            assert time.monotonic() < end, self.said
            if select.select([self._ours], [], [], 1)[0]:
                self.said += os.read(self._ours, 1000).decode(errors="replace")
            assert self.child.poll() is None, self.said

    def interrupt_until(self, text: str) -> None:
        """Press Ctrl-C as a person does: again when nothing came of it.

        One that comes between Python's look for signals and readline's wait for keys is kept until
        the next key.
        """
        end = time.monotonic() + SECONDS
        while text not in self.said:
            assert time.monotonic() < end, self.said
            self.child.send_signal(signal.SIGINT)
            # A second one that comes before the first is answered would be lost in the next line.
            patience = time.monotonic() + 10
            while text not in self.said and time.monotonic() < patience:
                if select.select([self._ours], [], [], 1)[0]:
                    self.said += os.read(self._ours, 1000).decode(errors="replace")
            assert self.child.poll() is None, self.said

    def wait_for_prompt(self) -> None:
        """Read until a question mark and a blank are the last that was said."""
        while not self.said.rsplit(")", 1)[-1].strip("\r\n").endswith("? "):
            assert select.select([self._ours], [], [], SECONDS)[0], self.said
            self.said += os.read(self._ours, 1000).decode(errors="replace")

    def rest(self) -> str:
        """Everything until the command has ended."""
        while select.select([self._ours], [], [], SECONDS)[0]:
            try:
                piece = os.read(self._ours, 1000).decode(errors="replace")
            except OSError:  # the other end is closed
                break
            self.said += piece
        self.child.wait(SECONDS)
        return self.said

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self._ours)


# On a copy of the index: a command that is killed leaves Chroma to be filled again, and to say so.
@contextmanager
def _terminal(*words: str) -> Iterator[Terminal]:
    terminal = Terminal(list(words))
    try:
        yield terminal
    finally:
        terminal.close()


def test_an_answer_is_interrupted_while_the_model_reads(copied: Any, model_cache: Path) -> None:
    question = "Wer hat die Pfeifen der Orgel gereinigt?"
    with _terminal("ask", question, "--model", "embedded", *copied.flags) as terminal:
        terminal.wait_for("passages found")
        terminal.child.send_signal(signal.SIGINT)
        said = terminal.rest()
        assert terminal.child.returncode == 130
        assert said.rstrip().endswith("Interrupted.")
        assert "Traceback" not in said


def test_a_chat_goes_on_after_a_stopped_answer(copied: Any, model_cache: Path) -> None:
    with _terminal("chat", "--model", "embedded", *copied.flags) as terminal:
        terminal.wait_for("? ")
        assert "read together with the one before" in terminal.said
        terminal.type("Was kostet die Sperrung der Eisenbrücke?\n")
        terminal.wait_for("passages found")
        terminal.child.send_signal(signal.SIGINT)
        terminal.wait_for("Stopped.")
        terminal.type("🎉\n")
        # In the language of the conversation.
        terminal.wait_for("Bitte eine Frage in Worten stellen.")
        # Ctrl-C at the prompt ends nothing, Ctrl-D does.
        terminal.wait_for_prompt()
        terminal.interrupt_until("Ctrl-D ends)")
        # Before the prompt stands there, nobody reads a Ctrl-D and it is lost.
        terminal.wait_for_prompt()
        terminal.type("\x04")
        said = terminal.rest()
        assert terminal.child.returncode == 0
        assert "Traceback" not in said
