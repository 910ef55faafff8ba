"""The console command ``fundstelle``; every command is one file and imports late what it needs."""

import sys
from collections.abc import Sequence

from rag.settings import load_settings, prepare_process
from ui.command import (
    articles,
    ask,
    chat,
    doctor,
    evaluation,
    index,
    models,
    remove,
    search,
    serve,
    users,
)
from ui.command.arguments import Parser, new_parser
from ui.command.failures import INTERRUPTED, end_at_once_on_interrupt, guarded
from ui.command.output import prepared_streams

_COMMANDS = (
    *(index, remove, search, ask, chat, serve, users),
    *(articles, models, evaluation, doctor),
)
_FLAGS = ("corpus", "data", "model")


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out what was typed and return the exit code: 0, 1, 2, 3 or 130 (DESIGN.md)."""
    words = sys.argv[1:] if argv is None else list(argv)
    with prepared_streams():
        code = guarded(lambda: _run(words), as_json=_wants_json(words))
    if code == INTERRUPTED and argv is None:
        end_at_once_on_interrupt()
    return code


def parser() -> Parser:
    """Return the parser of all commands."""
    whole, commands = new_parser()
    for command in _COMMANDS:
        command.declare(commands)
    return whole


def _run(words: Sequence[str]) -> int:
    try:
        arguments = parser().parse_args(words)
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    given = {name: getattr(arguments, name, None) for name in _FLAGS}
    settings = load_settings(overrides=given)
    prepare_process(settings)
    code: int = arguments.run(arguments, settings)
    return code


def _wants_json(words: Sequence[str]) -> bool:
    """Whether errors are to be JSON too, also those of parsing."""
    flags = words[: words.index("--")] if "--" in words else words
    return any(word in ("--json", "--batch") or word.startswith("--batch=") for word in flags)
