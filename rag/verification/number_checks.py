"""The figures of a claim, held against those of its German sentences."""

from collections.abc import Sequence
from itertools import combinations
from math import isclose

from rag.records import Reason
from rag.verification.held import MOST_PARTS, Held
from rag.verification.quantities import Quantity, rounded, same_quantity, same_value


def number_reasons(claimed: Sequence[Quantity], held: Held) -> list[Reason]:
    """Return a reason for each figure of a claim that its cited sentences do not have."""
    rest = [each for each in claimed if not _of_a_score(each, claimed, held)]
    return [reason for each in rest if (reason := _number(each, held)) is not None]


def _of_a_score(each: Quantity, claimed: Sequence[Quantity], held: Held) -> bool:
    """Tell whether a figure is one of the two of a score that the claim gives whole."""
    values = {value for quantity in claimed for value in quantity.values}
    return any({a, b} <= values and (a in each.values or b in each.values) for a, b in held.scores)


def _number(claimed: Quantity, held: Held) -> Reason | None:
    if any(same_quantity(claimed, each) for each in held.cited):
        return None
    if _counts_nothing(claimed):
        return Reason("ordinal_missing", claimed.text) if _counts_two(claimed, held) else None
    beside = any(same_quantity(claimed, each) for each in held.beside)
    asked = any(same_quantity(claimed, each) for each in held.asked)
    if beside and asked:
        return None  # the question and the article agree on it
    if beside or asked:
        return Reason("number_beside" if beside else "question_fact", claimed.text)
    return _number_not_held(claimed, held)


def _number_not_held(claimed: Quantity, held: Held) -> Reason:
    known = (*held.cited, *held.beside)
    if about := next((each for each in held.cited if rounded(claimed, each)), None):
        return Reason("number_rounded", claimed.text, about.text)
    if parts := _computed(claimed, held.cited[:MOST_PARTS]):
        return Reason("number_computed", claimed.text, parts)
    if other := next((each for each in known if same_value(claimed, each)), None):
        return Reason("number_other_unit", claimed.text, other.text)
    # "Third-graders" are "Drittklässler": what is counted off is often a part of a word.
    counted_off = claimed.ordinal and not any(each.isdigit() for each in claimed.text)
    return Reason("ordinal_missing" if counted_off else "number_missing", claimed.text)


def _computed(claimed: Quantity, known: Sequence[Quantity]) -> str:
    """Return the two figures of one unit whose sum or difference is claimed, "" for none."""
    whole = [value * claimed.factor for value in claimed.values]
    for a, b in combinations([each for each in known if each.dimension], 2):
        if a.dimension != b.dimension or claimed.dimension not in ("", a.dimension):
            continue
        x, y = a.values[0] * a.factor, b.values[0] * b.factor
        factor = a.factor if not claimed.dimension else 1.0
        if any(isclose(value * factor, made) for value in whole for made in (x + y, abs(x - y))):
            return f"{a.text}, {b.text}"
    return ""


def _counts_two(claimed: Quantity, held: Held) -> bool:
    """Tell whether it may be a count after all: "two people" where the German has three."""
    others = (each for each in held.cited if not each.dimension and not each.ordinal)
    counted = any(3 <= value < 100 for each in others for value in each.values)
    return counted and claimed.values == (2.0,) and not claimed.ordinal


def _counts_nothing(claimed: Quantity) -> bool:
    """Tell whether it is the number of "one of the" or "the first" and no figure."""
    small = all(value in (0, 1, 2) for value in claimed.values)
    return small and not claimed.dimension and not any(each.isdigit() for each in claimed.text)
