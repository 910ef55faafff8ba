"""Opens the projection of a store, in a folder of its own or on a server."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from index.chroma.collections import ChromaCollections, open_folder, open_server
from index.chroma.folder import ChromaFolder
from index.chroma.http import ChromaAddress
from index.chroma.projection import Page, ProjectionSource
from index.chroma.projector import ChromaProjection
from index.errors import ChromaBrokenError, ChromaUnavailableError


def open_projection(
    folder: Path, url: str | None, source: ProjectionSource
) -> ChromaProjection | None:
    """Open the server at ``url``, or else the folder; None when another process has that open.

    ``chroma.lock`` beside the folder is the lock of either. Raises ChromaUnavailableError, saying
    what to do, when the folder can't be used or the server does not answer within 10 s.
    """
    if url is not None:
        engine = ServerEngine(ChromaAddress(url, folder.parent / "chroma.lock"), source.store_id)
        engine.check_alive()
        return ChromaProjection(engine, source)
    place = ChromaFolder(folder)
    if not place.own():
        return None
    try:
        return ChromaProjection(FolderEngine(place, source.store_id), source)
    except ChromaUnavailableError:
        place.release()
        raise


class FolderEngine(ChromaCollections):
    """A folder that this process owns; see :class:`index.chroma.engine.Engine`."""

    is_exclusive = True

    def __init__(self, place: ChromaFolder, store_id: str) -> None:
        super().__init__(store_id, lambda: open_folder(place.path), place.line)
        self._place = place

    def connect(self) -> None:
        """Open the collections that are there; raise ChromaBrokenError when they are not."""
        if self._place.is_empty():
            raise ChromaBrokenError(self._place.line("it is empty"))
        # Collections of a store that was deleted since would stay for ever.
        if not self.are_alone():
            raise ChromaBrokenError(self._place.line("it belongs to another index"))
        super().connect()

    def reset(self, dimension: int) -> None:
        """Throw the folder away and make both collections anew, not filled."""
        self.close()
        self._place.wipe()
        self.create(dimension)

    def probe(self) -> Iterator[Page]:
        """Trust nothing: raise ChromaBrokenError.

        Chroma overwrites its graph in place. A torn one may give every vector back and still end
        the process, with no exception, when something is added to it.
        """
        raise ChromaBrokenError(self._place.line("who had it open last did not end well"))

    def writing(self) -> AbstractContextManager[bool]:
        """Nothing to wait for: who owns the folder is the only one."""
        return nullcontext(enter_result=True)

    def release(self) -> None:
        """Let other processes have the folder."""
        self._place.release()


class ServerEngine(ChromaCollections):
    """The collections of a server that is open to all; see :class:`index.chroma.engine.Engine`."""

    is_exclusive = False

    def __init__(self, address: ChromaAddress, store_id: str) -> None:
        super().__init__(store_id, lambda: open_server(address.checked_url()), address.line)
        self._address = address

    def check_alive(self) -> None:
        """Raise ChromaUnavailableError when nobody answers."""
        with self._own_errors():
            self._open()

    def reset(self, dimension: int) -> None:
        """Delete both collections and make them anew, not filled."""
        self.create(dimension)

    def probe(self) -> Iterator[Page]:
        """Yield everything; what is torn there can't hurt this process."""
        self.connect()
        yield from self.pages()

    def writing(self) -> AbstractContextManager[bool]:
        """Be the only process of this store that writes; False when another one does."""
        return self._address.writing()

    def release(self) -> None:
        """Nothing is held between two drains."""
