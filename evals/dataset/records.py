"""The words of a question set: question, evidence, nugget.

A *group* is one question asked in several languages; its lines share evidence and nuggets. It is
what resampling draws and what compares languages (EVALS.md 6.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Split = Literal["dev", "test"]

LANGUAGES = ("de", "en", "tr", "zh")
"""Every group is asked in these."""
MORE_LANGUAGES = ("ar", "es", "fr", "ru", "pl")
"""A third of the groups is asked in all of these too."""

ANSWERABLE_KINDS = frozenset(
    {
        *("figure", "person", "date", "place", "quotation", "reason", "comparison", "list"),
        *("corrected", "conflicting", "indirect", "follow-up"),
    }
)
UNANSWERABLE_KINDS = frozenset(
    {
        *("off-topic", "near-miss-attribute", "wrong-entity", "false-premise"),
        *("after-corpus-date", "common-knowledge"),
    }
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """German sentences that hold the answer; the quote is the truth, offsets follow from it.

    ``doc`` is the file's path below the corpus, ``[start, end)`` counts in the article's cleaned
    text; both are None where nobody has looked the quote up yet.
    """

    doc: str
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Nugget:
    """One core of a right answer.

    ``accepted`` are its forms by language, under ``*`` those that count in all of them; ``wrong``
    are values that show a mistake. A nugget that is not vital makes an answer better, not right.
    """

    name: str
    vital: bool
    accepted: Mapping[str, tuple[str, ...]]
    wrong: tuple[str, ...] = ()

    def forms(self, language: str) -> tuple[str, ...]:
        """Return what counts in an answer of this language."""
        return (*self.accepted.get("*", ()), *self.accepted.get(language, ()))


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a set: one question in one language."""

    name: str
    group: str
    language: str
    question: str
    answerable: bool
    kind: str
    split: Split
    evidence: tuple[Evidence, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    answer: Mapping[str, str] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    """The user's questions before this one, oldest first."""
    near: tuple[Evidence, ...] = ()
    """Of an unanswerable question: sentences that tempt."""
    tags: tuple[str, ...] = ()
    note: str = ""
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A question and where it stands; lines count from 1."""

    path: str
    number: int
    question: Question


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line or one group, and where."""

    path: str
    line: int
    name: str
    code: str
    message: str
