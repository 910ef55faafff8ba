"""From the next token's probabilities to shares of the replies that were offered."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.errors import ModelUnavailableError, StoppedError
from rag.models.base import Event, Finished

FLOOR = 1e-6
"""Added to every option, so that ratios of shares can be taken logarithms of."""

TOP = 20
"""How many of the likeliest tokens an engine reports: the most that Ollama takes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the likeliest next tokens; ``logprob`` is natural."""

    text: str
    logprob: float


def shares(candidates: Iterable[Candidate], options: Sequence[str]) -> Mapping[str, float]:
    """Sum the probabilities of the tokens that begin each option, and normalise over the options.

    Case and blanks around a token do not count; a token that begins several options ("N" for No
    and None) counts for none, unless it is one of them. Where no option is among the candidates
    all shares are equal.
    """
    sums = dict.fromkeys(options, FLOOR)
    for candidate in candidates:
        if option := _begun_by(candidate.text, options):
            sums[option] += math.exp(candidate.logprob)
    total = sum(sums.values())
    return {option: value / total for option, value in sums.items()}


def weighed(
    events: Iterable[Event], candidates: Sequence[Candidate], options: Sequence[str], *, name: str
) -> Mapping[str, float]:
    """Return the shares once the one token is there; an engine fills ``candidates`` meanwhile.

    Raises StoppedError, or ModelUnavailableError where the model ``name`` gave no probabilities.
    """
    reasons = [event.reason for event in events if isinstance(event, Finished)]
    if "stopped" in reasons:
        raise StoppedError("Stopped before the model had weighed the replies.")
    if "time" in reasons:
        raise ModelUnavailableError(
            f"The model {name} took too long over one word. Is the machine busy? Ask again."
        )
    if not candidates:
        raise ModelUnavailableError(
            f"The model {name} gave no token probabilities. Update Ollama if it runs there, or "
            "use --model embedded."
        )
    return shares(candidates, options)


def _begun_by(token: str, options: Sequence[str]) -> str | None:
    start = token.strip().casefold()
    if not start:
        return None
    if exact := [option for option in options if option.casefold() == start]:
        return exact[0]
    begun = [option for option in options if option.casefold().startswith(start)]
    return begun[0] if len(begun) == 1 else None
