"""Refusing: ten given passages a question, which answer it or do not.

The passages go through the product's own way: cut, embedded, searched (each question among its own
ten alone), shown to the model, answered or refused. The index is the lane's, not the user's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.lanes.intervals import Interval, interval_of_means
from evals.lanes.nomiracl import Row
from evals.lanes.rows import LaneFileError
from index.errors import FundstelleError
from index.records import Filters
from rag.assistant import Assistant
from rag.records import Answer


@dataclass(frozen=True, slots=True)
class Result:
    """What came back for one row; ``answered`` is None where the product failed."""

    name: str
    relevant: bool
    answered: bool | None
    reason: str
    """Why not: the refusal's code, or the error."""
    text: str
    confidence: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Rates:
    """In percent. ``mean`` is that of refusing the non-relevant and answering the relevant."""

    hallucination_rate: float | None
    error_rate: float | None
    mean: float | None
    relevant: int
    non_relevant: int
    skipped: int


def articles(rows: Sequence[Row]) -> Iterator[Mapping[str, str]]:
    """Yield the passages as articles; the row's name is their source, by which they are found."""
    for row in rows:
        for number, passage in enumerate(row.passages):
            yield {
                "id": f"{row.name}-{number}",
                "title": passage.title,
                "text": passage.text,
                "source": row.name,
            }


def sampled(relevant: Sequence[Row], non_relevant: Sequence[Row], limit: int | None) -> list[Row]:
    """Return all rows, or about ``limit`` of them: as many of each kind, spread evenly.

    The two kinds take turns, so that a lane that was stopped has seen both. Raises LaneFileError
    for a row that is in both.
    """
    if both := {row.name for row in relevant} & {row.name for row in non_relevant}:
        raise LaneFileError(f"{min(both)!r} is in both files, relevant and not.")
    kinds = (relevant, non_relevant)
    if limit is not None:
        kinds = (_spread(relevant, (limit + 1) // 2), _spread(non_relevant, limit // 2))
    longer = max(len(kind) for kind in kinds)
    return [kind[at] for at in range(longer) for kind in kinds if at < len(kind)]


def run(
    assistant: Assistant, rows: Sequence[Row], done: Mapping[str, Result]
) -> Iterator[tuple[Result, bool]]:
    """Yield a result a row, in order, and whether it is new: not among those ``done`` before."""
    for row in rows:
        known = done.get(row.name)
        yield (known, False) if known else (_asked(assistant, row), True)


def rates(answered: Sequence[tuple[bool, bool | None]]) -> Rates:
    """Summarise (relevant, answered) pairs; what is None is skipped, and counted."""
    of = {
        kind: [said for relevant, said in answered if relevant is kind and said is not None]
        for kind in (True, False)
    }
    error = _percent([not said for said in of[True]])
    hallucination = _percent(of[False])
    both = error is not None and hallucination is not None
    return Rates(
        hallucination,
        error,
        ((100 - (error or 0)) + (100 - (hallucination or 0))) / 2 if both else None,
        len(of[True]),
        len(of[False]),
        sum(said is None for _, said in answered),
    )


def interval_of_mean(results: Sequence[Result]) -> Interval | None:
    """Return the bootstrap interval of :attr:`Rates.mean`, the two kinds resampled apart."""
    good = [
        (r.relevant, float(r.answered is r.relevant)) for r in results if r.answered is not None
    ]
    return interval_of_means(
        [[100 * value for kind, value in good if kind is side] for side in (True, False)]
    )


def published(rows: Sequence[Row]) -> dict[str, Rates]:
    """Return the rates of the models whose outputs the rows hold, best mean first."""
    models = sorted({model for row in rows for model in row.answered_by})
    found = {
        model: rates(
            [(row.relevant, row.answered_by[model]) for row in rows if model in row.answered_by]
        )
        for model in models
    }
    return dict(sorted(found.items(), key=lambda pair: -(pair[1].mean or 0)))


def _asked(assistant: Assistant, row: Row) -> Result:
    try:
        answer = assistant.answer(row.question, filters=Filters(source=row.name))
    except FundstelleError as error:
        said = f"{error.code}: {error}"
        return Result(row.name, row.relevant, None, said, "", 0.0, 0.0)
    return _result(row, answer)


def _result(row: Row, answer: Answer) -> Result:
    reason = "" if answer.refusal is None else answer.refusal.value
    return Result(
        *(row.name, row.relevant, answer.answered, reason, answer.text),
        *(round(answer.confidence, 4), round(answer.seconds.total, 2)),
    )


def _spread(rows: Sequence[Row], count: int) -> Sequence[Row]:
    count = min(count, len(rows))
    return [rows[at * len(rows) // count] for at in range(count)]


def _percent(values: Sequence[bool]) -> float | None:
    return 100 * sum(values) / len(values) if values else None
