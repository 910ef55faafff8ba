"""NoMIRACL's rows: a question, ten passages, whether they answer it, what other models said.

Thakur et al. 2024, "NoMIRACL: Knowing When You Don't Know"; the models were asked to reply "Yes,
answer is present" or "I don't know".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.lanes.rows import LaneFileError, rows_of

_FIELDS: Mapping[str, type] = {"id": str, "query": str, "relevant": bool, "passages": list}
_ANSWERS = ("answer is present",)
_DECLINES = ("don't know", "don’t know")


@dataclass(frozen=True, slots=True)
class Passage:
    """One of the ten; ``title`` is the Wikipedia article's."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question and the passages that alone may answer it."""

    name: str
    question: str
    relevant: bool
    passages: tuple[Passage, ...]
    answered_by: Mapping[str, bool | None]
    """Whether each published model answered; None where its output is neither reply."""


def read_rows(path: Path, *, relevant: bool) -> list[Row]:
    """Read one of the two files; LaneFileError for a bad line, or a row of the other file."""
    rows = [_row(found, f"{path}: {found['id']}") for found in rows_of(path, _FIELDS)]
    if not rows:
        raise LaneFileError(f"{path} has no rows.")
    seen = set[str]()
    for row in rows:
        if row.name in seen:
            raise LaneFileError(f"{path}: two rows have the id {row.name!r}.")
        seen.add(row.name)
        if row.relevant is not relevant:
            raise LaneFileError(
                f"{path}: {row.name} says relevant={row.relevant}. Are the two files exchanged?"
            )
    return rows


def has_answered(output: str) -> bool | None:
    """Read a published output: the reply that comes first counts, None where there is neither."""
    said = output.casefold()
    found = {
        replies: min((at for reply in replies if (at := said.find(reply)) >= 0), default=None)
        for replies in (_ANSWERS, _DECLINES)
    }
    yes, no = found[_ANSWERS], found[_DECLINES]
    if yes is None and no is None:
        return None
    return no is None or (yes is not None and yes < no)


def _row(found: Mapping[str, object], place: str) -> Row:
    passages = found["passages"]
    assert isinstance(passages, list)
    outputs = found.get("results") or {}
    if not isinstance(outputs, dict):
        raise LaneFileError(f'{place}: "results" must be an object.')
    return Row(
        str(found["id"]),
        str(found["query"]),
        bool(found["relevant"]),
        tuple(_passage(each, place) for each in passages),
        {str(model): has_answered(str(said)) for model, said in outputs.items()},
    )


def _passage(found: object, place: str) -> Passage:
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise LaneFileError(f'{place}: each of "passages" must be an object with a "text".')
    return Passage(str(found.get("title") or ""), found["text"])
