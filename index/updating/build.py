"""Making the index agree with folders: plan, read, embed, keep.

Vectors and words are written ahead of the commit, content-addressed, so that a killed run loses at
most one batch of embedding; articles become visible whole, one transaction a batch of files.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import CorpusError, IndexBusyError, IndexMismatchError
from index.interfaces import Embedder, EmbedderIdentity, WordEmbedder
from index.records import IndexReport
from index.search.lexical_file import save_lexical
from index.store import schema
from index.store.reading import StoreReader
from index.store.writing import StoreWriter, identity_meta
from index.text.passage_form import DEFAULT_FORM, PassageForm
from index.updating.batch import Batch
from index.updating.plan import Plan, chosen_roots, plan_update
from index.updating.prepare import prepare
from index.updating.removal import removal_of
from index.updating.run import Progress, Run, State, Tally


class IndexBuilder:
    """Updates the index in one data folder; one process at a time."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        word_embedder: WordEmbedder,
        *,
        on_commit: Callable[[], None],
        progress: Progress,
        form: PassageForm = DEFAULT_FORM,
    ) -> None:
        """``on_commit`` is called after every transaction, for Chroma to be told."""
        self.store = store_path(folder)
        self._lock = folder / "index.lock"
        self._embedder = embedder
        self._words = word_embedder
        self._on_commit = on_commit
        self._progress = progress
        self._form = form

    def update(
        self,
        paths: Sequence[Path],
        *,
        prune: bool = False,
        rebuild: bool = False,
        as_is: bool | None = None,
        readmit: Collection[Path] = (),
    ) -> IndexReport:
        """Make the index agree with these roots (all known ones if none is given).

        ``as_is`` says for good whether these roots are indexed without cleaning; None leaves it as
        it was. ``readmit`` are files under these roots that are read as if nothing of them had
        ever been removed.
        ``rebuild`` reads and embeds everything anew, and all of it becomes visible at once; what
        can't be read at the moment is embedded from the text that the index has. Raises
        CorpusError, IndexMismatchError and IndexBusyError; what is wrong with single files is in
        the report.
        """
        started = time.monotonic()
        with self._locked():
            state = self._state(rebuild=rebuild)
            named = frozenset(str(path.absolute()) for path in (*paths, *readmit))
            out = state.excluded - named
            decided = replace(self._decided(state, paths, as_is=as_is), excluded=out)
            plan, owners = self._plan(decided, paths, prune=prune, rebuild=rebuild)
            tally = Tally.of(plan)
            with self._writer() as writer:
                # Before anything is read: a killed run reads the rest in the same way.
                if decided.as_is != state.as_is:
                    writer.set_as_is(decided.as_is)
                writer.include(sorted(state.excluded - out))
                state = decided
                for root in plan.roots:
                    writer.add_root(root)
                if plan or rebuild:
                    run = Run(
                        *(self.store, writer, self._batch(writer), tally),
                        *(self._progress, identity_meta(*self._identities, self._form), rebuild),
                        frozenset(str(path.absolute()) for path in readmit),
                    )
                    run.carry_out(plan, state, owners)
                    writer.include(sorted(out.intersection(tally.added)))
                done = state.as_is.done(plan.chosen, [problem.path for problem in tally.problems])
                if done != state.as_is:
                    writer.set_as_is(done)
                if writer.is_unswept():
                    save_lexical(self.store)
                    writer.sweep()
        return self._report(tally, started)

    def difference(
        self, paths: Sequence[Path], *, prune: bool = False, as_is: bool | None = None
    ) -> IndexReport:
        """Say what :meth:`update` would do; nothing is written and nothing embedded."""
        started = time.monotonic()
        state = self._decided(self._state(rebuild=False), paths, as_is=as_is)
        plan, owners = self._plan(state, paths, prune=prune, rebuild=False)
        tally = Tally.of(plan)
        for prepared in prepare(plan.read, owners, state.excluded, as_is=state.as_is.roots):
            tally.count(prepared)
        return self._report(tally, started)

    def remove(self, names: Sequence[str]) -> IndexReport:
        """Take roots, files or articles out; they stay out until they are named to ``update``.

        Raises CorpusError for a name that is none of these.
        """
        started = time.monotonic()
        with self._locked():
            state = self._state(rebuild=True)
            found = [removal_of(name, state.files, state.roots) for name in names]
            removed = [article for one in found for article in one.articles]
            with self._writer() as writer:
                for one in found:
                    writer.exclude(one.exclusions)
                    for root in one.roots:
                        writer.remove_root(root)
                writer.apply([change for one in found for change in one.changes])
                save_lexical(self.store)
                writer.sweep()
            self._on_commit()
        return self._report(Tally(removed=removed), started)

    def _batch(self, writer: StoreWriter) -> Batch:
        return Batch(writer, self._embedder, self._words, self._on_commit, self._form)

    @property
    def _identities(self) -> tuple[EmbedderIdentity, EmbedderIdentity]:
        return self._embedder.identity, self._words.identity

    def _state(self, *, rebuild: bool) -> State:
        if not self.store.is_file():
            return State()
        try:
            reader = StoreReader(self.store)
        except IndexMismatchError:
            if not rebuild:
                raise
            return State(roots=tuple(schema.retire(self.store)))
        try:
            made_by = reader.identities()
            if made_by != self._identities and not rebuild:
                raise IndexMismatchError(mismatch_sentence(made_by, self._identities))
            if reader.passage_form() != self._form and not rebuild:
                raise IndexMismatchError(
                    f"The index in {self.store.parent} was cut into passages in another way. "
                    "Run `fundstelle index --rebuild` to make it anew."
                )
            return State(
                *(tuple(reader.roots()), tuple(reader.files()), frozenset(reader.excluded())),
                reader.as_is(),
            )
        finally:
            reader.close()

    @staticmethod
    def _decided(state: State, paths: Sequence[Path], *, as_is: bool | None) -> State:
        """Return the state as it is once the roots of these paths are cleaned or not."""
        if as_is is None:
            return state
        roots = chosen_roots([path.absolute() for path in paths], state.roots)
        decided = state.as_is.decided([str(root) for root in roots], state.roots, as_is=as_is)
        return replace(state, as_is=decided)

    def _plan(
        self, state: State, paths: Sequence[Path], *, prune: bool, rebuild: bool
    ) -> tuple[Plan, dict[str, str]]:
        if not paths and not state.roots:
            raise CorpusError(
                "The index has no roots yet. Name a folder: `fundstelle index FOLDER`."
            )
        chosen = [path.absolute() for path in paths]
        paths = [*(Path(root) for root in state.roots), *chosen] if rebuild else chosen
        whole = frozenset(map(str, paths)) if rebuild else state.as_is.waiting
        plan = plan_update(
            *(paths, state.roots, state.files),
            prune=prune,
            excluded=state.excluded - {str(path) for path in chosen},
            again=whole,
        )
        again = {read.known.row.file for read in plan.read if read.known is not None}
        again |= {known.row.file for known in plan.gone}
        owners = {
            name: str(known.path)
            for known in state.files
            if known.row.file not in again
            for name in known.articles
        }
        return plan, owners

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.store.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(self._lock)
            lock.acquire(timeout=0)
        except Timeout as error:
            raise IndexBusyError(
                f"Another process is changing the index in {self.store.parent}. "
                "Wait until it has finished and try again."
            ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writer(self) -> Iterator[StoreWriter]:
        exists = self.store.is_file()
        writer = (
            StoreWriter(self.store)
            if exists
            else StoreWriter.create(self.store, *self._identities, self._form)
        )
        try:
            yield writer
        finally:
            writer.close()

    def _report(self, tally: Tally, started: float) -> IndexReport:
        passages = sentences = 0
        if self.store.is_file():
            reader = StoreReader(self.store)
            try:
                counts = reader.counts()
            finally:
                reader.close()
            passages, sentences = counts.passages, counts.sentences
        return IndexReport(
            *(len(tally.added), len(tally.changed), tally.unchanged, len(tally.removed)),
            failed=len({problem.path for problem in tally.problems}),
            passages=passages,
            sentences=sentences,
            seconds=time.monotonic() - started,
            problems=tuple(tally.problems),
            passed_over=tally.passed_over,
            details={
                "added": tuple(tally.added),
                "changed": tuple(tally.changed),
                "removed": tuple(tally.removed),
                "moved": tuple(tally.moved),
            },
        )


def store_path(folder: Path) -> Path:
    """Return where the store of a data folder is."""
    return folder / "store.db"


def mismatch_sentence(
    made_by: tuple[EmbedderIdentity, EmbedderIdentity],
    wanted: tuple[EmbedderIdentity, EmbedderIdentity],
) -> str:
    """Say that the index was made by another embedder, and what to type."""
    which = 0 if made_by[0] != wanted[0] else 1
    had, asked = (f"{pair[which].name} ({pair[which].revision})" for pair in (made_by, wanted))
    return (
        f"The index was made by the embedder {had}, the settings ask for {asked}. "
        "Run `fundstelle index --rebuild` to make it anew, or set FUNDSTELLE_EMBEDDER back."
    )
