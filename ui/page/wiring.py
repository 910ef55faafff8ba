"""Who asks, who reads and who translates for the page, put together over one desk."""

import threading
from collections.abc import Iterator

from rag.records import AskEvent
from ui.page.asking import Asking
from ui.page.desk import Desk
from ui.page.reader import Reader, german_at
from ui.page.request import Request
from ui.page.translations import Translations


def put_together(desk: Desk) -> tuple[Asking, Reader]:
    """Return what asks and what reads; a question makes translations wait."""

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        query = request.query
        return desk.assistant().stream_query(query, stop=stop)

    made = Translations(
        lambda place: german_at(desk.searcher, place),
        desk.translate,
        lambda: asking.busy,
        # Of 22 translations of the embedded model that passed the check, 3 were right.
        unsure=lambda: desk.assistant().model.served_by == "embedded",
    )
    asking = Asking(ask, on_begin=made.give_way)
    return asking, Reader(desk.searcher, made)
