"""``fundstelle ask``: an answer whose sentences point at German sentences."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from rag.as_json import Object, answer_json
from rag.settings import Settings
from ui.command.answers import print_answer, watch
from ui.command.arguments import (
    add_command,
    add_json,
    add_question,
    given_batch,
    given_filters,
    given_question,
)
from ui.command.batch import BatchLine, opened_batch, run_batch
from ui.command.explanation import print_explanation
from ui.command.failures import DONE
from ui.command.output import Status, say_json

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "ask", "answer a question, each sentence with its source")
    add_question(parser)
    parser.add_argument(
        "--language", metavar="CODE", help="answer in this language (de, en, zh ...)"
    )
    parser.add_argument(
        "--stream", action="store_true", help="show the draft as it is written, then the answer"
    )
    parser.add_argument(
        "--explain", action="store_true", help="show after the answer how it came about"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or each line of a batch; a refusal is an answer."""
    place = given_batch(arguments)
    if place is not None:
        return _run_batch(arguments, settings, place)
    from rag.understand import understand

    question, filters = given_question(arguments), given_filters(arguments)
    # A question that can't be taken is refused before anything heavy is loaded.
    understand(question, language=arguments.language, filters=filters)
    from rag.assemble import open_assistant

    status = Status(shown=not arguments.json)
    status.show("opening the index and the model ...")
    try:
        with closing(open_assistant(settings, with_chroma=False)) as opened:
            events = opened.assistant.stream(question, language=arguments.language, filters=filters)
            answer = watch(events, status, draft=arguments.stream, as_json=arguments.json)
    finally:
        status.clear()
    if arguments.json:
        say_json(answer_json(answer))
    else:
        print_answer(answer)
        if arguments.explain:
            print_explanation(answer)
    return DONE


def _run_batch(arguments: argparse.Namespace, settings: Settings, place: str) -> int:
    from rag.assemble import open_assistant

    with (
        opened_batch(place) as lines,
        closing(open_assistant(settings, with_chroma=True)) as opened,
    ):

        def answer(line: BatchLine) -> Object:
            found = opened.assistant.answer(
                line.question, history=line.history, language=line.language, filters=line.filters
            )
            return answer_json(found)

        return run_batch(
            lines, answer, language=arguments.language, filters=given_filters(arguments)
        )
