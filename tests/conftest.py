"""What several rooms' tests need: real weights, a real embedded model, a real Ollama server."""

import functools
import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from platformdirs import user_cache_path

from index.embedding import open_embedder
from index.interfaces import Embedder
from rag import assemble
from rag.models.base import CONTEXT_TOKENS
from rag.models.embedded import EmbeddedModel
from rag.models.files import model_path
from rag.models.manifest import load_manifest
from rag.models.select import Selected, open_model


def pytest_configure() -> None:
    # A shell starts what runs in its background with Ctrl-C ignored, and children inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # The real weights, loaded once for all that a process indexes, searches and asks with them.
    setattr(assemble, "open_embedder", opened_once)
    setattr(assemble, "open_model", _open_model_once)


opened_once = functools.cache(open_embedder)


class _KeptLoaded(EmbeddedModel):
    """Outlives the command that opened it: the next one finds it loaded."""

    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()


_kept: dict[tuple[str, Path, int], _KeptLoaded] = {}


def _kept_loaded(name: str, path: Path, context_tokens: int) -> EmbeddedModel:
    model = _KeptLoaded(name, path, threads=2, context_tokens=context_tokens)
    return _kept.setdefault((name, path, context_tokens), model)


def pytest_unconfigure() -> None:
    for model in _kept.values():
        model.end()


def _open_model_once(*given: Any, **named: Any) -> Selected:
    selected = open_model(*given, **named)
    if not isinstance(selected.model, EmbeddedModel):
        return selected
    model = selected.model
    return Selected(_kept_loaded(model.name, model._path, model.context_tokens), selected.note)


_NEED_EVERY_CORE = frozenset(
    {"model_cache", "weights", "embedded_model", "ollama_server", "own_ollama_server"}
)
_FILES_THAT_DO = ("tests/ui/command/test_interrupt.py",)
_RECORDED = frozenset({"page_of_recordings", "slow_page_of_recordings"})
_SERVED = frozenset({"open_pages", "serve", "ended_with"})
_PAGES = pytest.StashKey[ExitStack]()


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks and xdist at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _fixtures(item) & _NEED_EVERY_CORE or item.nodeid.startswith(_FILES_THAT_DO):
            _mark_alone(item)
    # What shares a browser and its servers stays in one process of two, as does every file.
    recorded = {_file(item) for item in items if _fixtures(item) & _RECORDED}
    for item in items:
        group = _file(item)
        if _is_served(item):
            group = "pages, recorded" if group in recorded else "pages"
        item.add_marker(pytest.mark.xdist_group(group))
    # The pages' tests wait much, so they begin first and what needs only a core runs beside them.
    # While Playwright is open, the main thread has its event loop, and no test can run another.
    items.sort(key=lambda item: (not _is_served(item), "browser" in _fixtures(item)))


def _mark_alone(item: pytest.Item) -> None:
    # `make test` looks for them in these rooms only, which spares it what the others import.
    here = item.nodeid.startswith(("tests/rag/", "tests/ui/"))
    if not here and item.get_closest_marker("long") is None:
        raise pytest.UsageError(f"{item.nodeid} uses a model: it goes to tests/rag or tests/ui")
    item.add_marker(pytest.mark.alone)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if not _is_served(item):
        _pages(item.config).close()


def _pages(config: pytest.Config) -> ExitStack:
    return config.stash.setdefault(_PAGES, ExitStack())


@pytest.fixture(scope="session")
def open_pages(pytestconfig: pytest.Config) -> Iterator[ExitStack]:
    """What is closed after the last test of pages: a browser, and what serves them."""
    with _pages(pytestconfig) as stack:
        yield stack


def _is_served(item: pytest.Item) -> bool:
    return bool(_fixtures(item) & _SERVED)


def _fixtures(item: pytest.Item) -> frozenset[str]:
    return frozenset(getattr(item, "fixturenames", ()))


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def _beside(name: str) -> ModuleType:
    # Tests are no package (import-mode importlib), so what stands beside this file is loaded so.
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


ollama_servers = _beside("ollama_server")


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The built-in embedder, loaded once for all tests."""
    return opened_once("use-multilingual-v3", threads=1)


@pytest.fixture(scope="module")
def greenhouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[assemble.OpenIndex]:
    """An index of one article, for a model that says what it is told to."""
    from tests.rag.scripted import indexed

    opened = indexed(tmp_path_factory.mktemp("greenhouse"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The cache folder that holds the default model's verified weights."""
    cache = user_cache_path("fundstelle", appauthor=False)
    model = load_manifest().find("")
    if model_path(model, cache) is None:
        pytest.skip(f"no weights of {model.name} in {cache}: type `fundstelle models get`")
    return cache


@pytest.fixture(scope="session")
def weights(model_cache: Path) -> Path:
    """The default model's GGUF file."""
    path = model_path(load_manifest().find(""), model_cache)
    assert path is not None
    return path


@pytest.fixture(scope="session")
def embedded_model(weights: Path) -> EmbeddedModel:
    """The default model, loaded once for all tests and all commands of this process."""
    model = _kept_loaded(load_manifest().default, weights, CONTEXT_TOKENS)
    model.load()
    return model


@pytest.fixture(scope="session")
def ollama_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ollama")


@pytest.fixture(scope="session")
def ollama_server(weights: Path, ollama_folder: Path) -> Iterator["ollama_servers.OllamaServer"]:  # type: ignore[name-defined]
    """A real Ollama server (``.url``) that holds the default model as ``.model``."""
    yield from ollama_servers.running(weights, ollama_folder)


@pytest.fixture
def own_ollama_server(
    weights: Path,
    tmp_path: Path,
    ollama_folder: Path,
    ollama_server: "ollama_servers.OllamaServer",  # type: ignore[name-defined]
) -> Iterator["ollama_servers.OllamaServer"]:  # type: ignore[name-defined]
    """Another real server, for a test that kills it."""
    del ollama_server
    # The other one's model, not a second time a gigabyte.
    shutil.copytree(ollama_folder / "models", tmp_path / "models", copy_function=os.link)
    yield from ollama_servers.running(weights, tmp_path)
