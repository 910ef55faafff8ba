"""The page as a user has it: its own process, a real index, a real browser."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from rag.assemble import run_index
from rag.settings import load_settings

REPOSITORY = Path(__file__).parents[3]
_SERVE = """
import json, sys
from rag.settings import load_settings
from index.errors import FundstelleError
from ui.page.app import run_page
from ui.page.serving import Serving
try:
    run_page(load_settings(), Serving(port=int(sys.argv[1]), **json.loads(sys.argv[2])),
             on_ready=lambda address: print(address, flush=True))
except FundstelleError as error:
    sys.exit(f"{error.code}: {error}")
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A page that answers at ``address``, and its process."""

    address: str
    port: int
    process: "subprocess.Popen[str]"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(data: Path, port: int, serving: str = "{}", **settings: str) -> "subprocess.Popen[str]":
    ours = {f"FUNDSTELLE_{name.upper()}": value for name, value in settings.items()}
    kept = {n: v for n, v in os.environ.items() if not n.startswith("FUNDSTELLE_")}
    return subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(port), serving],
        cwd=REPOSITORY,
        env={**kept, "OMP_WAIT_POLICY": "PASSIVE", "FUNDSTELLE_DATA": str(data), **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def served(data: Path, serving: str = "{}", **settings: str) -> Iterator[Served]:
    """Serve the page; ``serving`` is JSON of what ``ui.page.serving.Serving`` holds."""
    port = free_port()
    process = start(data, port, serving, **settings)
    # Whoever starts must not wait for ever; a killed process ends readline.
    overdue = threading.Timer(240, process.kill)
    overdue.start()
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        assert address, process.stderr.read()
        yield Served(address, port, process)
    finally:
        overdue.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


@pytest.fixture(scope="session")
def page_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index holds two articles; one of them attacks the page."""
    folder = tmp_path_factory.mktemp("page")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "scheune.md").write_text(
        "---\ntitle: Scheune in Unterwang abgebrannt\ndate: 2025-02-03\nsource: Talbote\n"
        "url: https://talbote.example/scheune\n---\n"
        "In Unterwang ist am Montag eine Scheune abgebrannt. Die Feuerwehr rückte mit 42 Leuten "
        "aus. Verletzt wurde niemand, der Schaden beträgt laut Polizei rund 180.000 Euro.\n",
        encoding="utf-8",
    )
    (articles / "schule.md").write_text(
        '---\ntitle: "Neues Gewächshaus <img src=x onerror=document.title=1> ${document.title=2}"\n'
        "date: 2025-05-20\nsource: Talbote\nurl: javascript:document.title=3\n---\n"
        "Die Grundschule am Anger hat ein Gewächshaus bekommen. Rektorin Heike Zumbrunn sagte, "
        "die Kinder hätten zwei Jahre lang dafür gesammelt. Es kostete 6.400 Euro.\n",
        encoding="utf-8",
    )
    settings = load_settings({}, overrides={"data": str(folder / "data"), "threads": "1"})
    run_index(settings, [articles], progress=lambda done, total: None)
    return settings.data


@pytest.fixture(scope="session")
def page_with_model(page_data: Path, model_cache: Path) -> Iterator[Served]:
    with served(page_data, model="embedded", cache=str(model_cache)) as page:
        yield page


@pytest.fixture(scope="session")
def page_without_model(
    page_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, Path]]:
    """A page whose model cache is still empty, and that cache."""
    cache = tmp_path_factory.mktemp("cache")
    with served(page_data, model="embedded", cache=str(cache)) as page:
        yield page, cache


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[Served]]:
    return served


@pytest.fixture
def ended_with() -> Callable[..., tuple[int, str]]:
    """Start a page that can't be served; return its exit code and what it said."""

    def run(data: Path, port: int) -> tuple[int, str]:
        process = start(data, port)
        _, errors = process.communicate(timeout=240)
        return process.returncode, errors.strip()

    return run
