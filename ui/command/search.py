"""``fundstelle search``: the passages nearest to a question, without a language model."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from index.records import Hit, SearchResult
from rag.as_json import Object, search_json
from rag.settings import Settings
from ui.command.arguments import (
    add_command,
    add_json,
    add_question,
    given_batch,
    given_filters,
    given_question,
    hit_count,
)
from ui.command.batch import BatchLine, opened_batch, run_batch
from ui.command.failures import DONE
from ui.command.output import BOLD, DIM, Status, painted, plain, say, say_json, tell
from ui.command.sources import source_line

if TYPE_CHECKING:
    from ui.command.arguments import Commands

_HITS = 10


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "search", "find the passages nearest to a question")
    add_question(parser)
    parser.add_argument(
        "-k", type=hit_count, default=_HITS, metavar="N", help="how many hits at most (default 10)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Search for one question, or for each line of a batch."""
    place = given_batch(arguments)
    if place is not None:
        return _run_batch(arguments, settings, place)
    from rag.understand import understand

    query = understand(given_question(arguments), filters=given_filters(arguments))
    from rag.assemble import open_index
    from rag.searching import find

    status = Status(shown=not arguments.json)
    status.show("opening the index ...")
    try:
        with closing(open_index(settings, with_chroma=False)) as index:
            result = find(index.searcher, query, arguments.k)
    finally:
        status.clear()
    if arguments.json:
        say_json(search_json(result, query.language))
    else:
        _print(result)
    return DONE


def _run_batch(arguments: argparse.Namespace, settings: Settings, place: str) -> int:
    from rag.assemble import open_index
    from rag.searching import find
    from rag.understand import understand

    with opened_batch(place) as lines, closing(open_index(settings, with_chroma=True)) as index:

        def answer(line: BatchLine) -> Object:
            query = understand(line.question, filters=line.filters)
            return search_json(find(index.searcher, query, arguments.k), query.language)

        return run_batch(lines, answer, language=None, filters=given_filters(arguments))


def _print(result: SearchResult) -> None:
    if not result.hits:
        said = "No article matches the filters." if result.filters else "Nothing was found."
        say(said)
    for hit in result.hits:
        _print_hit(hit)
    if result.left_out:
        tell(f"The filters left out {result.left_out} of {result.articles} articles.")


def _print_hit(hit: Hit) -> None:
    focus = hit.text[hit.focus.start - hit.start : hit.focus.end - hit.start]
    say(f"{hit.rank:>2}. {painted(plain(source_line(hit.article, hit.start)), BOLD)}")
    say(f"    {plain(' '.join(focus.split()))}")
    say(
        painted(
            plain(f"    {hit.article.article_id} [{hit.start}:{hit.end}]  {hit.score:.2f}"), DIM
        )
    )
