"""``fundstelle eval validate``: whether the question sets can be trusted."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json, given_paths
from ui.command.failures import DONE, FAILED
from ui.command.output import plain, say, say_json, tell

if TYPE_CHECKING:
    from evals.dataset.records import Line, Problem
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "validate", "check question sets against the corpus")
    parser.add_argument("files", nargs="*", metavar="FILE", help="none: the built-in sets")
    parser.add_argument("--fix", action="store_true", help="first rewrite offsets that moved")
    parser.add_argument(
        "--nearest",
        metavar="FILE",
        help="write the five passages nearest to each unanswerable question, for a reader",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what is wrong, a line each, and what there is; 1 if anything is wrong."""
    from evals.dataset.articles import Corpus
    from evals.dataset.checks import problems_of
    from evals.dataset.offsets import fix_offsets
    from evals.dataset.reading import read_questions
    from evals.dataset.sets import built_in_sets

    paths = given_paths(arguments.files) or built_in_sets()
    corpus = Corpus.read(settings.corpus)
    if arguments.fix:
        for path in paths:
            tell(f"{path}: {fix_offsets(path, corpus)} lines rewritten.")
    lines: list[Line] = []
    problems: list[Problem] = []
    for path in paths:
        read, malformed = read_questions(path)
        lines += read
        problems += malformed
    problems += problems_of(lines, corpus)
    if arguments.nearest is not None:
        _write_nearest(Path(arguments.nearest), lines, settings)
    if arguments.json:
        say_json(_json(paths, lines, problems))
    else:
        _print(lines, problems)
    return FAILED if problems else DONE


def _write_nearest(path: Path, lines: "Sequence[Line]", settings: Settings) -> None:
    from evals.dataset.nearest import as_markdown, nearest_passages

    found = list(nearest_passages(lines, settings))
    path.write_text(as_markdown(found), encoding="utf-8")
    tell(f"{path}: the passages nearest to {len(found)} unanswerable questions.")


def _print(lines: "Sequence[Line]", problems: "Sequence[Problem]") -> None:
    for problem in problems:
        name = f" {problem.name}:" if problem.name else ""
        say(plain(f"{problem.path}:{problem.line}:{name} {problem.message} ({problem.code})"))
    for what, counts in _counts(lines).items():
        said = ", ".join(f"{name} {count}" for name, count in counts.items())
        say(f"{what + ':':<22} {said}")
    verdict = f"{len(problems)} problems." if problems else "Everything holds."
    say(f"{len(lines)} questions in {_groups(lines)} groups. {verdict}")


def _groups(lines: "Sequence[Line]") -> int:
    return len({line.question.group for line in lines})


def _counts(lines: "Sequence[Line]") -> dict[str, dict[str, int]]:
    """Count questions by language and split, groups by kind."""
    first = {line.question.group: line.question for line in reversed(lines)}.values()
    return {
        "languages": _tally(line.question.language for line in lines),
        "splits": _tally(line.question.split for line in lines),
        "answerable groups": _tally(q.kind for q in first if q.answerable),
        "unanswerable groups": _tally(q.kind for q in first if not q.answerable),
    }


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _json(
    paths: Sequence[Path], lines: "Sequence[Line]", problems: "Sequence[Problem]"
) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "files": [str(path) for path in paths],
        "questions": len(lines),
        "groups": _groups(lines),
        "counts": _counts(lines),
        "problems": [
            {
                "path": problem.path,
                "line": problem.line,
                "id": problem.name,
                "code": problem.code,
                "message": problem.message,
            }
            for problem in problems
        ],
    }
