"""The file of users: names and hashes of passwords, readable by its owner alone."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from index.errors import FundstelleError
from ui.page.access.passwords import PasswordHash, hashed, matches

LEAST_CHARACTERS = 10
"""Of a password; what is typed into a page on a network is guessed at."""
MOST_CHARACTERS = 1_000
_NAME = re.compile(r"[\w.@+-]{1,64}")
_NOBODY = PasswordHash("00" * 16, "00" * 32)


class UsersError(FundstelleError):
    """A user or a password that can't be, or a file that can't be read."""

    code = "users"


class Users:
    """The users in a data folder's ``users.json``; read anew whenever the file has changed."""

    def __init__(self, data: Path) -> None:
        self.path = data / "users.json"
        self._stamp: tuple[int, int] | None = None
        self._known: Mapping[str, PasswordHash] = {}

    def names(self) -> list[str]:
        """Return the users' names, sorted; UsersError for a file that can't be read."""
        return sorted(self._current())

    def add(self, name: str, password: str) -> bool:
        """Keep a user, or a known one's new password; tell whether the user is new.

        Raises UsersError for a name or a password that can't be.
        """
        if not _NAME.fullmatch(name):
            raise UsersError(
                f"{name!r} can't be a user's name. Use up to 64 letters, digits and . @ + - _."
            )
        if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
            raise UsersError(
                f"A password has {LEAST_CHARACTERS} to {MOST_CHARACTERS:,} characters. "
                "Four or five words make a good one."
            )
        known = dict(self._current())
        is_new = name not in known
        self._write(known | {name: hashed(password)})
        return is_new

    def remove(self, name: str) -> None:
        """Forget a user; UsersError, naming those there are, for one that is not known."""
        known = dict(self._current())
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise UsersError(f"There is no user {name!r}. Known: {there}.")
        del known[name]
        self._write(known)

    def check(self, name: str, password: str) -> PasswordHash | None:
        """Return what is kept of the password if it is this user's; takes as long if it is not."""
        kept = self._current().get(name, _NOBODY)
        return kept if matches(password[:MOST_CHARACTERS], kept) and kept is not _NOBODY else None

    def still_has(self, name: str, kept: PasswordHash) -> bool:
        """Tell whether the user is there and has the same password as before."""
        return self._current().get(name) == kept

    def _current(self) -> Mapping[str, PasswordHash]:
        try:
            found = self.path.stat()
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp != self._stamp:
                self._known = _parsed(self.path.read_text(encoding="utf-8"), self.path)
                self._stamp = stamp
        except FileNotFoundError:
            self._known, self._stamp = {}, None
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable(self.path) from error
        return self._known

    def _write(self, users: Mapping[str, PasswordHash]) -> None:
        """Replace the file whole; a temporary file is its owner's alone from the beginning."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"schema": 1, "users": {name: asdict(users[name]) for name in sorted(users)}}
        with NamedTemporaryFile("w", dir=self.path.parent, delete=False, encoding="utf-8") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(self.path)


def _parsed(text: str, path: Path) -> Mapping[str, PasswordHash]:
    try:
        users = json.loads(text)["users"]
        found = {name: PasswordHash(kept["salt"], kept["digest"]) for name, kept in users.items()}
        for kept in found.values():
            bytes.fromhex(kept.salt + kept.digest)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _unreadable(path) from error
    return found


def _unreadable(path: Path) -> UsersError:
    return UsersError(
        f"{path} can't be read as a list of users. Mend it, or delete it and type "
        "`fundstelle users add NAME` for each of them."
    )
