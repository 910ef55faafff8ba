"""``fundstelle eval draft``: questions proposed from one's own articles, for a person to check."""

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING

from index.errors import FundstelleError
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, given_paths, item_count
from ui.command.evaluation.remaining import Progress
from ui.command.failures import DONE, FAILED
from ui.command.output import plain, say, tell

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "draft", "propose questions from your articles, with the sentence that answers"
    )
    parser.add_argument("--n", metavar="N", type=item_count, default=50, help="how many (50)")
    parser.add_argument(
        "--languages", metavar="CODES", default="de,en", help="in these in turns (de,en)"
    )
    parser.add_argument("--out", metavar="FILE", help="a new file to write to (none: print them)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write a line a question; 1 where not one could be made."""
    from evals.dataset.drafting import drafts
    from rag.assemble import choose_model, embedder_of, open_store

    languages = [code.strip() for code in arguments.languages.split(",") if code.strip()]
    if not languages:
        raise UsageError("--languages is empty. Name some: de,en.")
    place = None if arguments.out is None else given_paths([arguments.out])[0]
    if place is not None and place.exists():
        raise FundstelleError(f"{place} is there already. Name another file with --out.")
    progress = Progress("questions: ")
    made = 0
    progress.at(made, arguments.n)
    with closing(open_store(settings)) as reader, closing(choose_model(settings).model) as model:
        for draft in drafts(reader, model, embedder_of(settings), languages, arguments.n):
            made += 1
            line = json.dumps(draft.as_line(), ensure_ascii=False)
            if place is None:
                say(line)
            else:
                with place.open("a", encoding="utf-8") as file:
                    file.write(line + "\n")
            progress.at(made, arguments.n)
    progress.clear()
    if made < arguments.n:
        tell(f"{made} questions of {arguments.n}: the articles gave no more that are usable.")
    if place is not None:
        say(plain(f"{place}: {made} questions that nobody has checked. Edit or drop lines, then"))
        say(plain(f"fundstelle eval run --questions {place}"))
    return DONE if made else FAILED
