"""Whoever leaves takes the question along: nobody's answer is made for nobody."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from playwright.sync_api import Page, Route, expect

from tests.looping import run
from tests.ui.page.looking import PATIENCE

pytestmark = pytest.mark.timeout(600)
SECONDS = 20
"""One for the stopping, the rest for a machine that has much else to do; answers take longer."""
Visit = Callable[..., Any]


class Log:
    """What has begun and ended of one question since this was made."""

    def __init__(self, data: Path, question: str) -> None:
        self._file, self._question = data / "asked.jsonl", question
        self._before = len(self._all())

    def lines(self) -> list[str]:
        return self._all()[self._before :]

    def wait_for(self, wanted: list[str], seconds: float = PATIENCE / 1000) -> None:
        until = time.monotonic() + seconds
        while self.lines() != wanted and time.monotonic() < until:
            time.sleep(0.05)
        assert self.lines() == wanted

    def _all(self) -> list[str]:
        if not self._file.exists():
            return []
        asked = map(json.loads, self._file.read_text("utf-8").splitlines())
        return [what for what, question in asked if question == self._question]


@pytest.fixture
def log(town_data: Path) -> Callable[[str], Log]:
    """The log of a recording, whose name is the question."""
    return lambda question: Log(town_data, question)


def held_back(page: Page) -> list[Route]:
    """Keep the browser's questions from the server until they are let go."""
    held: list[Route] = []
    page.route("**/gradio_api/queue/join*", lambda route: held.append(route))
    return held


def let_go(page: Page, held: list[Route]) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while not held and time.monotonic() < until:
        page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    page.unroute("**/gradio_api/queue/join*")


@asynccontextmanager
async def tool_session(address: str) -> AsyncIterator[ClientSession]:
    """Yield what calls tools; leaving it hangs up."""
    async with (
        streamablehttp_client(f"{address}/gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


@pytest.mark.parametrize("way", ["new-chat", "stop"])
def test_a_question_that_is_dropped_in_its_first_moment_never_begins(
    visit: Visit, page_of_recordings: Any, log: Callable[[str], Log], way: str
) -> None:
    one, first, second = visit(page_of_recordings.address), log("tr"), log("en")
    held = held_back(one.page)
    one.ask("tr")
    stop = one.page.locator("#stop") if way == "stop" else one.page.get_by_test_id("new-chat")
    with one.page.expect_response("**/asking/stop?key=*") as told:
        stop.click()
    assert told.value.status == 204
    let_go(one.page, held)
    one.ask("en")
    one.wait_for("answer")
    second.wait_for(["began", "ended"])
    assert first.lines() == []
    assert one.errors == []


def test_a_closed_tab_stops_its_answer(
    visit: Visit, slow_page_of_recordings: Any, log: Callable[[str], Log]
) -> None:
    one, asked = visit(slow_page_of_recordings.address), log("en2")
    one.ask("en2")
    expect(one.page.get_by_test_id("found")).to_be_visible()
    asked.wait_for(["began"])
    one.page.close(run_before_unload=True)
    asked.wait_for(["began", "stopped"], SECONDS)


def test_a_program_that_hangs_up_stops_its_answer(
    slow_page_of_recordings: Any, log: Callable[[str], Log]
) -> None:
    asked = log("tr")
    call = f"{slow_page_of_recordings.address}/gradio_api/call/ask"
    given = {"data": ["tr", "", "", "", "", "", False]}
    with httpx.Client(trust_env=False, timeout=60) as program:
        event = program.post(call, json=given).json()["event_id"]
        with program.stream("GET", f"{call}/{event}") as line:
            assert line.status_code == 200
            asked.wait_for(["began"])
    asked.wait_for(["began", "stopped"], SECONDS)


def test_a_program_s_job_that_is_cancelled_stops(
    slow_page_of_recordings: Any, log: Callable[[str], Log]
) -> None:
    asked = log("ar")
    patient = {"timeout": 60, "trust_env": False}
    address = slow_page_of_recordings.address
    client = Client(address, verbose=False, analytics_enabled=False, httpx_kwargs=patient)
    job = client.submit(question="ar", api_name="/ask")
    asked.wait_for(["began"])
    job.cancel()
    asked.wait_for(["began", "stopped"], SECONDS)


@pytest.mark.parametrize("with_progress", [False, True])
def test_an_mcp_client_that_hangs_up_stops_its_answer(
    slow_page_of_recordings: Any, log: Callable[[str], Log], with_progress: bool
) -> None:
    question = "de2" if with_progress else "de"
    asked = log(question)

    async def told(progress: float, total: float | None, message: str | None) -> None:
        del progress, total, message

    async def leave() -> None:
        async with tool_session(slow_page_of_recordings.address) as session:
            given: dict[str, Any] = {"progress_callback": told} if with_progress else {}
            call = session.call_tool("ask", {"question": question}, **given)
            calling = asyncio.ensure_future(call)
            await asyncio.to_thread(asked.wait_for, ["began"])
            calling.cancel()

    run(leave())
    asked.wait_for(["began", "stopped"], SECONDS)


def test_an_mcp_client_that_stays_gets_its_answer(
    slow_page_of_recordings: Any, log: Callable[[str], Log]
) -> None:
    # It takes five seconds, longer than who has left is waited for.
    check_staying(slow_page_of_recordings, "zh", log("zh"))


@pytest.mark.long
def test_an_mcp_client_that_stays_for_long_gets_its_answer(
    slow_page_of_recordings: Any, log: Callable[[str], Log]
) -> None:
    # It takes 24 seconds, longer than an asker may take to open a line.
    check_staying(slow_page_of_recordings, "en3", log("en3"))


def check_staying(page: Any, question: str, asked: Log) -> None:
    async def ask() -> Any:
        async with tool_session(page.address) as session:
            return await session.call_tool("ask", {"question": question})

    result = run(ask())
    assert json.loads(result.content[0].text)["answered"]
    asked.wait_for(["began", "ended"], SECONDS)


def test_a_program_that_stays_gets_its_answer(page_of_recordings: Any) -> None:
    patient = {"timeout": 60, "trust_env": False}
    address = page_of_recordings.address
    client = Client(address, verbose=False, analytics_enabled=False, httpx_kwargs=patient)
    answer = client.predict(question="en", api_name="/ask")
    assert answer["answered"]
    assert "1,200" in answer["text"]


def test_a_question_that_can_not_be_sent_is_said_and_the_next_one_works(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address)
    one.page.route("**/gradio_api/queue/join*", lambda route: route.fulfill(status=503, json={}))
    one.ask("en")
    expect(one.page.get_by_test_id("failed")).to_contain_text("could not take")
    one.page.unroute("**/gradio_api/queue/join*")
    one.ask("en")
    one.wait_for("answer")
