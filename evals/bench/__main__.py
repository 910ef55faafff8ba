"""``python -m evals.bench``: measure the README's figures and print them as Markdown."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.bench import (
    checking,
    first_token,
    indexing,
    passages,
    peers,
    reading,
    retrieval,
    search,
    translations,
    wordings,
)
from evals.bench.machine import machine_facts, source_state
from evals.bench.options import Options
from evals.bench.processes import PROJECT, SideError
from evals.bench.table import SkippedError, TableRow, markdown


@dataclass(frozen=True, slots=True)
class Figure:
    """What one file measures, and the paragraph that says how."""

    title: str
    measure: Callable[[Options], Iterator[TableRow]]
    is_standing: bool = True
    """Whether it is measured where nobody names a figure."""


FIGURES: Mapping[str, Figure] = {
    "indexing": Figure(indexing.TITLE, indexing.measure),
    "reading": Figure(reading.TITLE, reading.measure),
    "search": Figure(search.TITLE, search.measure),
    "retrieval": Figure(retrieval.TITLE, retrieval.measure),
    "checking": Figure(checking.TITLE, checking.measure),
    "first_token": Figure(first_token.TITLE, first_token.measure),
    "peers": Figure(peers.TITLE, peers.measure),
    "wordings": Figure(wordings.TITLE, wordings.measure),
    # For readers of four languages, and an hour of the model.
    "translations": Figure(translations.TITLE, translations.measure, is_standing=False),
    # What a default was chosen by: only who thinks of another one needs it.
    "passages": Figure(passages.TITLE, passages.measure, is_standing=False),
}


def main() -> int:
    """Measure what was asked for; 1 when something failed, 0 also where a figure can't run."""
    arguments = _parser().parse_args()
    # Whoever ends the benchmark also ends the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    print(machine_facts(PROJECT), flush=True)
    failed = False
    with tempfile.TemporaryDirectory(prefix="fundstelle-bench-") as work:
        options = Options(
            arguments.data.absolute(),
            Path(work),
            runs=arguments.runs,
            articles=arguments.articles,
            threads=arguments.threads,
            limit=arguments.limit,
            keep=None if arguments.keep is None else arguments.keep.absolute(),
        )
        for name in arguments.only or [n for n, each in FIGURES.items() if each.is_standing]:
            print(f"\n{FIGURES[name].title}\n", flush=True)
            failed |= not _print(FIGURES[name], options)
    return 1 if failed else 0


def _print(figure: Figure, options: Options) -> bool:
    rows: list[TableRow] = []
    said = ""
    done = True
    before = source_state(PROJECT)
    try:
        for row in figure.measure(options):
            rows.append(row)  # noqa: PERF402 - what is measured stays when a later row fails
    except SkippedError as error:
        said = f"Skipped: {error}."
    except SideError as error:
        said, done = f"Failed: {error}", False
    if rows:
        print(markdown(rows), flush=True)
    if source_state(PROJECT) != before:
        said += " The program was changed while this was measured: measure again."
        done = False
    if said:
        print(said.strip(), flush=True)
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=FIGURES, help="this figure; may be given several times"
    )
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder of the data sets"
    )
    parser.add_argument("--runs", type=_positive, default=3, help="runs of each side (default 3)")
    parser.add_argument("--articles", type=_positive, help="only so many news articles")
    parser.add_argument("--threads", type=_positive, default=2, help="of torch and llama.cpp")
    parser.add_argument(
        "--limit",
        type=_positive,
        default=24,
        help="dev questions asked of each peer, or sentences translated (default 24)",
    )
    parser.add_argument(
        "--keep",
        type=Path,
        help="folder in which the peers' runs stay, for `fundstelle eval report` and `compare`; "
        "one that was stopped is gone on with",
    )
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
