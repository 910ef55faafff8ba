"""The questions that a new page offers, made of what is indexed; no model takes part.

Questions written by hand go with the articles that they are about; where those are not indexed, the
newest articles and the people most often quoted in them give the questions. The same index gives
the same questions.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.records import Article, ArticleInfo

_MOST_READ = 300
"""Articles that are looked through for people, the newest."""
_LONGEST_TITLE = 90
_WORD = r"[A-ZÄÖÜ][a-zäöüßéèáóúç]+(?:-[A-ZÄÖÜ][a-zäöüßéèáóúç]+)*"
_SAID = r"(?:sagt|sagte|erklärt|erklärte|betont|betonte|meint|meinte|ergänzte|berichtete)"
# Without what they are, two nouns would look like a name, too.
_ROLE = r"[A-ZÄÖÜ][\w-]+(?: Dr\.| Prof\.)*"
_QUOTED = (
    re.compile(rf"\b(?:{_SAID}|so) (?:(?:der|die) )?{_ROLE} ({_WORD} {_WORD})\b(?! {_WORD})"),
    re.compile(rf"\b{_ROLE} ({_WORD} {_WORD}) {_SAID}\b"),
)


class Articles(Protocol):
    """What is indexed, as the store tells it."""

    def infos(self) -> list[ArticleInfo]:
        """Return every article without its text."""
        ...

    def article(self, article_id: str) -> Article:
        """Return one with its text."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A question to begin with, and the language that it is in."""

    language: str
    question: str


@dataclass(frozen=True, slots=True)
class Written:
    """A question written by hand, and the title of the article that answers it."""

    language: str
    question: str
    title: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one language asks about an article (``{title}``) and about a person (``{name}``)."""

    language: str
    about: str
    said: str


def offered(
    store: Articles, written: Sequence[Written], patterns: Sequence[Pattern]
) -> list[Offer]:
    """Return at most one question a pattern, each about something else; none of an empty index."""
    infos = sorted(store.infos(), key=_newest_first)
    titles = {info.title for info in infos}
    by_hand = [each for each in written if each.title in titles]
    if len(by_hand) >= len(patterns):
        return [Offer(each.language, each.question) for each in by_hand[: len(patterns)]]
    articles = (info for info in infos if 0 < len(info.title) <= _LONGEST_TITLE)
    people = iter(quoted_people(store, infos[:_MOST_READ]))
    return list(_made(articles, people, patterns))


def quoted_people(store: Articles, infos: Sequence[ArticleInfo]) -> list[str]:
    """Return who is quoted by first and last name, the most often quoted first."""
    counted: Counter[str] = Counter()
    for info in infos:
        text = store.article(info.article_id).text
        counted.update({name for pattern in _QUOTED for name in pattern.findall(text)})
    return sorted(counted, key=lambda name: (-counted[name], name))


def _made(
    articles: Iterator[ArticleInfo], people: Iterator[str], patterns: Sequence[Pattern]
) -> Iterator[Offer]:
    for at, pattern in enumerate(patterns):
        name = next(people, None) if at % 2 else None
        if name is not None:
            yield Offer(pattern.language, pattern.said.format(name=name))
        elif (info := next(articles, None)) is not None:
            yield Offer(pattern.language, pattern.about.format(title=" ".join(info.title.split())))


def _newest_first(info: ArticleInfo) -> tuple[bool, str, str]:
    """Sort key: dates backwards, what has none last."""
    backwards = "".join(chr(0x10FFFF - ord(letter)) for letter in info.date or "")
    return info.date is None, backwards, info.article_id
