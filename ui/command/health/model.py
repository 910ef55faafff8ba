"""The language models, and one real question."""

from collections.abc import Iterator
from contextlib import closing

from index.errors import FundstelleError
from index.store.reading import StoreReader
from rag.assemble import assistant_of, choose_model, open_index, open_store
from rag.models.base import LanguageModel
from rag.models.files import model_path
from rag.models.manifest import load_manifest
from rag.models.ollama import OllamaModel
from rag.records import Answer
from rag.settings import Settings
from ui.command.health.check import Check, note, ok, problem


def check_models(settings: Settings) -> Iterator[Check]:
    """Yield how Ollama and the weights are, and what one real question gives."""
    kind, _, name = settings.model.partition(":")
    if kind in ("auto", "ollama"):
        yield _ollama(settings, name, needed=kind == "ollama")
    if kind in ("auto", "embedded"):
        yield _weights(settings, name, needed=kind == "embedded")
    try:
        selected = choose_model(settings)
    except FundstelleError as error:
        yield problem("language model", error)
        yield from _searched(settings)
        return
    with closing(selected.model):
        yield ok("language model", f"{selected.model.name}, {selected.model.served_by}")
        yield from _asked(settings, selected.model, selected.note)


def _ollama(settings: Settings, name: str, *, needed: bool) -> Check:
    wanted = name if name else settings.ollama_model
    model = OllamaModel(wanted, settings.ollama_url, allow_remote=settings.allow_remote)
    try:
        model.check()
    except FundstelleError as error:
        return problem("Ollama", error) if needed else note("Ollama", f"{error}")
    return ok("Ollama", f"{wanted} at {settings.ollama_url}")


def _weights(settings: Settings, name: str, *, needed: bool) -> Check:
    try:
        model = load_manifest().find(name)
        path = model_path(model, settings.cache)
    except FundstelleError as error:
        return problem("weights", error)
    if path is None:
        said = f"{model.name} is not here. Type `fundstelle models get {model.name}`."
        return problem("weights", said) if needed else note("weights", said)
    checked = "hash verified" if model.sha256 else "hash unknown to this program, not checked"
    return ok("weights", f"{path}, {checked}")


def _asked(settings: Settings, model: LanguageModel, chosen: str) -> Iterator[Check]:
    try:
        with closing(open_store(settings)) as store:
            question = _question(store)
        with closing(open_index(settings, with_chroma=False)) as index:
            answer = assistant_of(index, model, chosen).assistant.answer(question)
    except FundstelleError as error:
        yield problem("question", error)
        return
    yield _judged(question, answer)


def _judged(question: str, answer: Answer) -> Check:
    said = f"“{question}”: {answer.kind.value}"
    if not answer.answered:
        return note("question", f"{said} ({answer.refusal})")
    seconds = f"{answer.seconds.total:.1f} s"
    return ok("question", f"{said} with {len(answer.citations)} citations in {seconds}")


def _searched(settings: Settings) -> Iterator[Check]:
    """Without a model, ask as far as it goes."""
    try:
        with closing(open_store(settings)) as store:
            question = _question(store)
        with closing(open_index(settings, with_chroma=False)) as index:
            hits = index.searcher.search(question).hits
    except FundstelleError as error:
        yield problem("question", error)
        return
    yield note("question", f"“{question}”: {len(hits)} passages found, no model to answer")


def _question(store: StoreReader) -> str:
    titles = [info.title for info in store.infos() if info.title]
    return f"Worum geht es in „{titles[0]}“?" if titles else "Worum geht es in den Artikeln?"
