"""``fundstelle index``: make the index agree with folders."""

import argparse
from typing import TYPE_CHECKING

from index.records import IndexReport
from rag.as_json import index_json
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json, given_paths
from ui.command.failures import DONE, PARTLY
from ui.command.output import plain, progress_bar, say, say_json, tell

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "index", "make the index agree with these files and folders")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="none: all that are known already")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--rebuild", action="store_true", help="read and embed everything anew")
    parser.add_argument(
        "--prune", action="store_true", help="believe a root that is missing or suddenly empty"
    )
    parser.add_argument(
        "--as-is",
        action=argparse.BooleanOptionalAction,
        help="index these roots without cutting menus, teasers and the like; remembered",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Index, or say what would be done; 3 where some files failed."""
    from rag.assemble import index_difference, run_index

    paths = given_paths(arguments.paths)
    if arguments.dry_run and arguments.rebuild:
        raise UsageError("--rebuild reads everything anew: there is no difference to show before.")
    if arguments.dry_run:
        report = index_difference(settings, paths, prune=arguments.prune, as_is=arguments.as_is)
    else:
        with progress_bar("indexing") as progress:
            report = run_index(
                settings,
                paths,
                prune=arguments.prune,
                rebuild=arguments.rebuild,
                as_is=arguments.as_is,
                progress=progress,
            )
    if arguments.json:
        say_json(index_json(report))
    else:
        _print(report, dry=arguments.dry_run)
    return PARTLY if report.problems else DONE


def _most(report: IndexReport) -> list[tuple[str, int]]:
    """Return the suffixes passed over, the most frequent first."""
    return sorted(report.passed_over.items(), key=lambda pair: (-pair[1], pair[0]))


def _print(report: IndexReport, *, dry: bool) -> None:
    for problem in report.problems:
        known = problem.path in problem.message
        tell(plain(problem.message if known else f"{problem.path}: {problem.message}"))
    if dry:
        for what, ids in report.details.items():
            for name in ids:
                say(plain(f"{what:<8} {name}"))
    would = "would be " if dry else ""
    say(
        f"Articles: {would}{report.added} added, {report.changed} changed, "
        f"{report.removed} removed, {report.unchanged} unchanged"
        + (f"; {report.failed} failed." if report.failed else ".")
    )
    if report.passed_over:
        counts = (f"{count} {suffix or 'without a suffix'}" for suffix, count in _most(report))
        tell(plain(f"Passed over, no format that can be read: {', '.join(counts)}."))
    if not dry:
        say(
            f"The index holds {report.passages:,} passages, {report.sentences:,} sentences "
            f"({report.seconds:.1f} s)."
        )
