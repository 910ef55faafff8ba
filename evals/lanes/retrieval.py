"""Retrieval: questions of one or more languages, each with the one passage that answers it.

Every passage is an article of the lane's own index and a hit counts for its article. Beside the
whole search stands the same without words: the two dense legs alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.lanes.intervals import Interval, interval_of_means
from evals.lanes.rows import LaneFileError, rows_of
from evals.metrics.ranking import rank_of
from index.records import Hit
from index.search.searcher import Searcher

DEEPEST = 10
"""Ranks below count as not found, also for the mean reciprocal rank."""
# Ten articles are wanted and several hits may be of one article.
_HITS = 30
_CUTS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the name of the passage that answers it."""

    name: str
    language: str
    question: str
    passage: str


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the passage stands for one question, from 1; None below the tenth."""

    asked: Asked
    whole: int | None
    dense: int | None


@dataclass(frozen=True, slots=True)
class Quality:
    """R@1, R@5, R@10 and the mean reciprocal rank, 0 to 1, each with its interval."""

    at: Mapping[int, float]
    mrr: float
    intervals: Mapping[str, Interval | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """One language: the whole search, the dense legs, and the paired difference of their MRR."""

    language: str
    questions: int
    whole: Quality
    dense: Quality
    gain: float
    gain_interval: Interval | None

    @property
    def loses(self) -> bool:
        """Whether words make the search of this language worse beyond chance: the fusion guard."""
        return self.gain_interval is not None and self.gain_interval.high < 0


def read_passages(path: Path) -> list[Mapping[str, str]]:
    """Read passages ``{id, text}``; LaneFileError for a bad line, none, or two with one id."""
    found: dict[str, Mapping[str, str]] = {}
    for row in rows_of(path, {"id": str, "text": str}):
        if row["id"] in found:
            raise LaneFileError(f"{path}: two passages have the id {row['id']!r}.")
        found[row["id"]] = {"id": row["id"], "text": row["text"]}
    if not found:
        raise LaneFileError(f"{path} has no passages.")
    return list(found.values())


def read_questions(paths: Sequence[Path], passages: Sequence[Mapping[str, str]]) -> list[Asked]:
    """Read questions ``{id, lang, question, passage}``.

    Raises LaneFileError for a passage that is unknown and for an id that a language has twice.
    """
    known = {passage["id"] for passage in passages}
    found: list[Asked] = []
    seen = set[tuple[str, str]]()
    for path in paths:
        fields = dict.fromkeys(("id", "lang", "question", "passage"), str)
        for row in rows_of(path, fields):
            if row["passage"] not in known:
                raise LaneFileError(
                    f"{path}: {row['id']} is answered by {row['passage']!r}, which is no passage."
                )
            if (row["lang"], row["id"]) in seen:
                raise LaneFileError(
                    f"{path}: two {row['lang']} questions have the id {row['id']!r}."
                )
            seen.add((row["lang"], row["id"]))
            found.append(Asked(row["id"], row["lang"], row["question"], row["passage"]))
    if not found:
        raise LaneFileError("There are no questions in the files named with --questions.")
    return found


def read_distractors(path: Path) -> list[Mapping[str, str]]:
    """Read texts ``{text}`` that answer no question; LaneFileError for a bad line."""
    rows = rows_of(path, {"text": str})
    return [{"id": f"distractor-{at}", "text": row["text"]} for at, row in enumerate(rows)]


def ranks_of(searcher: Searcher, questions: Sequence[Asked]) -> Iterator[Ranks]:
    """Search for each question, with words and without."""
    for asked in questions:
        whole = searcher.search(asked.question, limit=_HITS, language=asked.language).hits
        dense = searcher.search_dense(asked.question, limit=_HITS)
        yield Ranks(asked, _rank(asked, whole), _rank(asked, dense))


def compared(ranks: Sequence[Ranks]) -> list[Compared]:
    """Summarise by language, in the order in which the languages come."""
    languages = dict.fromkeys(each.asked.language for each in ranks)
    return [
        _language(name, [each for each in ranks if each.asked.language == name])
        for name in languages
    ]


def _language(language: str, ranks: Sequence[Ranks]) -> Compared:
    whole, dense = [each.whole for each in ranks], [each.dense for each in ranks]
    gains = [_reciprocal(a) - _reciprocal(b) for a, b in zip(whole, dense, strict=True)]
    return Compared(
        *(language, len(ranks), _quality(whole), _quality(dense)),
        *(_mean(gains), interval_of_means([gains])),
    )


def _quality(ranks: Sequence[int | None]) -> Quality:
    found = {cut: [float(rank is not None and rank <= cut) for rank in ranks] for cut in _CUTS}
    reciprocal = [_reciprocal(rank) for rank in ranks]
    intervals = {f"r@{cut}": interval_of_means([values]) for cut, values in found.items()}
    intervals["mrr"] = interval_of_means([reciprocal])
    at = {cut: _mean(values) for cut, values in found.items()}
    return Quality(at, _mean(reciprocal), intervals)


def _rank(asked: Asked, hits: Sequence[Hit]) -> int | None:
    rank = rank_of(asked.passage, [hit.article.article_id for hit in hits])
    return rank if rank is not None and rank <= DEEPEST else None


def _reciprocal(rank: int | None) -> float:
    return 0.0 if rank is None else 1 / rank


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
