"""Which questions are asked, and in which order: every prefix is a small picture of the whole.

Groups are spread by whether they are answerable, by kind, and by how many languages they have, so
that each share grows evenly; within one of these a hash of the group's name decides. A group's
lines stay together, German first, so that languages can be compared; a prefix cuts one group at
most. Where few are asked, :func:`in_turns` takes them from as many groups as there are instead: the
lines of a group ask the same, so that they say less about all the others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from evals.dataset.records import LANGUAGES, MORE_LANGUAGES, Line

QUICK = 100
"""Questions of ``--quick``."""

_ORDER = {language: at for at, language in enumerate((*LANGUAGES, *MORE_LANGUAGES))}

Group = list[Line]
Key = Callable[[Group], Hashable]


def selected(
    lines: Sequence[Line], *, languages: Sequence[str] = (), limit: int | None = None
) -> list[Line]:
    """Return the lines in their balanced order: those in ``languages`` (all), ``limit`` at most."""
    groups: dict[str, Group] = defaultdict(list)
    for line in lines:
        if not languages or line.question.language in languages:
            groups[line.question.group].append(line)
    for group in groups.values():
        group.sort(key=_place)
    by_hash = sorted(groups.values(), key=_hash)
    keys: tuple[Key, ...] = (_answerable, _kind, len)
    return [line for group in _spread(by_hash, keys) for line in group][:limit]


def in_turns(lines: Sequence[Line], *, languages: Sequence[str] = ()) -> list[Line]:
    """Return the lines of :func:`selected` so that each group comes once, and then each again.

    One comes in its first language, the next in its second, and so on.
    """
    groups: dict[str, Group] = defaultdict(list)
    for line in selected(lines, languages=languages):
        groups[line.question.group].append(line)
    return [
        group[(turn + at) % len(group)]
        for turn in range(max(map(len, groups.values()), default=0))
        for at, group in enumerate(groups.values())
        if turn < len(group)
    ]


def _spread(groups: Sequence[Group], keys: Sequence[Key]) -> list[Group]:
    """Interleave the groups so that every prefix has each value of the keys in proportion."""
    if not keys:
        return list(groups)
    parts: dict[Hashable, list[Group]] = defaultdict(list)
    for group in groups:
        parts[keys[0](group)].append(group)
    placed = [
        ((at + 0.5) / len(part), str(value), group)
        for value, part in parts.items()
        for at, group in enumerate(_spread(part, keys[1:]))
    ]
    return [group for _, _, group in sorted(placed, key=lambda each: each[:2])]


def _answerable(group: Group) -> bool:
    return group[0].question.answerable


def _kind(group: Group) -> str:
    return group[0].question.kind


def _hash(group: Group) -> str:
    return hashlib.sha256(group[0].question.group.encode()).hexdigest()


def _place(line: Line) -> tuple[int, str, str]:
    question = line.question
    return _ORDER.get(question.language, len(_ORDER)), question.language, question.name
