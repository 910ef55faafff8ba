"""Which roots are indexed without cleaning, kept as one ``meta`` value."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

AS_IS = "as_is"
"""The key in ``meta``; a store without it cleans every root."""


@dataclass(frozen=True, slots=True)
class AsIs:
    """Roots that are not cleaned, and those whose files a run must still read again.

    A root waits from the moment it is decided otherwise until a run has read all of its files, so
    that a killed run leaves nothing half cleaned behind.
    """

    roots: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()

    @classmethod
    def load(cls, value: str | None) -> "AsIs":
        """Return what a ``meta`` value says, that no root is meant if there is none."""
        kept = json.loads(value) if value else {}
        return cls(*(frozenset(kept.get(name, ())) for name in ("roots", "waiting")))

    def dump(self) -> str:
        """Return the ``meta`` value."""
        return json.dumps({"roots": sorted(self.roots), "waiting": sorted(self.waiting)})

    def decided(self, roots: Collection[str], known: Collection[str], *, as_is: bool) -> "AsIs":
        """Return this with ``roots`` cleaned or not; those ``known`` before wait if they change."""
        changed = {root for root in roots if (root in self.roots) != as_is}
        left = self.roots | changed if as_is else self.roots - changed
        return AsIs(left, self.waiting | {root for root in changed if root in known})

    def done(self, roots: Collection[str], broken: Collection[str]) -> "AsIs":
        """Return this after a run: roots that hold nothing in ``broken`` wait no more."""
        unread = {str(path) for name in broken for path in (Path(name), *Path(name).parents)}
        return replace(self, waiting=self.waiting - (set(roots) - unread))
