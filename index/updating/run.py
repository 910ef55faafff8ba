"""One run over a plan: what is read, embedded and committed, and what is counted on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from index.records import FileProblem
from index.store.as_is import AsIs
from index.store.changes import FileChange
from index.store.reading import KnownFile, StoreReader
from index.store.writing import StoreWriter
from index.updating.batch import Batch
from index.updating.plan import Plan
from index.updating.prepare import PreparedFile, prepare
from index.updating.removal import taken_out


class Progress(Protocol):
    """Told how far a run is, in bytes of files read and kept."""

    def __call__(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` bytes."""
        ...


def no_progress(done: int, total: int) -> None:
    """Report nothing."""
    del done, total


@dataclass(frozen=True, slots=True)
class State:
    """What the store knows when a run begins."""

    roots: tuple[str, ...] = ()
    files: tuple[KnownFile, ...] = ()
    excluded: frozenset[str] = frozenset()
    as_is: AsIs = field(default_factory=AsIs)


@dataclass(slots=True)
class Tally:
    """What a run did, by article id; ``unchanged`` is a number."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[FileProblem] = field(default_factory=list)
    passed_over: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> "Tally":
        """Return what the plan alone tells."""
        return cls(
            removed=[name for known in plan.gone for name in known.articles],
            moved=[name for known, _ in plan.moved for name in known.articles],
            unchanged=plan.unchanged,
            problems=list(plan.problems),
            passed_over=plan.passed_over,
        )

    def count(self, prepared: PreparedFile) -> None:
        """Take in what a file that was read brought."""
        changed = {article.article_id for article in prepared.changed}
        self.added += [article.article_id for article in prepared.added]
        self.changed += sorted(changed)
        self.removed += [name for name in prepared.dropped if name not in changed]
        self.unchanged += prepared.unchanged
        self.problems += prepared.problems


@dataclass(frozen=True, slots=True)
class Run:
    """Carries out one plan with one writer."""

    store: Path
    writer: StoreWriter
    batch: Batch
    tally: Tally
    progress: Progress
    identity: Mapping[str, str]
    """The ``meta`` rows that say what the index is made by."""
    rebuild: bool
    readmit: frozenset[str] = frozenset()
    """Files whose articles come in although they were taken out before."""

    def carry_out(self, plan: Plan, state: State, owners: dict[str, str]) -> None:
        """Commit the plan batch by batch, a rebuild all at once."""
        for known, row in plan.moved:
            self.writer.move_file(known.row.file, row)
        for known, row in plan.touched:
            self.writer.touch_file(known.row.file, row)
        for known in plan.gone:
            self.batch.add(taken_out(known))
        read = self._read(plan, state, owners)
        if not self.rebuild:
            self.batch.commit()
            return
        left = {known.row.file for known in plan.gone} | read
        for known in state.files:
            if known.row.file not in left:
                self._embed_again(known)
        # All at once: vectors of two embedders never stand side by side.
        self.batch.commit(self.identity)

    def _read(self, plan: Plan, state: State, owners: dict[str, str]) -> set[int]:
        total = sum(file.row.size for file in plan.read)
        done = 0
        read: set[int] = set()
        for prepared in prepare(
            *(plan.read, owners, state.excluded),
            rebuild=self.rebuild,
            as_is=state.as_is.roots,
            readmit=self.readmit,
        ):
            self.tally.count(prepared)
            if prepared.readable:
                change = FileChange(prepared.file.row, dropped=prepared.dropped)
                self.batch.add(change, prepared.articles)
                read.add(prepared.file.row.file)
            done += prepared.file.row.size
            self.progress(done, total)
            if self.batch.is_full and not self.rebuild:
                self.batch.commit()
        return read

    def _embed_again(self, known: KnownFile) -> None:
        reader = StoreReader(self.store)
        try:
            articles = [replace(reader.article(name), path="") for name in known.articles]
        finally:
            reader.close()
        self.batch.add(FileChange(known.row, dropped=tuple(known.articles)), articles)
