"""The composition root: the one place that knows which parts are put together how.

Heavy packages are imported by the parts that use them, when they are used: an unchanged ``index``
imports neither torch nor Chroma.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.chroma.feeder import Feeder, Projection
from index.embedding import open_embedder, open_word_embedder
from index.errors import IndexMismatchError
from index.interfaces import Embedder, Neighbours
from index.records import IndexReport
from index.search.searcher import Searcher
from index.search.snapshot import SnapshotSource
from index.store.outbox import StoreOutbox
from index.store.reading import StoreReader
from index.updating.build import IndexBuilder, mismatch_sentence, store_path
from index.updating.run import Progress, no_progress
from rag.assistant import Assistant
from rag.decision import Decision
from rag.models.base import LanguageModel
from rag.models.select import Selected, open_model
from rag.records import Note
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """An index ready to be searched; close it when done."""

    searcher: Searcher
    feeder: Feeder | None

    def close(self) -> None:
        """Let go of store and Chroma."""
        if self.feeder is not None:
            self.feeder.close()
        self.searcher.source.close()


@dataclass(frozen=True, slots=True)
class OpenAssistant:
    """An assistant ready to be asked, and how its model was chosen."""

    assistant: Assistant
    index: OpenIndex
    note: str

    def close(self) -> None:
        """Let go of model, store and Chroma."""
        self.assistant.model.close()
        self.index.close()


def embedder_of(settings: Settings) -> Embedder:
    """Return the embedder that the settings name; nothing is loaded yet."""
    return open_embedder(settings.embedder, threads=settings.threads)


def run_index(
    settings: Settings,
    paths: Sequence[Path],
    *,
    prune: bool = False,
    rebuild: bool = False,
    as_is: bool | None = None,
    progress: Progress,
) -> IndexReport:
    """Make the index agree with these roots; the corpus folder if it has none yet."""
    with _builder(settings, progress) as builder:
        return builder.update(_paths(settings, paths), prune=prune, rebuild=rebuild, as_is=as_is)


def index_difference(
    settings: Settings, paths: Sequence[Path], *, prune: bool = False, as_is: bool | None = None
) -> IndexReport:
    """Say what :func:`run_index` would do, without writing anything."""
    builder = _bare_builder(settings, _nothing, no_progress)
    return builder.difference(_paths(settings, paths), prune=prune, as_is=as_is)


def remove_from_index(settings: Settings, names: Sequence[str]) -> IndexReport:
    """Take roots, files or articles out of the index."""
    with _builder(settings, no_progress) as builder:
        return builder.remove(names)


def builder_beside(settings: Settings, index: OpenIndex, progress: Progress) -> IndexBuilder:
    """Return a builder in the process that has this index open for searching.

    It shares the embedder, and Chroma hears of a commit by the feeder that is there already.
    """
    searcher, feeder = index.searcher, index.feeder
    return IndexBuilder(
        settings.data,
        searcher.embedder,
        searcher.word_embedder,
        on_commit=_nothing if feeder is None else feeder.notify,
        progress=progress,
    )


def uploads_folder(settings: Settings) -> Path:
    """Return the root that holds what was added in the page."""
    return settings.data / "uploads"


def open_store(settings: Settings) -> StoreReader:
    """Open the store to list what is in it; IndexMissingError where there is none."""
    return StoreReader(store_path(settings.data))


def open_index(settings: Settings, *, with_chroma: bool) -> OpenIndex:
    """Open the index for searching.

    ``with_chroma`` is for what runs for a while: opening Chroma costs more than one exact search.
    Raises IndexMissingError, and IndexMismatchError for an index made by another embedder.
    """
    path = store_path(settings.data)
    embedder = embedder_of(settings)
    words = open_word_embedder(threads=settings.threads, beside=embedder)
    reader = StoreReader(path)
    try:
        made_by, wanted = reader.identities(), (embedder.identity, words.identity)
    finally:
        reader.close()
    if made_by != wanted:
        raise IndexMismatchError(mismatch_sentence(made_by, wanted))
    feeder = Feeder(_projection(settings), watch=True) if with_chroma else None
    return OpenIndex(Searcher(SnapshotSource(path), embedder, words, feeder), feeder)


def choose_model(settings: Settings) -> Selected:
    """Open the language model that the settings name; see :func:`rag.models.select.open_model`."""
    return open_model(
        settings.model,
        ollama_url=settings.ollama_url,
        ollama_model=settings.ollama_model,
        cache=settings.cache,
        allow_remote=settings.allow_remote,
        threads=settings.threads,
    )


def open_assistant(settings: Settings, *, with_chroma: bool) -> OpenAssistant:
    """Open index and language model for asking; raises what the two raise."""
    index = open_index(settings, with_chroma=with_chroma)
    try:
        selected = choose_model(settings)
    except BaseException:
        index.close()
        raise
    return assistant_of(index, selected.model, selected.note)


def assistant_of(
    index: OpenIndex, model: LanguageModel, note: str, decision: Decision | None = None
) -> OpenAssistant:
    """Put an open index and an open model together; ``decision`` instead of the fitted rule."""
    notes = [Note("model_chosen", {"message": note})] if note else []
    return OpenAssistant(Assistant(index.searcher, model, notes, decision), index, note)


def _paths(settings: Settings, paths: Sequence[Path]) -> Sequence[Path]:
    if paths:
        return paths
    path = store_path(settings.data)
    if path.is_file():
        reader = StoreReader(path)
        try:
            if reader.roots():
                return ()
        finally:
            reader.close()
    return (settings.corpus,)


@contextmanager
def _builder(settings: Settings, progress: Progress) -> Iterator[IndexBuilder]:
    """A builder whose commits are fed to Chroma; an unchanged run does not touch Chroma."""
    feeders: list[Feeder] = []

    def feed() -> None:
        if not feeders:
            feeders.append(Feeder(_projection(settings), watch=False))
        feeders[0].notify()

    builder = _bare_builder(settings, feed, progress)
    try:
        yield builder
        if not feeders and builder.store.is_file() and not _outbox_is_empty(builder.store):
            feed()  # left by a run that was killed
    except BaseException:
        # Somebody who typed Ctrl-C does not want to wait for Chroma.
        for feeder in feeders:
            feeder.abandon()
        raise
    for feeder in feeders:
        feeder.close()


def _bare_builder(
    settings: Settings, on_commit: Callable[[], None], progress: Progress
) -> IndexBuilder:
    embedder = embedder_of(settings)
    return IndexBuilder(
        settings.data,
        embedder,
        open_word_embedder(threads=settings.threads, beside=embedder),
        on_commit=on_commit,
        progress=progress,
    )


@dataclass(frozen=True, slots=True)
class _OwnProjection:
    """A projection together with the outbox that it alone reads."""

    projection: Projection
    outbox: StoreOutbox

    def drain(self, stop: Callable[[], bool]) -> int:
        return self.projection.drain(stop)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> Neighbours | None:
        return self.projection.nearest(vector, limit)

    def close(self) -> None:
        try:
            self.projection.close()
        finally:
            self.outbox.close()


def _projection(settings: Settings) -> Callable[[], Projection | None]:
    def open_projection() -> Projection | None:
        from index.chroma.opening import open_projection as open_chroma

        outbox = StoreOutbox(store_path(settings.data))
        projection = open_chroma(settings.data / "chroma", settings.chroma_url, outbox)
        if projection is None:
            outbox.close()
            return None
        return _OwnProjection(projection, outbox)

    return open_projection


def _outbox_is_empty(path: Path) -> bool:
    reader = StoreReader(path)
    try:
        return reader.outbox_is_empty()
    finally:
        reader.close()


def _nothing() -> None:
    """Do nothing."""
