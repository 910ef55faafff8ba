"""The one open index and language model that all askers of the page share."""

import threading
from contextlib import suppress

from index.errors import FundstelleError
from index.search.searcher import Searcher
from index.store.reading import StoreReader
from rag.assemble import (
    OpenAssistant,
    OpenIndex,
    assistant_of,
    choose_model,
    open_index,
    open_store,
)
from rag.assistant import Assistant
from rag.models.base import Generation
from rag.prompt import draft_prompt
from rag.settings import Settings
from rag.translation.store import TranslationStore
from rag.translation.translator import German, Translation, Translator
from rag.understand import understand

_FIRST_QUESTION = "Was steht in den Artikeln?"


class Desk:
    """Hands out the assistant; a model that was missing is looked for again at every question."""

    def __init__(self, settings: Settings) -> None:
        """Open the index; raises IndexMissingError and IndexMismatchError."""
        self._settings = settings
        self._index = open_index(settings, with_chroma=True)
        self._kept = TranslationStore(settings.data)
        self._translator = Translator(self._index.searcher.embedder, self._kept)
        self._open: OpenAssistant | None = None
        self._opening = threading.Lock()

    @property
    def index(self) -> OpenIndex:
        """The index that every question is asked of."""
        return self._index

    def assistant(self) -> Assistant:
        """Return the assistant; raises FundstelleError, saying what to type, without a model."""
        with self._opening:
            if self._open is None:
                selected = choose_model(self._settings)
                self._open = assistant_of(self._index, selected.model, selected.note)
            return self._open.assistant

    @property
    def searcher(self) -> Searcher:
        """What finds passages; it needs no language model."""
        return self._index.searcher

    def store(self) -> StoreReader:
        """Open the store to list what is in it; whoever asked closes it."""
        return open_store(self._settings)

    def translate(self, german: German, language: str, stop: threading.Event) -> Translation:
        """Translate a German sentence; raises what opening and asking the model raise."""
        return self._translator.translate(german, language, self.assistant().model, stop)

    def trouble(self) -> str:
        """Return the line that says why there is no language model; empty if there is one."""
        try:
            self.assistant()
        except FundstelleError as error:
            return str(error)
        return ""

    def warm(self, stop: threading.Event) -> None:
        """Search once, and let the model read the prompt's fixed beginning, before anyone asks."""
        query = understand(_FIRST_QUESTION)
        # What is wrong is said where somebody asks.
        with suppress(FundstelleError):
            self._index.searcher.search(query.search_query)
            model = self.assistant().model
            for _ in model.stream(draft_prompt(query, ()), Generation(max_tokens=1), stop):
                pass

    def close(self) -> None:
        """Let go of model, index and what is kept."""
        self._kept.close()
        with self._opening:
            if self._open is None:
                self._index.close()
            else:
                self._open.close()
