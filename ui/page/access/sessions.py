"""Who is logged in: random tokens in memory, gone when the program ends."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ui.page.access.passwords import PasswordHash

HOURS = 12.0
"""How long a session lasts after its last use."""
_MOST = 10_000


@dataclass(slots=True)
class _Session:
    name: str
    kept: PasswordHash
    used: float


class Sessions:
    """Tokens of users who gave their password; ``still_has`` is :meth:`Users.still_has`."""

    def __init__(
        self,
        still_has: Callable[[str, PasswordHash], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._still_has = still_has
        self._clock = clock
        self._open: OrderedDict[str, _Session] = OrderedDict()

    def begin(self, name: str, kept: PasswordHash) -> str:
        """Return a new token for this user."""
        token = secrets.token_urlsafe(32)
        self._open[token] = _Session(name, kept, self._clock())
        while len(self._open) > _MOST:
            self._open.popitem(last=False)
        return token

    def name(self, token: str) -> str | None:
        """Return whose session this is; None once it is over or the password has changed."""
        session = self._open.get(token)
        if session is None:
            return None
        late = self._clock() - session.used > HOURS * 3600
        if late or not self._still_has(session.name, session.kept):
            self.end(token)
            return None
        session.used = self._clock()
        self._open.move_to_end(token)
        return session.name

    def end(self, token: str) -> None:
        """Log out."""
        self._open.pop(token, None)
