"""A look at each passage before anything is written: whether it answers the question.

The model weighs yes against no about one passage at a time (GROUNDING, section 5, step 3): it
judges the question against the passage, not a draft, with which it would only agree. First it sees
of each passage the best sentence and its neighbours alone: they are read in half the time, and less
often taken for an answer where they only speak of the matter. Then the best passages as a whole.
"""

import math
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace

from rag.evidence import Window
from rag.models.base import LanguageModel, Message
from rag.prompt import NO, WORDING, YES, Wording, look_prompt
from rag.records import Look, Looking, Query


def look_at(
    query: Query,
    windows: Sequence[Window],
    model: LanguageModel,
    stop: threading.Event,
    *,
    enough: Callable[[Sequence[Look]], bool],
    wording: Wording = WORDING,
) -> Generator[Looking, None, tuple[Look, ...]]:
    """Return a look at each window in order, none at those after ``enough``."""
    looks: list[Look] = []
    for at, window in enumerate(windows):
        yield Looking(at + 1, len(windows))
        looks.append(Look(at, *_look(query, window, model, stop, wording)))
        if enough(looks):
            break
    return tuple(looks)


def look_at_whole(
    query: Query,
    looks: Sequence[Look],
    windows: Mapping[int, Window],
    model: LanguageModel,
    stop: threading.Event,
    wording: Wording = WORDING,
) -> tuple[Look, ...]:
    """Return the looks, with one at the whole window where ``windows`` has theirs."""
    whole = {at: _look(query, window, model, stop, wording) for at, window in windows.items()}
    return tuple(
        replace(look, whole=whole[look.window][0], tokens=look.tokens + whole[look.window][1])
        if look.window in whole
        else look
        for look in looks
    )


def _look(
    query: Query, window: Window, model: LanguageModel, stop: threading.Event, wording: Wording
) -> tuple[float, int]:
    """Return the log-odds of yes, and how many tokens were read."""
    messages = look_prompt(query, window, wording)
    return log_odds_of_yes(messages, model, stop), model.count_tokens(messages)


def log_odds_of_yes(
    messages: Sequence[Message], model: LanguageModel, stop: threading.Event
) -> float:
    """Return ln(p(Yes)/p(No)) of a model's reply to a question that asks for one of the two."""
    shares = model.choose(messages, (YES, NO), stop)
    return math.log(shares[YES] / shares[NO])
