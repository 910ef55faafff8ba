"""The door that files come in by, as an application of its own."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from tests.looping import run
from ui.page.corpus import staging as limits
from ui.page.corpus.door import PATH, UploadDoor
from ui.page.corpus.staging import Staging, UploadError


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "incoming")


def request(staging: Staging, method: str, path: str, **given: Any) -> httpx.Response:
    async def asked() -> httpx.Response:
        door = UploadDoor(PlainTextResponse("behind"), staging)
        transport = httpx.ASGITransport(door)
        async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
            return await client.request(method, path, **given)

    return run(asked())


def test_a_file_comes_in_as_it_is_and_is_handed_out_once(staging: Staging) -> None:
    content = bytes(range(256)) * 10_000
    answer = request(staging, "POST", PATH, params={"name": "a b ü.md"}, content=content)
    assert answer.status_code == 200
    taken = staging.take(answer.json()["token"])
    assert taken is not None
    assert (taken.name, taken.path.read_bytes()) == ("a b ü.md", content)
    assert staging.take(taken.token) is None


def test_a_file_of_another_format_is_refused_and_not_kept(staging: Staging, tmp_path: Path) -> None:
    answer = request(staging, "POST", PATH, params={"name": "x.exe"}, content=b"MZ")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("x.exe has no format that can be read.")
    assert not (tmp_path / "incoming").exists()


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_that_is_too_large_is_refused_and_not_kept(
    staging: Staging, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: bool
) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 3_000_000)

    async def body() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield bytes(1_000_000)

    content = bytes(10_000_000) if declared else body()
    answer = request(staging, "POST", PATH, params={"name": "x.pdf"}, content=content)
    assert answer.json()["error"]["message"].startswith("x.pdf has more than 3 MB.")
    assert list((tmp_path / "incoming").glob("*")) == []


def test_there_is_an_end_to_what_waits(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_FILES", 2)
    for _ in range(2):
        request(staging, "POST", PATH, params={"name": "a.md"}, content=b"x")
    full = request(staging, "POST", PATH, params={"name": "a.md"}, content=b"x")
    assert "too much is waiting" in full.json()["error"]["message"]


def test_nothing_that_came_in_can_be_read_back(staging: Staging) -> None:
    token = request(staging, "POST", PATH, params={"name": "a.md"}, content=b"x").json()["token"]
    assert request(staging, "GET", PATH).status_code == 405
    assert request(staging, "GET", f"{PATH}/{token}").text == "behind"
    assert request(staging, "GET", "/other").text == "behind"


@pytest.mark.parametrize("token", ["", "..", "../../etc/passwd", "0" * 32, "0" * 31 + "\n"])
def test_a_token_that_is_none_gives_nothing(staging: Staging, token: str) -> None:
    assert staging.take(token) is None


def test_a_name_that_can_not_be_read_is_refused(staging: Staging) -> None:
    for query in ("?name=%ff.md%00", "?" + "name=a.md&" * 50, "", "?name="):
        answer = request(staging, "POST", PATH + query, content=b"x")
        assert answer.status_code in (200, 400)
    assert request(staging, "POST", PATH, content=b"x").status_code == 400


def test_what_an_earlier_run_left_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "old").write_bytes(b"x")
    Staging(folder)
    assert not folder.exists()


def test_a_file_on_a_full_or_missing_disk_is_a_line(staging: Staging, tmp_path: Path) -> None:
    waiting = staging.begin("a.md")
    (tmp_path / "incoming").rmdir()
    with pytest.raises(UploadError, match=r"a\.md can't be kept"):
        staging.write(waiting, b"x")
