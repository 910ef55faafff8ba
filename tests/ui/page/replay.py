"""The page over a real index, with recorded answers of the real model instead of the model.

`python tests/ui/page/replay.py DATA RECORDINGS PORT SPEED`; a question that was not recorded gets
the line that a missing model gives.
"""

import json
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import cast

from starlette.middleware import Middleware

from index.errors import FundstelleError
from index.records import Filters
from index.search.searcher import Searcher
from index.store.reading import StoreReader
from rag.assemble import OpenIndex, open_index, open_store
from rag.assistant import Assistant
from rag.errors import ModelUnavailableError, StoppedError
from rag.records import AskEvent, Query, Reason
from rag.settings import Settings, load_settings
from rag.translation.translator import German, Translation
from rag.understand import understand
from ui.page.app import build_page, launch
from ui.page.asking import Asking
from ui.page.corpus.shown import Shown
from ui.page.doors import inner_doors
from ui.page.feedback import FILE, Feedback
from ui.page.gradio_import import import_gradio
from ui.page.greeting import Greeting
from ui.page.parts import Parts
from ui.page.programs import Programs
from ui.page.reader import Reader, german_at
from ui.page.request import Request
from ui.page.serving import Serving
from ui.page.shield import Shield
from ui.page.translations import Translations

# This file runs as a script; what stands beside it is no package.
_spec = spec_from_file_location("recording", Path(__file__).with_name("recording.py"))
assert _spec is not None
assert _spec.loader is not None
recording = module_from_spec(_spec)
_spec.loader.exec_module(recording)

LOG = "asked.jsonl"
MISSING = "No model answers here. Type `fundstelle models get`."


def main(data: Path, folder: Path, port: int, speed: float) -> None:
    """Serve until the end of the input."""
    import_gradio(with_mcp=True)
    settings = load_settings({}, overrides={"data": str(data)})
    index = open_index(settings, with_chroma=False)
    answers = Recorded(folder, speed, settings.data / LOG)

    def ask(request: Request, stop: threading.Event) -> Iterator[AskEvent]:
        return answers.events(request.question, request.query, stop)

    translations = Translations(
        lambda place: german_at(index.searcher, place),
        lambda german, language, stop: _translated(folder, german, language, stop, speed),
        lambda: asking.busy,
    )
    asking = Asking(ask, on_begin=translations.give_way)
    reader = Reader(index.searcher, translations)
    place = Place(settings, index, answers)
    greeting = Greeting(lambda: "", place.store)
    feedback = Feedback(settings.data / FILE)
    parts = Parts(
        *(asking, reader, Programs(place), feedback, greeting, Shown(settings, index), None)
    )
    page = build_page(parts)
    doors = [Middleware(Shield, hosts={"localhost", "127.0.0.1"}), *inner_doors(parts)]
    launch(page, Serving(port=port, read_only=True, mcp=True), doors)
    sys.stdout.write(f"http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    asking.close()
    translations.close()
    page.close(verbose=False)
    index.close()


class Recorded:
    """Answers by the question, or by a file's name; what begins and how it ends goes into a log."""

    def __init__(self, folder: Path, speed: float, log: Path) -> None:
        self._names = {path.stem: path for path in sorted(folder.glob("*.jsonl"))}
        self._questions = {recording.question_of(path): path for path in self._names.values()}
        self._speed, self._log = speed, log

    def events(
        self, question: str, query: Query, stop: threading.Event
    ) -> Generator[AskEvent, None, None]:
        path = self._names.get(question, self._questions.get(query.question))
        if path is None:
            raise ModelUnavailableError(MISSING)
        self._note("began", question)
        how = "stopped"
        try:
            yield from recording.replayed(path, stop, speed=self._speed, query=query)
            how = "ended"
        finally:
            self._note(how, question)

    def stream(
        self, question: str, *, language: str | None, filters: Filters, stop: threading.Event
    ) -> Iterator[AskEvent]:
        """Answer a program as `Assistant.stream` does."""
        query = understand(question, language=language, filters=filters)
        return self.events(question, query, stop)

    def _note(self, what: str, question: str) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps([what, question]) + "\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where programs ask: there is an index, and recordings for a model."""

    settings: Settings
    index: OpenIndex
    answers: Recorded

    @property
    def searcher(self) -> Searcher:
        return self.index.searcher

    def store(self) -> StoreReader:
        return open_store(self.settings)

    def assistant(self) -> Assistant:
        return cast(Assistant, self.answers)


def _translated(
    folder: Path, german: German, language: str, stop: threading.Event, speed: float
) -> Translation:
    kept = json.loads((folder / "translations.json").read_text(encoding="utf-8"))
    if stop.wait(5 / speed):
        raise StoppedError("Stopped.")
    for each in kept:
        if (each["german"], each["language"]) == (
            " ".join(german.text.split()),
            language.split("-")[0],
        ):
            reasons = tuple(Reason(**reason) for reason in each["reasons"])
            return Translation(each["text"], language, "recorded", reasons)
    raise ModelUnavailableError(MISSING)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    except FundstelleError as error:
        sys.exit(f"{error.code}: {error}")
