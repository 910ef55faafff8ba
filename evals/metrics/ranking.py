"""How well a ranking of articles finds the right one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of questions whose article stands among the first 1, 5, 10; mean reciprocal rank.

    The reciprocal rank of an article that is not among the first 10 counts 0, as in the study.
    """

    at_1: float
    at_5: float
    at_10: float
    mrr: float
    questions: int

    def __str__(self) -> str:
        return " ".join(f"{v:.3f}"[1:] if v < 1 else "1.00" for v in self.shares)

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """The four numbers in order."""
        return self.at_1, self.at_5, self.at_10, self.mrr


def distinct(articles: Iterable[str]) -> list[str]:
    """Return each article once, where its best passage stands."""
    return list(dict.fromkeys(articles))


def rank_of(wanted: str, articles: Iterable[str]) -> int | None:
    """Return the rank of the wanted article among distinct articles, counting from 1."""
    for rank, article in enumerate(distinct(articles), start=1):
        if article == wanted:
            return rank
    return None


def quality(ranks: Sequence[int | None]) -> Quality:
    """Summarise the ranks of many questions; ValueError for none."""
    if not ranks:
        raise ValueError("no questions, no quality")
    found = [rank for rank in ranks if rank is not None and rank <= 10]
    at_1, at_5, at_10 = (sum(rank <= limit for rank in found) / len(ranks) for limit in (1, 5, 10))
    return Quality(
        at_1,
        at_5,
        at_10,
        mrr=sum(1 / rank for rank in found) / len(ranks),
        questions=len(ranks),
    )
