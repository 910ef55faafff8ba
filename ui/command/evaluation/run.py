"""``fundstelle eval run``: ask the questions of a set, keep everything, say how it went."""

import argparse
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import FundstelleError
from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json, given_paths, item_count
from ui.command.evaluation.remaining import Remaining
from ui.command.failures import DONE, PARTLY
from ui.command.output import Status, progress_bar, say, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.dataset.bare import Given
    from evals.dataset.records import Line
    from evals.records import Item, Manifest
    from evals.running.folder import RunFolder
    from rag.assemble import OpenAssistant
    from ui.command.arguments import Commands

_NONE = "none"


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "run", "ask the questions of a set, score and report the answers"
    )
    parser.add_argument(
        "--questions",
        metavar="FILE",
        nargs="+",
        help="your own, over your index; a line may have a question alone (none: the built-in set)",
    )
    parser.add_argument("--split", choices=("dev", "test"), help="part of the built-in set (dev)")
    parser.add_argument("--quick", action="store_true", help="a balanced hundred of them")
    parser.add_argument("--languages", metavar="CODES", help="in these alone: de,en")
    parser.add_argument("--limit", metavar="N", type=item_count, help="a balanced N of them")
    parser.add_argument(
        "--out", metavar="FOLDER", help="of the run; one that was stopped there goes on"
    )
    parser.add_argument(
        "--distractors",
        metavar="FILE",
        help="articles that answer nothing, beside the corpus; none for none "
        "(default: ../shared/data/german_news where it is)",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ask, score, report; 3 if the product failed on some of the questions."""
    from evals.running.folder import RunFolder
    from ui.command.evaluation.score import report_run, score_run

    given, paths = _given(arguments)
    lines = _selected(given, arguments)
    place = _place(arguments, settings)
    if (place / "manifest.json").is_file():
        RunFolder.open(place)  # a folder that can't be gone on with is told before work begins
    folder = _answer(arguments, settings, place=place, lines=lines, given=given, paths=paths)
    rates = score_run(folder, settings, shown=not arguments.json)
    written = report_run(folder)
    items = folder.items()
    failed = sum(item.reply is None for item in items)
    if arguments.json:
        say_json(
            {
                "schema": SCHEMA,
                "run": str(folder.path),
                "items": len(items),
                "failed": failed,
                "report": str(written),
                "rates": rates,
            }
        )
    else:
        _print(items)
        say(f"The run: {folder.path}")
        say(f"The report: {written}")
    return PARTLY if failed else DONE


def _given(arguments: argparse.Namespace) -> "tuple[Given, list[Path]]":
    """Return all questions of the files, and the files."""
    from evals.dataset.bare import read_given
    from evals.dataset.sets import built_in_sets

    if arguments.questions is None:
        paths = [path for path in built_in_sets() if path.stem == (arguments.split or "dev")]
        return read_given(paths), paths
    if arguments.split is not None or arguments.distractors is not None:
        raise UsageError("--split and --distractors go with the built-in set, not --questions.")
    paths = given_paths(arguments.questions)
    given = read_given(paths)
    if given.unreviewed:
        tell(f"{given.unreviewed} of the questions with gold were not reviewed by a person.")
    return given, paths


def _selected(given: "Given", arguments: argparse.Namespace) -> "list[Line]":
    from evals.running.selection import QUICK, selected

    languages = [code.strip() for code in (arguments.languages or "").split(",") if code.strip()]
    limit = arguments.limit or (QUICK if arguments.quick else None)
    lines = selected(given.lines, languages=languages, limit=limit)
    if not lines:
        there = ", ".join(sorted({line.question.language for line in given.lines}))
        raise UsageError(f"No question is in {arguments.languages}. There are: {there}.")
    return lines


def _place(arguments: argparse.Namespace, settings: Settings) -> Path:
    if arguments.out is not None:
        return given_paths([arguments.out])[0]
    name = "own" if arguments.questions else arguments.split or "dev"
    return settings.data / "evals" / f"{datetime.now():%Y-%m-%d-%H%M%S}-{name}"  # noqa: DTZ005


def _answer(
    arguments: argparse.Namespace,
    settings: Settings,
    *,
    place: Path,
    lines: "Sequence[Line]",
    given: "Given",
    paths: "Sequence[Path]",
) -> "RunFolder":
    from evals.dataset.bare import refuse
    from evals.running.manifest import manifest_of
    from evals.running.place import located, own_index
    from rag.assemble import open_assistant

    distractors = _distractors(arguments)
    if arguments.questions is None:
        with progress_bar("indexing", unit="passages") as progress:
            settings_of_index = own_index(settings, place, distractors, progress)
    else:
        settings_of_index = settings
    found = located(lines, settings_of_index)
    refuse(found.problems)
    with closing(open_assistant(settings_of_index, with_chroma=False)) as opened:
        manifest = manifest_of(
            settings_of_index,
            opened.assistant.model,
            questions=paths,
            split=None if arguments.questions else arguments.split or "dev",
            distractors=distractors,
        )
        folder = _opened(place, manifest)
        _ask(opened, folder, found.lines, given, shown=not arguments.json)
    _close(folder, settings)
    return folder


def _distractors(arguments: argparse.Namespace) -> Path | None:
    from evals.running.place import shared_distractors

    if arguments.distractors == _NONE or arguments.questions is not None:
        return None
    return shared_distractors() if arguments.distractors is None else Path(arguments.distractors)


def _opened(place: Path, manifest: "Manifest") -> "RunFolder":
    """Make the run's folder, or go on with the one that is there."""
    from evals.running.folder import RunFolder, RunFolderError
    from evals.running.manifest import differences

    if not (place / "manifest.json").is_file():
        return RunFolder.create(place, manifest)
    folder = RunFolder.open(place)
    if changed := differences(folder.manifest(), manifest):
        raise RunFolderError(
            f"{place} was begun with another {', '.join(changed)}. Name another folder with --out."
        )
    folder.mend()
    folder.forget_failed()
    return folder


def _ask(
    opened: "OpenAssistant",
    folder: "RunFolder",
    lines: "Sequence[Line]",
    given: "Given",
    *,
    shown: bool,
) -> None:
    from evals.running.answering import answered

    known = len(folder.items())
    if known:
        tell(f"{known} questions are answered already.")
    remaining = Remaining(len(lines) - known)
    started = time.monotonic()
    status = Status(shown=shown)
    try:
        for _ in answered(opened.assistant, lines, given.bare, folder):
            status.show(remaining.after_one())
    except FundstelleError as error:
        error.add_note(f"{folder.path} goes on with --out.")
        raise
    finally:
        status.clear()
        manifest = folder.manifest()
        spent = manifest.get("seconds", 0) + time.monotonic() - started
        folder.write_manifest({**manifest, "seconds": round(spent, 1)})


def _close(folder: "RunFolder", settings: Settings) -> None:
    """Count a run over the test split."""
    from evals.running.history import log_test_run

    manifest = folder.manifest()
    if manifest["split"] != "test" or "test_run" in manifest:
        return
    entry = {
        "finished": f"{datetime.now():%Y-%m-%dT%H:%M:%S}",  # noqa: DTZ005 - the user's own clock
        "run": str(folder.path),
        "commit": manifest["commit"],
        "items": len(folder.items()),
    }
    count = log_test_run(settings.data, entry)
    folder.write_manifest({**manifest, "test_run": count})
    tell(f"This was look {count} at the test split. Tune on dev.")


def _print(items: "Sequence[Item]") -> None:
    say(f"{'language':<9} asked  answered  refused  failed  seconds (median)")
    for language in sorted({item.question.language for item in items}):
        those = [item for item in items if item.question.language == language]
        replies = [item.reply for item in those if item.reply is not None]
        said = sum(reply.answered for reply in replies)
        seconds = sorted(reply.total_seconds for reply in replies)
        median = f"{seconds[len(seconds) // 2]:.1f}" if seconds else "-"
        say(
            f"{language:<9} {len(those):>5}  {said:>8}  {len(replies) - said:>7}  "
            f"{len(those) - len(replies):>6}  {median:>16}"
        )
