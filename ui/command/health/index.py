"""The index: store, embedder and Chroma's copy."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from index.chroma.engine import Engine
from index.chroma.projection import COLLECTIONS, expectations
from index.embedding import open_word_embedder
from index.errors import ChromaBrokenError, ChromaUnavailableError, FundstelleError
from index.store.outbox import StoreOutbox
from index.store.reading import StoreReader
from index.updating.build import mismatch_sentence, store_path
from rag.assemble import embedder_of
from rag.settings import Settings
from ui.command.health.check import Check, note, ok, problem

_SENTENCE = "Das Hallenbad bleibt am Montag geschlossen."


def check_index(settings: Settings) -> Iterator[Check]:
    """Yield how store, embedder and Chroma are."""
    yield _store(settings)
    yield _embedder(settings)
    if store_path(settings.data).is_file():
        yield _chroma(settings)


def _store(settings: Settings) -> Check:
    try:
        with closing(StoreReader(store_path(settings.data))) as reader:
            counts, roots, made_by = reader.counts(), reader.roots(), reader.identities()
    except FundstelleError as error:
        return problem("index", error)
    words = open_word_embedder(threads=settings.threads)
    wanted = (embedder_of(settings).identity, words.identity)
    if made_by != wanted:
        return problem("index", mismatch_sentence(made_by, wanted))
    if not counts.articles:
        return problem("index", "The index is empty. Type `fundstelle index FOLDER`.")
    missing = [root for root in roots if not Path(root).exists()]
    said = f"{counts.articles:,} articles, {counts.passages:,} passages from {len(roots)} roots"
    if missing:
        return note("index", f"{said}; missing now: {', '.join(missing)}")
    return ok("index", f"{said}, made by {made_by[0].name}")


def _embedder(settings: Settings) -> Check:
    embedder = embedder_of(settings)
    try:
        vector = embedder.embed_passages([_SENTENCE])[0]
    except FundstelleError as error:
        return problem("embedder", error)
    length = float(np.linalg.norm(vector))
    identity = embedder.identity
    if vector.shape != (identity.dimension,) or abs(length - 1) > 1e-3:
        return problem(
            "embedder",
            f"{identity.name} gave a vector of shape {vector.shape} and length {length:.3f}. "
            "Type `pip install --force-reinstall fundstelle`.",
        )
    return ok("embedder", f"{identity.name} gave a vector of {identity.dimension} numbers")


def _chroma(settings: Settings) -> Check:
    try:
        with closing(StoreOutbox(store_path(settings.data))) as outbox:
            return _compared(settings, outbox)
    except ChromaBrokenError as error:
        # Whoever feeds it next fills it anew, and until then searching goes on exactly.
        return note("Chroma", str(error))
    except ChromaUnavailableError as error:
        # A server was asked for by name; without the folder searching goes on exactly.
        return problem("Chroma", error) if settings.chroma_url else note("Chroma", str(error))


def _compared(settings: Settings, outbox: StoreOutbox) -> Check:
    from index.chroma.folder import ChromaFolder
    from index.chroma.http import ChromaAddress
    from index.chroma.opening import FolderEngine, ServerEngine

    if settings.chroma_url is not None:
        address = ChromaAddress(settings.chroma_url, settings.data / "chroma.lock")
        return _counted(ServerEngine(address, outbox.store_id), outbox, settings.chroma_url)
    if outbox.is_unclean():
        return note(
            "Chroma", "A process ended while it wrote. The next `fundstelle index` compares all."
        )
    place = ChromaFolder(settings.data / "chroma")
    if not place.own():
        return note("Chroma", f"Another process has {place.path} open, as `serve` does. No matter.")
    try:
        return _counted(FolderEngine(place, outbox.store_id), outbox, "embedded")
    finally:
        place.release()


def _counted(engine: Engine, outbox: StoreOutbox, place: str) -> Check:
    try:
        engine.connect()
        expected = expectations(outbox)
        counts = {name: engine.count(name) for name in COLLECTIONS}
    finally:
        engine.close()
    said = f"{place}: " + ", ".join(f"{count:,} {name}" for name, count in counts.items())
    if not all(expected[name].allows_count(counts[name]) for name in COLLECTIONS):
        wanted = ", ".join(f"{len(expected[name].settled):,} {name}" for name in COLLECTIONS)
        return note("Chroma", f"{said}, but {wanted} in the store. Type `fundstelle index`.")
    return ok("Chroma", said)
