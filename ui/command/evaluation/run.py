"""``fundstelle eval run``: ask the questions of a set and keep what came back."""

import argparse
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.command.arguments import (
    UsageError,
    add_command,
    add_json,
    given_paths,
    item_count,
    repeat_count,
)
from ui.command.evaluation.outcomes import say_outcomes, tell_mended
from ui.command.evaluation.remaining import Progress
from ui.command.evaluation.score import report_run, score_run
from ui.command.failures import DONE, PARTLY
from ui.command.output import progress_bar, tell

if TYPE_CHECKING:
    from evals.dataset.bare import Given
    from evals.dataset.records import Line
    from evals.running.folder import RunFolder
    from rag.assistant import Assistant
    from rag.decision import Decision
    from rag.models.select import Selected
    from ui.command.arguments import Commands

_DISTRACTORS = Path("shared/data/german_news")
_NO_DISTRACTORS = "none"


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "run", "ask the questions of a set, score and report the answers"
    )
    parser.add_argument(
        "--questions", metavar="FILE", action="append", default=[], help="instead of the own set"
    )
    parser.add_argument("--split", choices=("dev", "test"), help="of the built-in set; dev")
    parser.add_argument("--quick", action="store_true", help="a balanced sample of 100")
    parser.add_argument("--languages", metavar="CODES", help="only these: de,en")
    parser.add_argument(
        "--limit", metavar="N", type=item_count, help="N of them, of as many groups as there are"
    )
    parser.add_argument(
        "--repeat",
        metavar="N",
        type=repeat_count,
        default=1,
        help="ask everything N times, and report what differs between the times (1)",
    )
    parser.add_argument(
        "--out", metavar="DIR", help="the run's folder; one that was stopped is gone on with"
    )
    parser.add_argument(
        "--distractors", metavar="PATH", help="more articles beside the corpus, or none"
    )
    parser.add_argument(
        "--never-refuse",
        action="store_true",
        help="show every draft: for fitting the rule that refuses",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ask what is missing and say what came back; 3 where some questions failed."""
    from evals.running import manifest
    from rag.assemble import assistant_of, choose_model, open_index

    given, paths, split = _given(arguments)
    lines = _chosen(arguments, given.lines)
    own = not arguments.questions or _is_about(lines, settings.corpus)
    if given.unreviewed:
        tell(f"{given.unreviewed} questions have been reviewed by nobody.")
    # Before anything is loaded or written.
    _check_gold(lines, settings, own=own)
    selected, rule = choose_model(settings), _rule(arguments)
    with ExitStack() as held:
        with closing(selected.model):
            distractors = _distractors(arguments.distractors, settings) if own else None
            made_of = _made_of(settings, selected, rule, (paths, lines, split), (own, distractors))
            path = _place(arguments.out, settings, split, selected.model.served_by)
            folder = _folder(path, made_of, lines, settings)
            held.enter_context(folder.alone())
            tell_mended(folder.mend())
            if changed := manifest.other_code(folder, made_of):
                tell(changed)
            if own:
                settings = _own_index(folder.path, settings, distractors)
            started = time.monotonic()
            with closing(open_index(settings, with_chroma=False)) as index, _timed(folder, started):
                assistant = assistant_of(index, selected.model, selected.note, rule).assistant
                _ask(folder, assistant, lines, given.bare, settings, arguments.repeat)
        score_run(folder)
        written = report_run(folder)
    say_outcomes(folder, written, as_json=arguments.json)
    failed = any(item.reply is None for item in (*folder.items(), *folder.repeats()))
    return PARTLY if failed else DONE


def _rule(arguments: argparse.Namespace) -> "Decision":
    from rag.decision import load_decision, never_refusing

    rule = load_decision()
    return never_refusing(rule) if arguments.never_refuse else rule


def _given(arguments: argparse.Namespace) -> "tuple[Given, list[Path], str | None]":
    from evals.dataset.bare import read_given
    from evals.dataset.sets import built_in_sets

    if arguments.questions:
        if arguments.split:
            raise UsageError("--split is the built-in set's; leave it out with --questions FILE.")
        paths = given_paths(arguments.questions)
        return read_given(paths), paths, None
    split: str = arguments.split or "dev"
    paths = [path for path in built_in_sets() if path.stem == split]
    return read_given(paths), paths, split


def _chosen(arguments: argparse.Namespace, lines: "tuple[Line, ...]") -> "list[Line]":
    from evals.running.selection import QUICK, in_turns, selected

    languages = [code.strip() for code in (arguments.languages or "").split(",") if code.strip()]
    if arguments.quick:
        chosen = selected(lines, languages=languages, limit=QUICK)[: arguments.limit]
    elif arguments.limit is not None:
        chosen = in_turns(lines, languages=languages)[: arguments.limit]
    else:
        chosen = selected(lines, languages=languages)
    if not chosen:
        raise UsageError(f"No question is in {arguments.languages}. Name other --languages.")
    return chosen


def _is_about(lines: "list[Line]", corpus: Path) -> bool:
    """Whether a gold quote is of the corpus folder."""
    return any((corpus / quote.doc).is_file() for line in lines for quote in line.question.evidence)


def _check_gold(lines: "list[Line]", settings: Settings, *, own: bool) -> None:
    from evals.dataset.articles import Corpus
    from evals.running.gold import check, located
    from index.updating.build import store_path

    if own:
        check(lines, Corpus.read(settings.corpus))
    else:
        located(lines, store_path(settings.data))


def _distractors(given: str | None, settings: Settings) -> Path | None:
    if given == _NO_DISTRACTORS:
        return None
    if given is not None:
        path = given_paths([given])[0].absolute()
        if not path.exists():
            raise UsageError(f"There is no {path}. Name articles with --distractors, or none.")
        return path
    found = settings.corpus.parent.parent / _DISTRACTORS
    return found if found.is_dir() else None


def _made_of(
    settings: Settings,
    selected: "Selected",
    rule: "Decision",
    asked: "tuple[list[Path], list[Line], str | None]",
    articles: tuple[bool, Path | None],
) -> dict[str, object]:
    from evals.running import manifest
    from index.updating.build import store_path

    paths, lines, split = asked
    own, distractors = articles
    names = (line.question.name for line in lines)
    corpus = manifest.folder_facts(settings.corpus) if own else None
    return {
        "questions": manifest.questions_facts(paths, names, split),
        "corpus": corpus or manifest.index_facts(store_path(settings.data)),
        "distractors": None if distractors is None else manifest.folder_facts(distractors),
        "model": manifest.model_facts(selected.model, settings),
        **manifest.answering_facts(settings, rule),
        **manifest.machine_facts(settings),
    }


def _place(out: str | None, settings: Settings, split: str | None, served_by: str) -> Path:
    if out:
        return given_paths([out])[0].absolute()
    return (
        settings.data
        / "evals"
        / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{split or 'own'}-{served_by}"
    )


def _folder(
    path: Path, made_of: dict[str, object], lines: "list[Line]", settings: Settings
) -> "RunFolder":
    from evals.running.folder import RunFolder
    from evals.running.manifest import begun
    from evals.running.split_log import asks_test_questions, log_test_run

    if folder := begun(path, made_of):
        return folder
    started = datetime.now(UTC).isoformat(timespec="seconds")
    more: dict[str, object] = {"started": started, "seconds": 0.0}
    folder = RunFolder.create(path, {**made_of, **more})
    if asks_test_questions(lines):
        number = log_test_run(settings.data / "evals" / "test-runs.jsonl", folder)
        tell(f"This is run {number} over the test questions. Tune nothing on them.")
    return folder


def _own_index(run_folder: Path, settings: Settings, distractors: Path | None) -> Settings:
    """Index the corpus inside the run's folder; return the settings that ask it."""
    from rag.assemble import run_index

    own = replace(settings, data=run_folder / "index", chroma_url=None)
    roots = [settings.corpus, *([] if distractors is None else [distractors])]
    with progress_bar("indexing") as progress:
        run_index(own, roots, progress=progress)
    return own


def _ask(
    folder: "RunFolder",
    assistant: "Assistant",
    lines: "list[Line]",
    bare: frozenset[str],
    settings: Settings,
    times: int,
) -> None:
    from evals.running.asking import ask_missing
    from evals.running.gold import located
    from index.updating.build import store_path

    questions = [line.question for line in located(lines, store_path(settings.data))]
    progress = Progress("questions: ")
    try:
        ask_missing(folder, assistant, questions, bare, progress.at, times)
    except BaseException:
        progress.clear()
        tell(f"What is answered is kept. To go on, type the same with --out {folder.path}")
        raise
    progress.clear()


@contextmanager
def _timed(folder: "RunFolder", started: float) -> Iterator[None]:
    """Add the time spent to the manifest, however it ends."""
    try:
        yield
    finally:
        had = folder.manifest()
        spent = float(had["seconds"]) + time.monotonic() - started
        folder.write_manifest({**had, "seconds": round(spent, 1)})
