"""Asks one peer the dev questions and keeps what it says in the folder of a run.

``python -m evals.bench.sides.peer_answers SYSTEM INDEX RUN THREADS LIMIT`` needs the index of
``corpus/`` in the data folder INDEX and prints how many questions have an answer in RUN. A run that
was stopped is gone on with, and so is one over the first of these questions.
"""

import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals import peers
from evals.bench.processes import prepared
from evals.bench.sides.index_llama_index import MODEL_PACKAGE, minilm_folder
from evals.dataset.records import LANGUAGES, Line
from evals.dataset.sets import built_in_sets
from evals.peers.asking import WRITING, Peer, ask_peer
from evals.records import Manifest
from evals.running import manifest
from evals.running.folder import RunFolder
from index.interfaces import Embedder
from index.records import Article
from rag.decision import load_decision
from rag.models.base import Generation, LanguageModel, Message
from rag.models.files import sha256_of
from rag.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What every peer is made of: the settings of the index, its articles and the same models."""

    settings: Settings
    articles: Sequence[Article]
    embedder: Embedder
    model: LanguageModel


def main(system: str, index: Path, run: Path, *, threads: int, limit: int) -> dict[str, Any]:
    """Ask one of :data:`SYSTEMS`."""
    overrides = {"threads": str(threads), "data": str(index), "model": "embedded"}
    settings = prepared(load_settings(overrides=overrides))
    from evals.running.gold import located
    from index.updating.build import store_path
    from rag.assemble import embedder_of

    lines = chosen(limit)
    engine = _ollama if system == "fundstelle-ollama" else _embedded
    with engine(settings) as model:
        made_of = {"questions": asked(lines), **_made_of(system, settings, model)}
        folder = gone_on_with(run, made_of, lines) or _begun(run, made_of, settings)
        parts = Parts(settings, _articles(settings), embedder_of(settings), model)
        questions = [line.question for line in located(lines, store_path(settings.data))]
        _warm(parts)
        with SYSTEMS[system](parts) as peer:
            ask_peer(folder, peer, questions, _say)
    return {"answered": sum(item.reply is not None for item in folder.items())}


def chosen(limit: int) -> list[Line]:
    """Return the first dev questions that come group by group, in the four languages of all groups.

    Neighbours of one group would find the same sources, which the engine has read already.
    """
    from evals.dataset.bare import read_given
    from evals.running.selection import in_turns

    return in_turns(read_given(_dev()).lines, languages=LANGUAGES)[:limit]


def _warm(parts: Parts) -> None:
    """Load the models: the first question is not to wait for them."""
    parts.embedder.embed_question("Aufwärmen.")
    for _ in parts.model.stream(
        [Message("user", "Aufwärmen.")], Generation(max_tokens=1), threading.Event()
    ):
        pass


@contextmanager
def _embedded(settings: Settings) -> Iterator[LanguageModel]:
    from rag.assemble import choose_model

    with closing(choose_model(settings).model) as model:
        yield model


@contextmanager
def _ollama(settings: Settings) -> Iterator[LanguageModel]:
    """Serve the embedded model's weights by an Ollama of its own."""
    from evals.bench import ollama_server
    from rag.assemble import choose_model
    from rag.models.files import model_path
    from rag.models.manifest import load_manifest

    program = ollama_server.binary()
    weights = model_path(load_manifest().find(""), settings.cache)
    assert program is not None
    assert weights is not None
    with (
        tempfile.TemporaryDirectory(prefix="fundstelle-ollama-") as work,
        ollama_server.running(program, weights, Path(work)) as server,
    ):
        served = replace(settings, model=f"ollama:{server.model}", ollama_url=server.url)
        with closing(choose_model(served).model) as model:
            yield model


@contextmanager
def _product(parts: Parts) -> Iterator[Peer]:
    from evals.peers.ours import Product
    from rag.assemble import assistant_of, open_index

    with closing(open_index(parts.settings, with_chroma=False)) as index:
        yield Product(assistant_of(index, parts.model, "").assistant)


