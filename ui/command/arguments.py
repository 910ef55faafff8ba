"""What can be typed: the parser that commands add themselves to, and the flags they share."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import FundstelleError
from index.records import Filters

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - argparse has no public name

_MOST_HITS = 1000
_EXAMPLES = """examples:
  fundstelle index articles/
  fundstelle ask "How many councillors voted for the indoor pool?"
  fundstelle search "Hallenbad" -k 5 --since 2025-01-01
  fundstelle serve
"""


class UsageError(FundstelleError):
    """Something was typed that no command understands."""

    code = "usage"


class Parser(argparse.ArgumentParser):
    """Raises UsageError instead of printing and leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, naming the help that would answer."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        raise UsageError(f"{sentence}. Type `{self.prog} --help`.")


class _Version(argparse.Action):
    """Prints the version; looked up only when asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import PackageNotFoundError, version

        del namespace, values, option_string
        try:
            found = version("fundstelle")
        except PackageNotFoundError:
            found = "(not installed)"
        print(f"fundstelle {found}")
        parser.exit()


def new_parser() -> "tuple[Parser, Commands]":
    """Return the parser and where commands add themselves."""
    parser = Parser(
        prog="fundstelle",
        description="Ask German news in any language; every sentence of the answer shows the "
        "German sentence it stands on. Nothing leaves this machine.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_everywhere()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    return parser, parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True
    )


def add_command(commands: "Commands", name: str, summary: str) -> Parser:
    """Add a command that takes the flags that go everywhere."""
    return commands.add_parser(
        name,
        help=summary,
        description=summary[:1].upper() + summary[1:] + ".",
        parents=[_everywhere()],
        allow_abbrev=False,
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add what ``search`` and ``ask`` share: the question or a batch, and the filters."""
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="in any language")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help='one {"id","question"} a line, - for standard input; one JSON result a line',
    )
    parser.add_argument("--since", metavar="DAY", help="articles of this day (2024-07-31) or later")
    parser.add_argument("--until", metavar="DAY", help="articles of this day or earlier")
    parser.add_argument("--source", metavar="NAME", help="articles of this source")
    parser.add_argument("--article", metavar="ID", help="this article alone")
    parser.add_argument(
        "--undated",
        action="store_true",
        help="with --since or --until: articles without a date too",
    )


def given_question(arguments: argparse.Namespace) -> str:
    """Return the question; raises UsageError where there is none."""
    if not arguments.question:
        raise UsageError(
            f"There is no question. Type `fundstelle {arguments.command} QUESTION` or --batch FILE."
        )
    return " ".join(arguments.question)


def given_batch(arguments: argparse.Namespace) -> str | None:
    """Return the batch's place, if one was given; raises UsageError for a question beside it."""
    if arguments.batch is not None and arguments.question:
        raise UsageError("Give either a QUESTION or --batch FILE, not both.")
    batch: str | None = arguments.batch
    return batch


def given_filters(arguments: argparse.Namespace) -> Filters:
    """Return the filters of the flags; raises UsageError for --undated without a date bound."""
    if arguments.undated and not (arguments.since or arguments.until):
        raise UsageError("--undated goes with --since or --until; without them no article is out.")
    return Filters(
        since=arguments.since,
        until=arguments.until,
        source=arguments.source,
        article=arguments.article,
        undated=arguments.undated,
    )


def given_paths(words: Sequence[str]) -> list[Path]:
    """Return paths; raises UsageError for words that can't be one."""
    if any(not word.strip() or "\0" in word for word in words):
        raise UsageError("An empty word is no PATH. Name a file or a folder.")
    return [Path(word).expanduser() for word in words]


def hit_count(text: str) -> int:
    """Read ``-k``."""
    return _whole_number(text, 1, _MOST_HITS)


def item_count(text: str) -> int:
    """Read ``--limit``."""
    return _whole_number(text, 1, 1_000_000)


def repeat_count(text: str) -> int:
    """Read ``--repeat``."""
    return _whole_number(text, 1, 100)


def port_number(text: str) -> int:
    """Read ``--port``."""
    return _whole_number(text, 1, 65535)


def _whole_number(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(
            f"must be a whole number from {least} to {most}, not {text!r}"
        )
    return int(text)


def _everywhere() -> Parser:
    """The flags that go before or after the command: unset ones leave no trace in either place."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--corpus", metavar="FOLDER", help="folder that `index` begins with")
    shared.add_argument("--data", metavar="FOLDER", help="where the index is kept")
    shared.add_argument(
        "--model", metavar="MODEL", help="auto, embedded[:NAME], file:PATH or ollama:NAME"
    )
    return shared
