"""What several rooms' tests need: real weights, a real embedded model, a real Ollama server."""

import functools
import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from platformdirs import user_cache_path

from index.embedding import open_embedder
from index.interfaces import Embedder
from rag import assemble
from rag.models.embedded import EmbeddedModel
from rag.models.files import model_path
from rag.models.manifest import load_manifest


def pytest_configure() -> None:
    # A shell starts what runs in its background with Ctrl-C ignored, and children inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # The real weights, loaded once for all that a process indexes and searches with them.
    setattr(assemble, "open_embedder", opened_once)


opened_once = functools.cache(open_embedder)


_NEED_EVERY_CORE = frozenset(
    {"model_cache", "weights", "embedded_model", "ollama_server", "own_ollama_server"}
)
_FILES_THAT_DO = ("tests/ui/command/test_interrupt.py",)
_RECORDED = frozenset({"page_of_recordings", "slow_page_of_recordings"})
_SERVED = frozenset({"browser", "page_without_model", "guarded_page", "serve", "ended_with"})


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks and xdist at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _fixtures(item) & _NEED_EVERY_CORE or item.nodeid.startswith(_FILES_THAT_DO):
            item.add_marker(pytest.mark.alone)
    # What shares a browser and its servers stays in one process of two, as does every file.
    recorded = {_file(item) for item in items if _fixtures(item) & _RECORDED}
    for item in items:
        group = _file(item)
        if _is_served(item):
            group = "pages, recorded" if group in recorded else "pages"
        item.add_marker(pytest.mark.xdist_group(group))
    # While Playwright is open, the main thread has its event loop, and no test can run another.
    items.sort(key=lambda item: (_is_served(item), "browser" in _fixtures(item)))


def _is_served(item: pytest.Item) -> bool:
    return bool(_fixtures(item) & (_RECORDED | _SERVED))


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
def embedded_model(weights: Path) -> Iterator[EmbeddedModel]:
    """The default model, loaded once for all tests, on two threads."""
    model = EmbeddedModel(load_manifest().default, weights, threads=2)
    model.load()
    yield model
    model.close()


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