@contextmanager
def _reworded_product(parts: Parts) -> Iterator[Peer]:
    from evals.peers.ours import OTHER_WORDING, Product
    from rag.assemble import open_index
    from rag.assistant import Assistant

    with closing(open_index(parts.settings, with_chroma=False)) as index:
        yield Product(Assistant(index.searcher, parts.model, wording=OTHER_WORDING))


@contextmanager
def _citation_engine(parts: Parts) -> Iterator[Peer]:
    from evals.peers.citation_engine import CitationEngine
    from index.llama_index import FundstelleEmbedding

    yield CitationEngine(parts.articles, FundstelleEmbedding(parts.embedder), parts.model)


@contextmanager
def _citation_engine_with_minilm(parts: Parts) -> Iterator[Peer]:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    from evals.peers.citation_engine import CitationEngine

    embedding = HuggingFaceEmbedding(str(minilm_folder()), device="cpu")
    yield CitationEngine(parts.articles, embedding, parts.model)


@contextmanager
def _concatenated(parts: Parts) -> Iterator[Peer]:
    from evals.peers.concatenated import Concatenated

    yield Concatenated(parts.articles, parts.embedder, parts.model)


SYSTEMS: Mapping[str, Callable[[Parts], Any]] = {
    "fundstelle": _product,
    "fundstelle-reworded": _reworded_product,
    "fundstelle-ollama": _product,
    "llama-index-use": _citation_engine,
    "llama-index-minilm": _citation_engine_with_minilm,
    "kotaemon-manner": _concatenated,
}
"""Each opens a peer, as a context."""


def _articles(settings: Settings) -> list[Article]:
    from rag.assemble import open_store

    with closing(open_store(settings)) as store:
        return [store.article(info.article_id) for info in store.infos()]


def asked(lines: Sequence[Line]) -> dict[str, Any]:
    """Return what a manifest says of these dev questions."""
    names = (line.question.name for line in lines)
    return manifest.questions_facts(_dev(), names, "dev")


def _dev() -> list[Path]:
    return [path for path in built_in_sets() if path.stem == "dev"]


def _made_of(system: str, settings: Settings, model: LanguageModel) -> Manifest:
    made_of: dict[str, Any] = {
        "corpus": manifest.folder_facts(settings.corpus),
        "distractors": None,
        "model": manifest.model_facts(model, settings),
        **manifest.answering_facts(settings, load_decision()),
        "peer": system,
    }
    if system == "fundstelle-reworded":
        made_of["prompt"] = sha256_of(Path(peers.__file__).with_name("ours.py"))
    elif not system.startswith("fundstelle"):
        made_of["prompt"] = _source_hash(system)
        made_of["generation"] = {**asdict(WRITING), "stop": list(WRITING.stop)}
    if system == "llama-index-minilm":
        made_of["embedder"] = f"{MODEL_PACKAGE} {version(MODEL_PACKAGE)}"
    return made_of


def _source_hash(system: str) -> str:
    """Name what decides how a peer asks: its file here and, of LlamaIndex, the version."""
    of_ours = "concatenated" if system == "kotaemon-manner" else "citation_engine"
    digest = sha256_of(Path(peers.__file__).with_name(f"{of_ours}.py"))
    return f"{digest}, llama-index-core {version('llama-index-core')}"


def gone_on_with(path: Path, made_of: Manifest, lines: Sequence[Line]) -> RunFolder | None:
    """Return the run in a folder, for these lines from now on; None where there is none.

    RunFolderError where it is not one over the first of them, or otherwise another run.
    """
    if not (path / "manifest.json").is_file():
        return None
    folder = RunFolder.open(path)
    had = folder.manifest()
    first = had.get("questions", {})
    if first == asked(lines[: first.get("n", 0)]):
        had = {**had, "questions": made_of["questions"]}
    manifest.same_run(path, had, made_of)
    folder.write_manifest(had)
    return folder


def _begun(path: Path, made_of: Manifest, settings: Settings) -> RunFolder:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    more = {"started": started, "seconds": 0.0}
    return RunFolder.create(path, {**made_of, **manifest.machine_facts(settings), **more})


def _say(done: int, total: int) -> None:
    print(f"{done} of {total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    name, index, run = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(main(name, index, run, threads=int(sys.argv[4]), limit=int(sys.argv[5]))))
