"""What a page that was just opened says: whether a model answers, and questions to begin with."""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import closing

from index.errors import FundstelleError
from index.store.reading import StoreReader
from ui.page.offers import Offer, offered
from ui.page.resources import offers


class Greeting:
    """Greets every visitor; the offers are made anew when the index has changed."""

    def __init__(self, trouble: Callable[[], str], store: Callable[[], StoreReader]) -> None:
        """``trouble`` says why no model answers, or nothing; ``store`` opens the index's store."""
        self._trouble = trouble
        self._store = store
        self._made: tuple[int, list[Offer]] | None = None
        self._making = threading.Lock()

    def as_json(self) -> str:
        """Return the message for the page."""
        examples = [
            {"language": offer.language, "question": offer.question} for offer in self._offers()
        ]
        notice = {"kind": "notice", "text": self._trouble(), "examples": examples}
        return json.dumps(notice, ensure_ascii=False)

    def _offers(self) -> Sequence[Offer]:
        try:
            with self._making, closing(self._store()) as store:
                generation = store.generation()
                if self._made is None or self._made[0] != generation:
                    self._made = generation, offered(store, *offers())
                return self._made[1]
        except FundstelleError:
            return ()  # what is wrong is said where somebody asks
