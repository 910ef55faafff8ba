"""What came out of looking at one part."""

from dataclasses import dataclass
from typing import Literal

from index.errors import FundstelleError

State = Literal["ok", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Check:
    """One part: ``note`` is worth knowing, ``problem`` keeps the program from being used."""

    part: str
    state: State
    message: str


def ok(part: str, message: str) -> Check:
    """Return a part that is as it should be."""
    return Check(part, "ok", message)


def note(part: str, message: str) -> Check:
    """Return a part that works, with something worth knowing."""
    return Check(part, "note", message)


def problem(part: str, error: FundstelleError | str) -> Check:
    """Return a part that must be put right; the sentence says what to type."""
    return Check(part, "problem", str(error))
