"""The gate before an application of its own: who is let on, and who is not."""

import asyncio
import base64
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.looping import run
from ui.page.access.gate import Gate
from ui.page.access.users import Users

PASSWORD = "vier Wörter sind gut"
RIGHT = {"username": "ilse", "password": PASSWORD}
WRONG = {"username": "ilse", "password": "falsch und länger"}


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    user = Request(scope).scope.get("user")
    await PlainTextResponse(f"the page of {user}")(scope, receive, send)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one user: hashing her password is slow, and meant to be."""
    folder = tmp_path_factory.mktemp("added")
    Users(folder).add("ilse", PASSWORD)
    return folder


@pytest.fixture
def users(added: Path, tmp_path: Path) -> Users:
    shutil.copytree(added, tmp_path, dirs_exist_ok=True)
    return Users(tmp_path)


Client = httpx.AsyncClient


def visited(users: Users, visit: Callable[[Client], Any], address: str = "192.168.1.9") -> Any:
    """Run a visit of a browser with cookies; every visit is of a new server."""

    async def everything() -> Any:
        transport = httpx.ASGITransport(Gate(behind, users), client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
            return await visit(client)

    return run(everything())


@pytest.mark.parametrize(
    "path", ["/", "/config", "/gradio_api/info", "/gradio_api/heartbeat/x", "/theme.css", "/logi"]
)
def test_nothing_answers_before_the_password(users: Users, path: str) -> None:
    async def visit(client: Client) -> Any:
        return await client.get(path), await client.get(path, headers={"Accept": "text/html"})

    program, browser = visited(users, visit)
    assert (program.status_code, program.json()["detail"][:18]) == (401, "Not authenticated.")
    assert (browser.status_code, browser.headers["location"]) == (303, "/login")


def test_a_browser_logs_in_goes_on_and_logs_out(users: Users) -> None:
    html = {"Accept": "text/html"}

    async def visit(client: Client) -> Any:
        entered = await client.post("/login", data=RIGHT, headers=html)
        page = await client.get("/")
        left = await client.post("/logout")
        return entered, page, left, await client.get("/")

    entered, page, left, after = visited(users, visit)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert page.text == "the page of ilse"
    assert left.status_code == 303
    assert after.status_code == 401


def test_a_program_logs_in_as_gradio_s_client_does_or_by_a_header(users: Users) -> None:
    async def visit(client: Client) -> Any:
        given = base64.b64encode(f"ilse:{PASSWORD}".encode()).decode()
        basic = {"Authorization": f"Basic {given}"}
        by_header = [await client.get("/", headers=basic) for _ in range(30)]
        return by_header, await client.post("/login", data=RIGHT)

    by_header, entered = visited(users, visit)
    assert {answer.text for answer in by_header} == {"the page of ilse"}
    assert entered.json() == {"success": True}


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !", "Basic aWxzZQ==", "Basic //79", "Bearer x", "Basic aWxzZTpmYWxzY2g="],
)
def test_a_header_that_is_wrong_lets_nobody_in(users: Users, header: str) -> None:
    async def visit(client: Client) -> Any:
        return await client.get("/", headers={"Authorization": header})

    assert visited(users, visit).status_code == 401


def test_after_ten_wrong_passwords_even_the_right_one_waits(users: Users) -> None:
    async def visit(client: Client) -> Any:
        wrong = [await client.post("/login", data=WRONG) for _ in range(10)]
        return wrong, await client.post("/login", data=RIGHT)

    wrong, right = visited(users, visit)
    assert {answer.status_code for answer in wrong} == {400}
    assert right.status_code == 429
    assert 800 < int(right.headers["retry-after"]) <= 900


def test_many_at_once_are_as_many_as_one_by_one(users: Users) -> None:
    async def visit(client: Client) -> Any:
        return await asyncio.gather(*(client.post("/login", data=WRONG) for _ in range(25)))

    codes = [answer.status_code for answer in visited(users, visit)]
    assert codes.count(400) == 10
    assert codes.count(429) == 15


def test_one_address_can_not_go_through_a_list_of_names(users: Users) -> None:
    async def visit(client: Client) -> Any:
        names = [{**WRONG, "username": f"user{number}"} for number in range(22)]
        return [(await client.post("/login", data=name)).status_code for name in names]

    codes = visited(users, visit)
    assert codes == [400] * 20 + [429] * 2


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"username": "ilse"},
        {"password": PASSWORD},
        {"username": "", "password": ""},
        {"username": "ilse\0", "password": PASSWORD},
        {"username": "ilse", "password": PASSWORD + "x" * 20_000},
        {"username": "x" * 100_000, "password": PASSWORD},
    ],
)
def test_what_is_no_log_in_is_none(users: Users, form: dict[str, str]) -> None:
    async def visit(client: Client) -> Any:
        return await client.post("/login", data=form)

    assert visited(users, visit).status_code == 400


def test_who_is_removed_or_has_a_new_password_is_out_at_once(users: Users) -> None:
    async def visit(client: Client) -> Any:
        await client.post("/login", data=RIGHT)
        before = await client.get("/")
        users.add("ilse", "ein ganz anderes")
        return before, await client.get("/")

    before, after = visited(users, visit)
    assert (before.status_code, after.status_code) == (200, 401)


@pytest.mark.parametrize(
    ("languages", "words"), [("de-AT,de;q=0.9", "Anmelden"), ("en", "Log in"), ("fr", "Log in")]
)
def test_the_log_in_page_has_no_script_and_speaks_the_browser_s_language(
    users: Users, languages: str, words: str
) -> None:
    async def visit(client: Client) -> Any:
        headers = {"Accept-Language": languages, "Accept": "text/html"}
        return await client.get("/login", headers=headers)

    page = visited(users, visit)
    assert page.status_code == 200
    assert words in page.text
    assert "<script" not in page.text
    assert "http://" not in page.text


def test_what_was_typed_as_a_name_is_not_written_into_the_page(users: Users) -> None:
    async def visit(client: Client) -> Any:
        form = {"username": "<img src=x onerror=alert(1)>", "password": "x"}
        return await client.post("/login", data=form, headers={"Accept": "text/html"})

    page = visited(users, visit)
    assert page.status_code == 400
    assert "onerror" not in page.text
