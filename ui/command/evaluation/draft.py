"""``fundstelle eval draft``: questions proposed for a person to check, from articles or thumbs."""

import argparse
import json
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import FundstelleError
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, given_paths, item_count
from ui.command.evaluation.remaining import Progress
from ui.command.failures import DONE, FAILED, PARTLY
from ui.command.output import plain, say, tell

if TYPE_CHECKING:
    from ui.command.arguments import Commands

_COUNT = 50
_LANGUAGES = ("de", "en")

Write = Callable[[Mapping[str, object]], None]


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "draft", "propose questions from your articles, with the sentence that answers"
    )
    parser.add_argument(
        "--n", metavar="N", type=item_count, help="how many at most (50; all that have a thumb)"
    )
    parser.add_argument(
        "--languages", metavar="CODES", help="in these in turns (de,en; all that have a thumb)"
    )
    parser.add_argument(
        "--from-feedback",
        action="store_true",
        help="instead: what readers said of answers on the page, their thumbs",
    )
    parser.add_argument("--out", metavar="FILE", help="a new file to write to (none: print them)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write a line a question; 1 where not one could be made, 3 where thumbs can't be read."""
    languages = _languages(arguments)
    place = None if arguments.out is None else given_paths([arguments.out])[0]
    if place is not None and place.exists():
        raise FundstelleError(f"{place} is there already. Name another file with --out.")
    make = _from_thumbs if arguments.from_feedback else _from_articles
    made, code = make(settings, languages, arguments.n, _writer(place))
    if place is not None and made:
        say(plain(f"{place}: {made} questions that nobody has checked. Edit or drop lines, then"))
        say(plain(f"fundstelle eval run --questions {place}"))
    return code if made else FAILED


def _languages(arguments: argparse.Namespace) -> list[str]:
    if arguments.languages is None:
        return []
    languages = [code.strip() for code in arguments.languages.split(",") if code.strip()]
    if not languages:
        raise UsageError("--languages is empty. Name some: de,en.")
    return languages


def _writer(place: Path | None) -> Write:
    """Return what writes lines as they come, to a file that is made with the first."""

    def write(found: Mapping[str, object]) -> None:
        line = json.dumps(found, ensure_ascii=False)
        if place is None:
            say(line)
            return
        with place.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    return write


def _from_articles(
    settings: Settings, languages: list[str], count: int | None, write: Write
) -> tuple[int, int]:
    from evals.dataset.drafting import drafts
    from rag.assemble import choose_model, embedder_of, open_store

    wanted = count or _COUNT
    progress = Progress("questions: ")
    made = 0
    progress.at(made, wanted)
    with closing(open_store(settings)) as reader, closing(choose_model(settings).model) as model:
        embedder = embedder_of(settings)
        for draft in drafts(reader, model, embedder, languages or _LANGUAGES, wanted):
            made += 1
            write(draft.as_line())
            progress.at(made, wanted)
    progress.clear()
    if made < wanted:
        tell(f"{made} questions of {wanted}: the articles gave no more that are usable.")
    return made, DONE


def _from_thumbs(
    settings: Settings, languages: list[str], count: int | None, write: Write
) -> tuple[int, int]:
    from evals.dataset import feedback
    from rag.assemble import open_store

    file = settings.data / feedback.FILE
    if not file.exists():
        raise FundstelleError(f"There is no {file}: nobody has given a thumb on the page yet.")
    thumbs, problems = feedback.read_thumbs(file)
    for problem in problems:
        tell(plain(f"{file}:{problem.line}: {problem.message}. The line is left out."))
    asked = feedback.by_question(
        [thumb for thumb in thumbs if not languages or thumb.language in languages]
    )[:count]
    with closing(open_store(settings)) as reader:
        for of_one in asked:
            last = of_one[-1]
            evidence, gone = feedback.standing(last, reader)
            for cited in gone:
                said = f"{cited.sentence[:40]!r} does not stand in {cited.article} any more"
                tell(plain(f"{file}:{last.line}: {said}; it is no evidence."))
            write(feedback.proposal(of_one, evidence))
    if not asked:
        tell(plain(f"{file} holds no thumb to make a question of."))
    return len(asked), PARTLY if problems else DONE
