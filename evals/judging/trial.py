"""The trial of a judge that nobody has measured yet: a few of our own pairs, and its card.

Half of them are the subtle ones, on which tier 1 was never fitted, half are made by the rules; of
either half as many supported as not, of all kinds in turn.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, islice, zip_longest
from pathlib import Path

from evals.judging.card import Card, Judged, card_of, same_family
from evals.judging.pairs import SEED, make_pairs, subtle_pairs
from evals.records import Pair
from index.errors import FundstelleError

PAIRS = 60

Labelled = tuple[str, Pair]
"""The article that a pair is of, and the pair."""


def trial_pairs(corpus: Path, count: int = PAIRS) -> list[Labelled]:
    """Return about ``count`` labelled pairs, the same each time; any beginning is balanced.

    Raises FundstelleError where the articles are not the built-in ones, of which the pairs are.
    """
    subtle = subtle_pairs(corpus)
    if not subtle:
        raise FundstelleError(
            f"A judge is tried on pairs of the built-in articles, and {corpus} has others. Name "
            "the folder with --corpus."
        )
    made = [(own.article, own.pair) for own in make_pairs(corpus)]
    quarters = [
        _of_all_kinds([each for each in pairs if each[1].supported is label])
        for pairs in (subtle, made)
        for label in (True, False)
    ]
    return list(islice(_in_turn(quarters), count))


def trial_card(judged: Sequence[Judged], rival: Sequence[Judged], judge: str, writer: str) -> Card:
    """Return the card of a trial; ``writer`` is the model that wrote the answers to be judged."""
    warning = same_family(writer, judge)
    return card_of(
        judged,
        judge=judge,
        data="trial on own pairs",
        day=datetime.now(UTC).date().isoformat(),
        command="fundstelle eval score RUN --judge-model NAME",
        rival=rival,
        warnings=[warning] if warning else [],
    )


def _of_all_kinds(pairs: Sequence[Labelled]) -> list[Labelled]:
    kinds: dict[str, list[Labelled]] = defaultdict(list)
    shuffled = list(pairs)
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - nothing secret
    for each in shuffled:
        kinds[each[1].kind].append(each)
    return list(_in_turn([kinds[kind] for kind in sorted(kinds)]))


def _in_turn(lists: Sequence[Sequence[Labelled]]) -> Iterable[Labelled]:
    return (each for each in chain.from_iterable(zip_longest(*lists)) if each is not None)
