"""A look at each passage before anything is written: whether it answers the question.

The model weighs yes against no about one passage at a time (GROUNDING, section 5, step 3): it
judges the question against the passage, not a draft, with which it would only agree.
"""

import math
import threading
from collections.abc import Callable, Generator, Sequence

from rag.evidence import Window
from rag.models.base import LanguageModel
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
        messages = look_prompt(query, window, wording)
        shares = model.choose(messages, (YES, NO), stop)
        answers = math.log(shares[YES] / shares[NO])
        looks.append(Look(at, answers, model.count_tokens(messages)))
        if enough(looks):
            break
    return tuple(looks)
