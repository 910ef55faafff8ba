"""Which passages keep a search's filters."""

import numpy as np
from numpy.typing import NDArray

from index.records import Filters
from index.search.snapshot import Snapshot


def allowed_passages(snapshot: Snapshot, filters: Filters) -> NDArray[np.bool_] | None:
    """Return which passages keep the filters, None when there are none."""
    if not filters:
        return None
    kept = {
        number
        for number, info in snapshot.articles.items()
        if _in_time(info.date, filters)
        and (filters.source is None or (info.source or "").casefold() == filters.source.casefold())
    }
    return np.isin(snapshot.passages.articles, np.array(sorted(kept), dtype=np.int64))


def _in_time(date: str | None, filters: Filters) -> bool:
    if filters.since is None and filters.until is None:
        return True
    if date is None:
        return False
    day = date[:10]
    return (filters.since or day) <= day <= (filters.until or day)
