"""What a page says of its article in JSON-LD (schema.org)."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """When, by whom and under what headline, each None if the page does not say."""

    date: str | None = None
    author: str | None = None
    headline: str | None = None


def published(scripts: Iterable[str]) -> Published:
    """Return date, author and headline of the first object with a ``datePublished``.

    A script that is not JSON is passed over.
    """
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue  # the page's own programs don't depend on it: broken JSON-LD is common
        for thing in _objects(data):
            date = thing.get("datePublished")
            if isinstance(date, str) and date.strip():
                headline = thing.get("headline")
                return Published(
                    date.strip(),
                    _names(thing.get("author")),
                    headline.strip() or None if isinstance(headline, str) else None,
                )
    return Published()


def _objects(data: object) -> Iterator[dict[str, object]]:
    """Every object in ``data``, outer ones first."""
    waiting = deque([data])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _names(author: object) -> str | None:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return (
        ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None
    )
