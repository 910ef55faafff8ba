"""Asking: one item a question, kept before the next is asked."""

from collections.abc import Callable, Sequence

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
) -> None:
    """Ask what has no reply in the folder yet.

    A question that fails is kept with its error; ModelUnavailableError after three in a row that
    the model did not answer.
    """
    folder.mend()
    folder.forget_failed()
    done = {item.question.name for item in folder.items()}
    missing = [question for question in questions if question.name not in done]
    already, dead = len(questions) - len(missing), 0
    report(already, len(questions))
    for at, question in enumerate(missing, start=1):
        try:
            item, dead = _asked(assistant, question, has_gold=question.name not in bare), 0
        except StoppedError:
            raise
        except FundstelleError as error:
            dead = dead + 1 if isinstance(error, ModelUnavailableError) else 0
            said = f"{error.code}: {error}"
            item = Item(question, None, said, has_gold=question.name not in bare)
            if dead == GIVE_UP_AFTER:
                folder.append_item(item)
                raise ModelUnavailableError(
                    f"{dead} questions in a row got no answer, the last because: {error}"
                ) from error
        folder.append_item(item)
        report(already + at, len(questions))


def _asked(assistant: Assistant, question: Question, *, has_gold: bool) -> Item:
    history = [{"role": "user", "content": said} for said in question.history]
    answer = assistant.answer(question.question, history=history)
    hits = assistant.searcher.search_dense(answer.query.search_query, limit=HITS)
    dense = tuple(place_of(hit_json(hit)) for hit in hits)
    return Item(question, reply_of(answer_json(answer)), has_gold=has_gold, dense=dense)
