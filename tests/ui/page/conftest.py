"""The page as a user has it: its own process, a real index, a real browser."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from rag.assemble import run_index
from rag.settings import load_settings
from tests.ports import free_port
from tests.ui.page.looking import PATIENCE
from tests.ui.page.visit import Visit
from tests.ui.page.windows import Windows
from ui.page.access.users import Users

USERS = {"ilse": "vier Wörter sind gut", "otto": "noch einmal vier Wörter"}
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
RECORDINGS = Path(__file__).parent / "recorded"
REPOSITORY = Path(__file__).parents[3]
_SERVE = """
import json, sys
from rag.settings import load_settings, prepare_process
from index.errors import FundstelleError
from ui.page.app import run_page
from ui.page.serving import Serving
settings = load_settings()
prepare_process(settings)

def told(event, arguments):
    # Whom the server asks beside this machine is said on standard error.
    if event in ("socket.connect", "socket.getaddrinfo"):
        place = arguments[1] if event == "socket.connect" else arguments
        if isinstance(place, tuple) and place[0] not in ("127.0.0.1", "::1", "localhost"):
            sys.stderr.write(f"{event}: {place[0]}\\n")

sys.addaudithook(told)
try:
    run_page(settings, Serving(port=int(sys.argv[1]), **json.loads(sys.argv[2])),
             on_ready=lambda address: print(address, flush=True))
except FundstelleError as error:
    sys.exit(f"{error.code}: {error}")
"""


expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Served:
    """A page that answers at ``address``, and its process."""

    address: str
    port: int
    process: "subprocess.Popen[str]"
    data: Path


def start(data: Path, port: int, serving: str = "{}", **settings: str) -> "subprocess.Popen[str]":
    ours = {f"FUNDSTELLE_{name.upper()}": value for name, value in settings.items()}
    kept = {n: v for n, v in os.environ.items() if not n.startswith("FUNDSTELLE_")}
    return subprocess.Popen(
        # As the command does, which keeps the warnings of libraries away.
        [sys.executable, "-W", "ignore", "-c", _SERVE, str(port), serving],
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
    overdue = threading.Timer(900, process.kill)
    overdue.start()
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        assert address, process.stderr.read()
        overdue.cancel()
        yield Served(address, port, process, data)
    finally:
        overdue.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            end(process)


def end(process: "subprocess.Popen[str]") -> None:
    """Wait for what was told to end (the end of its input tells it, too), and not for ever."""
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
def page_before_its_model(
    open_pages: ExitStack,
    page_data: Path,
    model_cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Served, str]:
    """A page that was asked without a model, what it said, and then was given the weights."""
    cache = tmp_path_factory.mktemp("cache")
    page = open_pages.enter_context(
        served(page_data, '{"mcp": true}', model="embedded", cache=str(cache))
    )
    said = _asked_by_a_program(page.address)
    (cache / "models").mkdir(exist_ok=True)
    for file in (model_cache / "models").iterdir():
        (cache / "models" / file.name).symlink_to(file)
    return page, said


def _asked_by_a_program(address: str) -> str:
    call = f"{address}/gradio_api/call/ask"
    given = {"data": ["Wer?", "", "", "", "", "", False]}
    with httpx.Client(trust_env=False, timeout=60) as program:
        event = program.post(call, json=given).json()["event_id"]
        return program.get(f"{call}/{event}").text


@pytest.fixture(scope="session")
def page_with_model(page_before_its_model: tuple[Served, str]) -> Served:
    """A page whose model answers, and whose endpoints are MCP tools, too."""
    return page_before_its_model[0]


@pytest.fixture(scope="session")
def page_without_model(
    open_pages: ExitStack, page_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Served, Path]:
    """A page whose model cache is still empty, and that cache."""
    cache = tmp_path_factory.mktemp("cache")
    page = open_pages.enter_context(served(page_data, model="embedded", cache=str(cache)))
    return page, cache


@pytest.fixture(scope="session")
def guarded_page(
    open_pages: ExitStack, page_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    """A page that asks for the name and password of ``USERS``, and lets nobody add or remove."""
    folder = tmp_path_factory.mktemp("guarded")
    shutil.copytree(page_data, folder / "data")
    for name, password in USERS.items():
        Users(folder / "data").add(name, password)
    cache = str(folder / "cache")
    page = served(folder / "data", '{"read_only": true}', model="embedded", cache=cache)
    return open_pages.enter_context(page)


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


@pytest.fixture(scope="session")
def browser(open_pages: ExitStack) -> Browser:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: type `apt-get install chromium`")
    playwright = open_pages.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    open_pages.callback(browser.close)
    return browser


@pytest.fixture(scope="session")
def new_context(browser: Browser) -> Callable[..., BrowserContext]:
    """Open a browser that knows nothing yet; whoever opened it closes it."""

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "en-US", **options})
        # What is clicked or opened may take as long as what is expected.
        context.set_default_timeout(PATIENCE)
        return context

    return make


@pytest.fixture(scope="session")
def visitor(new_context: Callable[..., BrowserContext]) -> Callable[..., Visit]:
    """Open a window of its own at an address; whoever opened it closes its context."""

    def make(address: str, **options: Any) -> Visit:
        return Visit(new_context(**options).new_page(), address)

    return make


@pytest.fixture(scope="session")
def windows(new_context: Callable[..., BrowserContext]) -> Windows:
    """Windows that are used again, for `visit`."""
    return Windows(new_context)


@pytest.fixture
def visit(windows: Windows) -> Iterator[Callable[..., Visit]]:
    """Open a window at an address, as a browser does that was never there."""
    visits: list[Visit] = []
    lent: list[tuple[Page, str]] = []

    def make(address: str, **options: Any) -> Visit:
        page = windows.lend(**{"locale": "en-US", **options})
        lent.append((page, "/".join(address.split("/")[:3])))
        visits.append(Visit(page, address))
        return visits[-1]

    yield make
    for one in visits:
        one.leave()
    for page, place in lent:
        windows.take_back(page, place)


@pytest.fixture(scope="session")
def town_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of `corpus/`, which the recorded answers speak of."""
    data = tmp_path_factory.mktemp("town")
    settings = load_settings({}, overrides={"data": str(data), "threads": "1"})
    run_index(settings, [REPOSITORY / "corpus"], progress=lambda done, total: None)
    return data


@contextmanager
def replayed(data: Path, speed: float, recordings: Path = RECORDINGS) -> Iterator[Served]:
    port = free_port()
    script = Path(__file__).with_name("replay.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(data), str(recordings), str(port), str(speed)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address
        yield Served(address, port, process, data)
    finally:
        end(process)


@pytest.fixture(scope="session")
def replay() -> Callable[..., AbstractContextManager[Served]]:
    """Serve other recordings, of which a file's name may be the question."""
    return replayed


@pytest.fixture(scope="session")
def page_of_recordings(open_pages: ExitStack, town_data: Path) -> Served:
    """The page with recorded answers of the real model, which took minutes, in a second."""
    return open_pages.enter_context(replayed(town_data, 400))


@pytest.fixture(scope="session")
def slow_page_of_recordings(open_pages: ExitStack, town_data: Path) -> Served:
    """The same nearly at the model's own speed: its answers take from 24 seconds to minutes."""
    return open_pages.enter_context(replayed(town_data, 1.5))
