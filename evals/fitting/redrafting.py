"""Drafts again from what a run read: ``python -m evals.fitting.redrafting RUN OUT``.

For another way of drafting, in a third of the time: nothing is searched and looked at again. OUT is
a run like RUN, each item with what is drafted, checked and confirmed now from the same passages.
Nothing is refused, as with ``--never-refuse``; ``evals.fitting.decision`` reads it.
"""

import argparse
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from evals.records import Item, Place
from evals.running.folder import OWN_INDEX, RunFolder
from evals.running.reply import reply_of
from index.errors import FundstelleError
from index.records import ArticleInfo, Filters, SearchResult
from index.search.searcher import Searcher
from rag.answering import Course, answered, refused
from rag.as_json import answer_json
from rag.assemble import choose_model, open_index
from rag.assistant import drafter_of
from rag.decision import load_decision, never_refusing
from rag.drafting import Drafter
from rag.evidence import Window, evidence_of
from rag.records import EvidenceSentence, Look, Refusal
from rag.settings import load_settings
from rag.understand import understand
from rag.writing import ended


def redrafted(item: Item, searcher: Searcher, drafter: Drafter) -> Item:
    """Return an item with a new draft; one that was refused before the model stays as it is."""
    reply = item.reply
    if reply is None or reply.best_look is None or not reply.evidence:
        return item
    windows = read_windows(reply.evidence, searcher)
    history = [{"role": "user", "content": before} for before in item.question.history]
    query = understand(item.question.question, history=history)
    nearness = reply.nearness or 0.0
    course = Course(query, SearchResult(query.question, (), Filters(), nearness, "exact"), ())
    course.model, course.evidence = drafter.model, evidence_of(windows)
    course.looks = (Look(0, reply.best_look, 0, reply.whole_look),)
    course.support = drafter.confirmer.decision.support(course.looks, nearness)
    started = time.monotonic()
    vouched = ended(drafter.drafted(course, windows, threading.Event(), started))
    answer = (
        refused(course, Refusal.NOT_SUPPORTED) if vouched.problem else answered(course, vouched)
    )
    seconds = time.monotonic() - started
    new = reply_of(answer_json(answer))
    return replace(item, reply=replace(new, hits=reply.hits, total_seconds=seconds))


def read_windows(places: Sequence[Place], searcher: Searcher) -> tuple[Window, ...]:
    """Return the passages that a reply's evidence stands in, in the order they were read."""
    known = {each.article_id: each for each in searcher.source.current().articles.values()}
    if missing := {place.article for place in places} - known.keys():
        raise ValueError(
            f"The index has no article {min(missing)}: name that of the run with --data."
        )
    windows = []
    for at, (article, group) in enumerate(groupby(places, key=lambda place: place.article)):
        windows.append(Window(tuple(_sentence(known[article], each, at) for each in group)))
    return tuple(windows)


def _sentence(article: ArticleInfo, place: Place, window: int) -> EvidenceSentence:
    return EvidenceSentence(article, place.start, place.end, place.text, window)


def _folder(path: Path, run: RunFolder) -> RunFolder:
    if path.exists():
        return RunFolder.open(path)
    return RunFolder.create(path, {**run.manifest(), "redrafted_from": str(run.path)})


def main(words: Sequence[str] | None = None) -> int:
    """Draft again for every item that OUT has not yet."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.redrafting", description=__doc__)
    parser.add_argument("run", type=Path, metavar="RUN", help="folder of `fundstelle eval run`")
    parser.add_argument(
        "out", type=Path, metavar="OUT", help="folder that is made, or gone on with"
    )
    parser.add_argument("--data", type=Path, help="the index that was asked, if not the run's own")
    arguments = parser.parse_args(words)
    data = arguments.data or arguments.run / OWN_INDEX
    settings = load_settings({}, overrides={"data": str(data), "model": "embedded"})
    try:
        run = RunFolder.open(arguments.run)
        out = _folder(arguments.out, run)
        searcher = open_index(settings, with_chroma=False).searcher
        model = choose_model(settings).model
        drafter = drafter_of(searcher, model, never_refusing(load_decision()))
        done = {item.name for item in out.items()}
        for item in run.items():
            if item.name not in done:
                out.append_item(redrafted(item, searcher, drafter))
        model.close()
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
