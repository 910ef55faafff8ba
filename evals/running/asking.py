"""Asking: one item a question, kept before the next is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from evals.dataset.records import Question
from evals.records import Item
from evals.running.folder import RunFolder
from evals.running.reply import place_of, reply_of
from index.errors import FundstelleError
from rag.as_json import answer_json, hit_json
from rag.assistant import HITS, Assistant
from rag.errors import ModelUnavailableError, StoppedError

GIVE_UP_AFTER = 3
"""Questions in a row that the model did not answer."""

Report = Callable[[int, int], None]
"""Takes how many are done, of how many: once before the first is asked, then after each."""


def ask_missing(
    folder: RunFolder,
    assistant: Assistant,
    questions: Sequence[Question],
    bare: frozenset[str],
    report: Report,
    times: int = 1,
) -> None:
    """Ask what has no reply in the folder yet: all questions once, all a second time, and so on.

    A question that fails is kept with its error; ModelUnavailableError after three in a row that
    the model did not answer.
    """
    folder.mend()
    folder.forget_failed()
    done = {item.name for item in (*folder.items(), *folder.repeats())}
    wanted = [
        Item(question, None, has_gold=question.name not in bare, repeat=repeat)
        for repeat, question in product(range(1, times + 1), questions)
    ]
    missing = [item for item in wanted if item.name not in done]
    already, dead = len(wanted) - len(missing), 0
    report(already, len(wanted))
    for at, empty in enumerate(missing, start=1):
        try:
            item, dead = _asked(assistant, empty), 0
        except StoppedError:
            raise
        except FundstelleError as error:
            dead = dead + 1 if isinstance(error, ModelUnavailableError) else 0
            item = replace(empty, error=f"{error.code}: {error}")
            if dead == GIVE_UP_AFTER:
                folder.append_item(item)
                raise ModelUnavailableError(
                    f"{dead} questions in a row got no answer, the last because: {error}"
                ) from error
        folder.append_item(item)
        report(already + at, len(wanted))


def _asked(assistant: Assistant, empty: Item) -> Item:
    question = empty.question
    history = [{"role": "user", "content": said} for said in question.history]
    answer = assistant.answer(question.question, history=history)
    hits = assistant.searcher.search_dense(answer.query.search_query, limit=HITS)
    dense = tuple(place_of(hit_json(hit)) for hit in hits)
    return replace(empty, reply=reply_of(answer_json(answer)), dense=dense)
