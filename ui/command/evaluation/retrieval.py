"""``fundstelle eval retrieval``: how well given questions find the passage that answers them."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json, item_count
from ui.command.failures import DONE
from ui.command.output import progress_bar, say, say_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evals.lanes.intervals import Interval
    from evals.lanes.retrieval import Asked, Compared, Quality, Ranks
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "retrieval", "measure search over given passages and questions (XQuAD)"
    )
    parser.add_argument("--passages", metavar="FILE", required=True, help='{"id","text"} a line')
    parser.add_argument(
        "--questions",
        metavar="FILE",
        required=True,
        nargs="+",
        help='{"id","lang","question","passage"} a line',
    )
    parser.add_argument(
        "--distractors", metavar="FILE", help="passages that answer nothing, indexed too"
    )
    parser.add_argument("--limit", metavar="N", type=item_count, help="so many of each file")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Search for every question and print the figures by language."""
    from evals.lanes import retrieval

    passages = retrieval.read_passages(Path(arguments.passages))
    questions = [
        asked
        for path in arguments.questions
        for asked in retrieval.read_questions([Path(path)], passages)[: arguments.limit]
    ]
    if arguments.distractors is not None:
        passages += retrieval.read_distractors(Path(arguments.distractors))
    found = retrieval.compared(_ranks(passages, questions, settings))
    if arguments.json:
        say_json(_json(found, len(passages)))
    else:
        _print(found, len(passages))
    return DONE


def _ranks(
    passages: "Sequence[Mapping[str, str]]", questions: "Sequence[Asked]", settings: Settings
) -> "list[Ranks]":
    from evals.lanes.pool import pooled
    from evals.lanes.retrieval import ranks_of
    from rag.assemble import open_index

    ranks = []
    with (
        progress_bar("indexing the passages", unit="passages") as indexing,
        pooled(settings, passages, indexing) as own,
        closing(open_index(own, with_chroma=False)) as opened,
        progress_bar("searching", unit="questions") as searching,
    ):
        for found in ranks_of(opened.searcher, questions):
            ranks.append(found)
            searching(len(ranks), len(questions))
    return ranks


def _print(found: "Sequence[Compared]", passages: int) -> None:
    say(f"{passages} passages. Dense: the same search by meaning alone, without words.")
    say("language  questions  search R@1  R@5   R@10  MRR    dense R@1  R@5   R@10  MRR    gain")
    for each in found:
        gain = f"{each.gain:+.3f} {each.gain_interval or ''}"
        say(
            f"{each.language:<9} {each.questions:>9}  {_cells(each.whole, 10)}"
            f"  {_cells(each.dense, 9)}  {gain}"
        )
    for each in found:
        if each.loses:
            say(f"{each.language}: words make the search worse, beyond chance.")


def _cells(quality: "Quality", first: int) -> str:
    at_1, *others = (f"{value:.3f}" for value in (*quality.at.values(), quality.mrr))
    return " ".join((f"{at_1:>{first}}", *others))


def _json(found: "Sequence[Compared]", passages: int) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "passages": passages,
        "languages": {
            each.language: {
                "n": each.questions,
                "hybrid": _quality_json(each.whole),
                "dense": _quality_json(each.dense),
                "gain": {
                    "mrr": round(each.gain, 4),
                    "interval": _interval_json(each.gain_interval),
                    "loses": each.loses,
                },
            }
            for each in found
        },
    }


def _quality_json(quality: "Quality") -> dict[str, object]:
    return {
        **{f"r@{cut}": round(value, 4) for cut, value in quality.at.items()},
        "mrr": round(quality.mrr, 4),
        "intervals": {name: _interval_json(each) for name, each in quality.intervals.items()},
    }


def _interval_json(interval: "Interval | None") -> list[float] | None:
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]
