"""Which items a slice's name means."""

from evals.records import ScoredItem

_BY = ("language", "kind")


def is_item_slice(name: str) -> bool:
    """Whether items alone tell who belongs: ``all``, ``language:zh`` or ``kind:date``."""
    return name == "all" or name.partition(":")[0] in _BY


def belongs(scored: ScoredItem, name: str) -> bool:
    """Whether the item is in the slice; ValueError for one that items alone do not tell."""
    if name == "all":
        return True
    by, _, wanted = name.partition(":")
    if by not in _BY:
        raise ValueError(f"no item says whether it is in {name!r}")
    return wanted == (scored.language if by == "language" else scored.kind)
