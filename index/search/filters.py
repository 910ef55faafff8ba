"""Which passages keep a search's filters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.records import ArticleInfo, Filters
from index.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Allowed:
    """``passages`` is a mask of shape (n,), None where no filter is set."""

    passages: NDArray[np.bool_] | None
    left_out: int
    """How many articles the filters keep out."""

    @property
    def nothing(self) -> bool:
        """Whether the filters keep everything out."""
        return self.passages is not None and not self.passages.any()


def allowed_passages(snapshot: Snapshot, filters: Filters) -> Allowed:
    """Return which passages keep the filters."""
    if not filters:
        return Allowed(None, 0)
    kept = [number for number, info in snapshot.articles.items() if _keeps(info, filters)]
    mask = np.isin(snapshot.passages.articles, np.array(sorted(kept), dtype=np.int64))
    return Allowed(mask, len(snapshot.articles) - len(kept))


def _keeps(info: ArticleInfo, filters: Filters) -> bool:
    source = (info.source or "").casefold()
    return (
        _in_time(info.date, filters)
        and (filters.source is None or source == filters.source.casefold())
        and (filters.article is None or info.article_id == filters.article)
    )


def _in_time(date: str | None, filters: Filters) -> bool:
    if filters.since is None and filters.until is None:
        return True
    if date is None:
        return filters.undated
    day = date[:10]
    return (filters.since or day) <= day <= (filters.until or day)
