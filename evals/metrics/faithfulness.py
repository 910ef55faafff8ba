"""Whether claims hold against the cited German sentences: by a judge, and by what needs none."""

from collections.abc import Iterator, Sequence

from evals.metrics.citations import Verdicts, cited_places, pair_name, share_of
from evals.metrics.dates import dates_in, has_relative_date
from evals.metrics.names import found_in, names_in
from evals.metrics.numbers import Number, numbers_in
from evals.normal import without_markers
from evals.records import Item, Reply, SaidClaim, Score


def judged_faithfulness_scores(item: Item, reply: Reply, verdicts: Verdicts) -> Iterator[Score]:
    """Yield what a judge says of the claims; an answer with an unknown claim may be unknown."""
    told = [verdicts.get(pair_name(item.name, n)) for n in range(len(reply.claims))]
    if not told:
        return
    yield from share_of("claim-faithfulness", told)
    known = [each for each in told if each is not None]
    yield Score("judge-coverage", len(known) / len(told), weight=len(told))
    bad = None if False not in known and len(known) < len(told) else float(False in known)
    yield Score("unfaithful-answers", bad)


def fidelity_scores(item: Item, reply: Reply) -> Iterator[Score]:
    """Yield the shares of numbers, dates and names that stand in cited sentences or question."""
    numbers: list[tuple[str, bool | None]] = []
    dates: list[tuple[str, bool | None]] = []
    names: list[tuple[str, bool | None]] = []
    for claim in reply.claims:
        sources = [place.text for place in cited_places(reply, claim)]
        if sources:
            numbers += _numbers(claim, sources, item, reply.language)
            dates += _dates(claim, sources, item)
            names += _names(claim, sources, item, reply)
    for metric, told in (("number", numbers), ("date", dates), ("name", names)):
        yield from _share(f"{metric}-fidelity", told)


def _share(metric: str, told: Sequence[tuple[str, bool | None]]) -> Iterator[Score]:
    missing = next((text for text, found in told if found is False), None)
    why = "" if missing is None else f"{missing} is in no cited sentence"
    for score in share_of(metric, [found for _, found in told]):
        yield Score(metric, score.value, score.weight, why or score.why)


def _numbers(
    claim: SaidClaim, sources: Sequence[str], item: Item, language: str
) -> Iterator[tuple[str, bool | None]]:
    known = [n for text in sources for n in numbers_in(text, "de")]
    known += numbers_in(item.question.question, item.question.language)
    for number in _without_dates(claim.text, language):
        yield number.text, any(number.same_as(other) for other in known)


def _without_dates(text: str, language: str) -> list[Number]:
    """Numbers of a date are the dates' business."""
    bare = without_markers(text)
    dates = dates_in(bare)
    return [
        number
        for number in numbers_in(bare, language)
        if all(number.end <= date.start or number.start >= date.end for date in dates)
    ]


def _dates(
    claim: SaidClaim, sources: Sequence[str], item: Item
) -> Iterator[tuple[str, bool | None]]:
    known = [date for text in (*sources, item.question.question) for date in dates_in(text)]
    relative = any(has_relative_date(text) for text in sources)
    for date in dates_in(without_markers(claim.text)):
        found = any(date.agrees_with(other) for other in known)
        # The month of a report is its article's date, which no sentence has to say.
        whole = any(day.day is not None for day in date.readings)
        open_ended = relative or (not whole and not known)
        yield date.text, True if found else None if open_ended else False


def _names(
    claim: SaidClaim, sources: Sequence[str], item: Item, reply: Reply
) -> Iterator[tuple[str, bool | None]]:
    elsewhere = [place.text for place in (*reply.evidence, *reply.hits)]
    for name in names_in(claim.text, reply.language):
        yield name.text, found_in(name, [*sources, item.question.question], elsewhere)
