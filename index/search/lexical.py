"""The lexical leg: BM25 over character 4-grams of words (notes: RETRIEVAL, section 3).

The score is divided by its upper bound over the query's terms, terms that the corpus lacks
included. A question in another language matches few terms, so its lexical part vanishes by itself
and no language needs to be told from another.

The index is made of immutable segments, each with its postings and term frequencies; a changed
file adds a small segment and takes rows out of older ones, so nothing is rebuilt.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.text.stopwords import GERMAN

K1 = 1.5
B = 0.75
_WORD = re.compile(r"\w{2,}")
_MERGE_SHARE = 0.25
_EDGE = ord("_")

Ids = NDArray[np.int64]


def grams(text: str) -> NDArray[np.uint64]:
    """Return the 4-grams of ``_word_`` for every word of the text, with repetitions.

    Words are lower-cased, German stopwords left out. A gram is four UTF-16 units in one integer.
    """
    words = [word for word in _WORD.findall(text.lower()) if word not in GERMAN]
    if not words:
        return np.empty(0, dtype=np.uint64)
    joined = "_" + "_".join(words) + "_"
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    units64 = units.astype(np.uint64)
    # A window is inside one word unless one of its two middle places is an edge.
    inside = (units[1:-2] != _EDGE) & (units[2:-1] != _EDGE)
    shift = np.uint64(16)
    codes = units64[:-3]
    for offset in (1, 2, 3):
        codes = (codes << shift) | units64[offset : len(units64) - 3 + offset]
    return np.asarray(codes[inside], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of some passages, sorted by gram; ``rows`` count in ``ids``."""

    ids: Ids
    lengths: NDArray[np.int32]
    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    frequencies: NDArray[np.uint16]

    @classmethod
    def build(cls, passages: Iterable[tuple[int, str]]) -> "Segment":
        """Make a segment of (passage id, text) pairs; ids must rise."""
        ids: list[int] = []
        lengths: list[int] = []
        codes: list[NDArray[np.uint64]] = []
        counts: list[NDArray[np.uint16]] = []
        for row, (number, text) in enumerate(passages):
            found = grams(text)
            unique, count = np.unique(found, return_counts=True)
            ids.append(number)
            lengths.append(len(found))
            codes.append(unique)
            counts.append(np.minimum(count, np.iinfo(np.uint16).max).astype(np.uint16))
            assert row == 0 or ids[row - 1] < number
        sizes = [len(unique) for unique in codes]
        rows = np.repeat(np.arange(len(ids), dtype=np.int32), sizes)
        return cls._sorted(
            np.array(ids, dtype=np.int64),
            np.array(lengths, dtype=np.int32),
            np.concatenate(codes) if codes else np.empty(0, dtype=np.uint64),
            rows,
            np.concatenate(counts) if counts else np.empty(0, dtype=np.uint16),
        )

    @classmethod
    def _sorted(
        cls,
        ids: Ids,
        lengths: NDArray[np.int32],
        codes: NDArray[np.uint64],
        rows: NDArray[np.int32],
        frequencies: NDArray[np.uint16],
    ) -> "Segment":
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
        keys, starts = np.unique(codes, return_index=True)
        starts = np.append(starts, len(codes)).astype(np.int64)
        return cls(ids, lengths, keys, starts, rows[order], frequencies[order])

    def without_dead(self, alive: NDArray[np.bool_]) -> "Segment":
        """Return a copy that holds the living rows only."""
        codes = np.repeat(self.keys, np.diff(self.starts))
        kept = alive[self.rows]
        moved = np.cumsum(alive, dtype=np.int32) - 1
        return self._sorted(
            self.ids[alive],
            self.lengths[alive],
            codes[kept],
            moved[self.rows[kept]].astype(np.int32),
            self.frequencies[kept],
        )

    @classmethod
    def merged(cls, segments: Sequence["Segment"]) -> "Segment":
        """Return one segment with everything of several; ids must not overlap."""
        offsets = np.cumsum([0] + [len(segment.ids) for segment in segments])
        ids = np.concatenate([segment.ids for segment in segments])
        # Rows are put into the order of ids, so that equal scores end in the same order.
        order = np.argsort(ids, kind="stable")
        place = np.empty(len(ids), dtype=np.int32)
        place[order] = np.arange(len(ids), dtype=np.int32)
        rows = [place[s.rows + offset] for s, offset in zip(segments, offsets, strict=False)]
        return cls._sorted(
            ids[order],
            np.concatenate([s.lengths for s in segments])[order],
            np.concatenate([np.repeat(s.keys, np.diff(s.starts)) for s in segments]),
            np.concatenate(rows),
            np.concatenate([s.frequencies for s in segments]),
        )

    def postings(self, key: np.uint64) -> slice:
        """Return where the postings of a gram stand; empty if the segment lacks it."""
        at = int(np.searchsorted(self.keys, key))
        if at == len(self.keys) or self.keys[at] != key:
            return slice(0, 0)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """BM25 over the living passages; immutable, an update makes a new one that shares segments."""

    segments: tuple[Segment, ...] = ()
    alive: tuple[NDArray[np.bool_], ...] = ()
    ids: Ids = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """The living passage ids, rising; scores are in this order."""
    _places: tuple[NDArray[np.int64], ...] = ()
    _norms: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, dtype=np.float32))

    @classmethod
    def of(cls, segments: Sequence[Segment], living: Ids) -> "LexicalIndex":
        """Return the index of those passages of the segments that are in ``living`` (rising)."""
        alive = [np.isin(segment.ids, living, assume_unique=True) for segment in segments]
        pairs = [
            (segment.without_dead(mask), np.ones(int(mask.sum()), dtype=bool))
            if mask.sum() < (1 - _MERGE_SHARE) * len(mask)
            else (segment, mask)
            for segment, mask in zip(segments, alive, strict=True)
            if mask.any()
        ]
        if len(pairs) > 1 and sum(len(s.ids) for s, _ in pairs[1:]) > _MERGE_SHARE * len(living):
            whole = Segment.merged([segment.without_dead(mask) for segment, mask in pairs])
            pairs = [(whole, np.ones(len(whole.ids), dtype=bool))]
        places = tuple(np.searchsorted(living, segment.ids) for segment, _ in pairs)
        lengths = np.zeros(len(living), dtype=np.float32)
        for (segment, mask), place in zip(pairs, places, strict=True):
            lengths[place[mask]] = segment.lengths[mask]
        average = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
        norms = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
        return cls(
            tuple(segment for segment, _ in pairs),
            tuple(mask for _, mask in pairs),
            living,
            places,
            norms,
        )

    def updated(self, living: Ids, texts: Mapping[int, str]) -> "LexicalIndex":
        """Return the index of ``living``; ``texts`` holds those passages that are new."""
        segments = list(self.segments)
        if texts:
            segments.append(Segment.build(sorted(texts.items())))
        return self.of(segments, living)

    def missing(self, living: Ids) -> Ids:
        """Return the ids in ``living`` that no segment holds yet."""
        if not self.segments:
            return living
        known = np.concatenate([segment.ids for segment in self.segments])
        return np.asarray(living[~np.isin(living, known)], dtype=np.int64)

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return BM25 / upper bound for every living passage, in [0, 1], in the order of ``ids``.

        Zero everywhere for a question without terms.
        """
        total = np.zeros(len(self.ids), dtype=np.float32)
        bound = 0.0
        count = len(self.ids)
        for key in np.unique(grams(question)):
            found = [self._living(segment, key) for segment in range(len(self.segments))]
            frequency = sum(len(places) for places, _ in found)
            # A term that the corpus lacks counts in the bound as if it stood in no passage.
            idf = float(np.log1p((count - frequency + 0.5) / (frequency + 0.5)))
            bound += idf
            for places, tf in found:
                total[places] += idf * tf / (tf + self._norms[places])
        return total / np.float32(bound) if bound else total

    def _living(self, number: int, key: np.uint64) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        segment = self.segments[number]
        where = segment.postings(key)
        rows = segment.rows[where]
        mask = self.alive[number][rows]
        places = self._places[number][rows[mask]]
        return places, segment.frequencies[where][mask].astype(np.float32)


def save(index: LexicalIndex, path: Path) -> None:
    """Write the index as one segment, atomically; what is dead is left behind."""
    living = [s.without_dead(mask) for s, mask in zip(index.segments, index.alive, strict=True)]
    if not living:
        path.unlink(missing_ok=True)
        return
    whole = Segment.merged(living)
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("wb") as file:
        np.savez(
            file,
            ids=whole.ids,
            lengths=whole.lengths,
            keys=whole.keys,
            starts=whole.starts,
            rows=whole.rows,
            frequencies=whole.frequencies,
        )
    unfinished.replace(path)


def load(path: Path) -> tuple[Segment, ...]:
    """Read what :func:`save` wrote; nothing where there is no usable file.

    The file only saves time: what it lacks is made from the store's texts.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            return (
                Segment(
                    *(data["ids"], data["lengths"], data["keys"]),
                    *(data["starts"], data["rows"], data["frequencies"]),
                ),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return ()
