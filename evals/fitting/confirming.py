"""Asks the model about sentences that were shown: ``python -m evals.fitting.confirming RUN``.

For runs made before a sentence was confirmed, or with another wording of that question: minutes
instead of an hour, because nothing is searched and drafted again. ``confirmed.json`` beside the
items has the log-odds of each item's first sentence; ``evals.fitting.decision`` reads it.
"""

import argparse
import json
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.fitting.trust import first_sentence
from evals.records import Item
from evals.running.folder import OWN_INDEX, RunFolder
from index.errors import FundstelleError
from index.records import ArticleInfo
from index.search.searcher import Searcher
from rag.assemble import choose_model, open_index
from rag.evidence import Window
from rag.looking import log_odds_of_yes
from rag.models.base import LanguageModel
from rag.prompt import confirm_prompt
from rag.records import EvidenceSentence
from rag.settings import load_settings
from rag.understand import understand

FILE = "confirmed.json"


def confirmed(item: Item, searcher: Searcher, model: LanguageModel) -> float | None:
    """Return the log-odds that the first sentence of a reply is right; None where there is none."""
    reply = item.reply
    claim = None if reply is None else first_sentence(reply)
    if reply is None or claim is None:
        return None
    place = reply.citations[claim.citations[0]]
    spans, text = searcher.article_sentences(place.article)
    article = ArticleInfo(place.article, "", None, None, None, None, "", len(text), 0)
    sentences = [EvidenceSentence(article, s.start, s.end, text[s.start : s.end], 0) for s in spans]
    read = {each.start for each in reply.evidence if each.article == place.article}
    window = Window(tuple(each for each in sentences if each.start in read))
    (cited,) = (each for each in window.sentences if each.start == place.start)
    history = [{"role": "user", "content": before} for before in item.question.history]
    query = understand(item.question.question, history=history)
    messages = confirm_prompt(query, window.up_to(cited), claim.text)
    return log_odds_of_yes(messages, model, threading.Event())


def with_confirmed(items: Sequence[Item], run: Path) -> list[Item]:
    """Return a run's items with what this command has kept of it, if anything."""
    path = run / FILE
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [_with(item, kept[item.name]) if item.name in kept else item for item in items]


def _with(item: Item, confirmed: float) -> Item:
    assert item.reply is not None
    first, *others = item.reply.claims
    claims = (replace(first, confirmed=confirmed), *others)
    return replace(item, reply=replace(item.reply, claims=claims))


def main(words: Sequence[str] | None = None) -> int:
    """Ask about every item of the runs."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.confirming", description=__doc__)
    parser.add_argument("run", type=Path, metavar="RUN", help="folder of `fundstelle eval run`")
    parser.add_argument("--data", type=Path, help="the index that was asked, if not the run's own")
    arguments = parser.parse_args(words)
    data = arguments.data or arguments.run / OWN_INDEX
    settings = load_settings({}, overrides={"data": str(data), "model": "embedded"})
    try:
        items = RunFolder.open(arguments.run).items()
        searcher = open_index(settings, with_chroma=False).searcher
        model = choose_model(settings).model
        found = {item.name: confirmed(item, searcher, model) for item in items}
    except (FundstelleError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    model.close()
    text = json.dumps({name: value for name, value in found.items() if value is not None}, indent=1)
    (arguments.run / FILE).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
