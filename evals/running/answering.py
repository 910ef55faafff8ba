"""Asking: each question once, kept as soon as it is answered."""

from collections.abc import Collection, Iterator, Sequence

from evals.dataset.records import Line
from evals.records import Item
from evals.running.folder import RunFolder
from evals.running.reply import place_of, reply_of
from index.errors import FundstelleError
from rag.as_json import answer_json, hit_json
from rag.assistant import Assistant
from rag.errors import ModelUnavailableError, StoppedError

DEAD_AFTER = 3
"""So many questions in a row without a model end the run."""


def answered(
    assistant: Assistant, lines: Sequence[Line], bare: Collection[str], folder: RunFolder
) -> Iterator[Item]:
    """Ask what the folder does not hold yet; yield and keep the items one by one.

    ``bare`` names the questions without gold. An error of the product is an item, too; three times
    in a row no model raises ModelUnavailableError.
    """
    known = {item.question.name for item in folder.items()}
    dead = 0
    for line in lines:
        if line.question.name in known:
            continue
        try:
            item = _asked(assistant, line, has_gold=line.question.name not in bare)
            dead = 0
        except StoppedError:
            raise
        except FundstelleError as error:
            dead = dead + 1 if isinstance(error, ModelUnavailableError) else 0
            if dead == DEAD_AFTER:
                raise
            item = Item(line.question, None, f"{error.code}: {error}")
        folder.append_item(item)
        yield item


def _asked(assistant: Assistant, line: Line, *, has_gold: bool) -> Item:
    question = line.question
    answer = assistant.answer(
        question.question, history=[{"role": "user", "text": said} for said in question.history]
    )
    dense = assistant.searcher.search_dense(answer.query.search_query)
    return Item(
        question,
        reply_of(answer_json(answer)),
        has_gold=has_gold,
        dense=tuple(place_of(hit_json(hit)) for hit in dense),
    )
