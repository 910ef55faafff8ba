"""``fundstelle chat``: questions in the terminal, one after the other."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

from index.errors import FundstelleError
from rag.errors import StoppedError
from rag.settings import Settings
from ui.command.answers import print_answer, watch
from ui.command.arguments import add_command
from ui.command.failures import DONE
from ui.command.output import DIM, Status, painted, say, tell

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from ui.command.arguments import Commands

_WELCOME = (
    "Ask in any language. A question like 'And when?' is read together with the one before it.\n"
    "Ctrl-C stops an answer, Ctrl-D ends."
)
_PROMPT = "? "


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "chat", "ask questions in the terminal")
    parser.add_argument(
        "--language", metavar="CODE", help="answer in this language (de, en, zh ...)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer until the input ends."""
    from rag.assemble import open_assistant

    status = Status()
    status.show("opening the index and the model ...")
    try:
        opened = open_assistant(settings, with_chroma=True)
    finally:
        status.clear()
    with closing(opened):
        say(painted(_WELCOME, DIM))
        _converse(opened.assistant, arguments.language)
    return DONE


def _converse(assistant: "Assistant", language: str | None) -> None:
    terminal = sys.stdin.isatty()
    asked: list[Mapping[str, str]] = []
    if terminal:
        with suppress(ImportError):
            # Imported for its effect: input() can then be edited, with a history.
            import readline  # noqa: F401
    while True:
        try:
            question = input(_PROMPT if terminal else "")
            if question.strip():
                asked.append({"role": "user", "content": question})
                _answer(assistant, asked, language)
                say()
        except EOFError:
            say()
            return
        except KeyboardInterrupt:
            # Of a program that feeds us, the end; of a person, that this line is not meant.
            if not terminal:
                raise
            say("\n(Ctrl-D ends)")
        except FundstelleError as error:
            # One question failed, the next may not: stopped, too long, the server is away.
            tell("Stopped." if isinstance(error, StoppedError) else str(error))


def _answer(
    assistant: "Assistant", asked: Sequence[Mapping[str, str]], language: str | None
) -> None:
    """Answer the last that was asked."""
    status, stop = Status(), threading.Event()
    with _stopped_by_interrupt(stop):
        try:
            events = assistant.stream(
                asked[-1]["content"], history=asked[:-1], language=language, stop=stop
            )
            answer = watch(events, status, draft=False, as_json=False)
        finally:
            status.clear()
    print_answer(answer)


@contextmanager
def _stopped_by_interrupt(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl-C set ``stop``; a second one interrupts as everywhere else."""

    def handle(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
