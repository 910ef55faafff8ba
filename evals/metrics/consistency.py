"""Whether one question has one outcome in all of its languages."""

from collections.abc import Mapping, Sequence

from evals.records import Score


def consistency_scores(outcomes: Mapping[str, str]) -> dict[str, list[Score]]:
    """Return each item's scores, given the outcomes of the items of one group by name.

    Of each item, the share of its group's others that came out otherwise, and whether all came out
    the same; what failed or has no grade is left out, and nothing is said of fewer than two.
    """
    told = {n: o for n, o in outcomes.items() if o not in {"failed", "ungraded"}}
    if len(told) < 2:
        return {}
    values: Sequence[str] = list(told.values())
    same = float(len(set(values)) == 1)
    return {
        name: [
            Score("consistent-groups", same, weight=1 / len(told)),
            Score("flip-rate", (len(told) - values.count(outcome)) / (len(told) - 1)),
        ]
        for name, outcome in told.items()
    }
