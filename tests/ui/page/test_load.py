"""Twenty visitors at once, two hundred questions, and how soon the page can be used.

The page is the real one, over recorded answers of the real model; visitors speak the protocol that
its script speaks. `LOAD_MINUTES=1` makes it short.
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from tests.ports import free_port

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]
VISITORS = 20
MINUTES = float(os.environ.get("LOAD_MINUTES", "5"))
QUESTIONS = [
    "How many visitors came to the rowing club's anniversary weekend?",
    "Wie viele Glasnegative wurden auf dem Dachboden gefunden?",
    "女子手球队决赛的比分是多少？",
    "Müzedeki serginin giriş ücreti kaç euro?",
]
_FIELD = """
    gr.Textbox(elem_id="question")
"""
_AS_MANY_PARTS = """
    with gr.Tabs():
        with gr.Tab("1"):
            gr.HTML("1")
            with gr.Row():
                gr.Textbox(elem_id="question"), gr.Button("1"), gr.Button("2")
        with gr.Tab("2"):
            with gr.Row():
                gr.HTML("1"), gr.HTML("2")
            gr.HTML("3")
"""
_WITHOUT_US = """
import sys, gradio as gr
with gr.Blocks(analytics_enabled=False) as page:{parts}
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), prevent_thread_lock=True,
            quiet=True, ssr_mode=False)
print("ready", flush=True)
sys.stdin.read()
"""
# Seconds since the page was asked for; Playwright itself looks ever more seldom, in the end once a
# second.
_USABLE = """
new MutationObserver(() => {
  const field = document.querySelector("#question textarea");
  if (!field?.offsetParent || field.disabled || field.readOnly) return;
  window.usable ??= performance.now() / 1000;
}).observe(document, { subtree: true, childList: true, attributes: true });
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question came to; seconds since it was sent."""

    visitor: int
    began: float
    first: float
    ended: float
    phase: str


class Visitor:
    """Asks as the page's script does, and reads the answer to its end."""

    def __init__(self, address: str, number: int) -> None:
        self._client = httpx.Client(base_url=address, timeout=600, trust_env=False)
        self._number = number
        config = self._client.get("/config").json()
        self._event = next(
            each["id"]
            for each in config["dependencies"]
            if any(name == "asked" for _, name in each["targets"])
        )

    def ask(self, question: str) -> Asked:
        session, began, first, value = uuid.uuid4().hex[:11], time.monotonic(), 0.0, ""
        request = {"question": question, "key": uuid.uuid4().hex}
        sent = {"data": [], "event_data": {"request": request}, "fn_index": self._event}
        self._client.post("/gradio_api/queue/join", json={**sent, "session_hash": session})
        url = f"/gradio_api/queue/data?session_hash={session}"
        with self._client.stream("GET", url) as lines:
            for line in lines.iter_lines():
                if not line.startswith("data: "):
                    continue
                said = json.loads(line.removeprefix("data: "))
                if said["msg"] == "process_generating":
                    value = drawn(value, said["output"]["data"][0])
                    first = first or time.monotonic() - began
                if said["msg"] == "process_completed":
                    break
        phase = json.loads(value)["phase"] if value else "nothing"
        return Asked(self._number, began, first, time.monotonic() - began, phase)


def drawn(value: str, change: Any) -> str:
    """Return the value after what Gradio sent: a whole one, or what differs."""
    if isinstance(change, str):
        return change
    for action, _, text in change:
        value = value + text if action == "append" else text
    return value


@pytest.fixture(scope="module")
def loaded_page(town_data: Path, replay: Callable[..., Any]) -> Iterator[Any]:
    """The page with recorded answers, forty times as fast as the model was."""
    with replay(town_data, 40) as page:
        yield page


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Put a figure into the output of the long tests, which is kept."""

    def written(line: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n{line}\n")

    return written


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def test_twenty_visitors_are_served_fairly_and_without_an_error(
    loaded_page: Any, say: Callable[[str], None]
) -> None:
    asked: list[Asked] = []
    until = time.monotonic() + MINUTES * 60

    def visit(number: int) -> None:
        visitor = Visitor(loaded_page.address, number)
        turn = number
        while time.monotonic() < until:
            asked.append(visitor.ask(QUESTIONS[turn % len(QUESTIONS)]))
            turn += 1

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    waits = sorted(each.ended for each in asked)
    counts = [sum(each.visitor == number for each in asked) for number in range(VISITORS)]
    wrong = [each for each in asked if each.phase not in ("answered", "refused")]
    say(
        f"{len(asked)} questions of {VISITORS} visitors in {MINUTES:g} min: {len(wrong)} errors, "
        f"first drawn after {statistics.median(each.first for each in asked):.2f} s "
        f"(longest {max(each.first for each in asked):.2f}), answered after median "
        f"{statistics.median(waits):.1f} s, longest {waits[-1]:.1f} s; "
        f"questions a visitor {min(counts)} to {max(counts)}"
    )
    assert wrong == []
    assert waits[-1] <= 3 * statistics.median(waits)
    assert max(counts) - min(counts) <= max(2, 0.2 * max(counts))


def test_two_hundred_questions_leave_little_behind(
    loaded_page: Any, say: Callable[[str], None]
) -> None:
    visitor = Visitor(loaded_page.address, 0)
    sizes = {}
    for number in range(1, 201):
        visitor.ask(QUESTIONS[number % len(QUESTIONS)])
        if number in (20, 200):
            sizes[number] = memory_mb(loaded_page.process.pid)
    say(f"memory after 20 questions {sizes[20]:.0f} MB, after 200 {sizes[200]:.0f} MB")
    assert sizes[200] <= 1.2 * sizes[20]


def test_the_page_is_usable_nearly_as_soon_as_one_without_us(
    browser: Browser, loaded_page: Any, say: Callable[[str], None]
) -> None:
    """What Gradio needs for the same parts without us is no less; 1.3x one field is not reached."""
    with page_of(_FIELD) as field, page_of(_AS_MANY_PARTS) as parts:
        times: dict[str, list[float]] = {loaded_page.address: [], parts: [], field: []}
        for _ in range(15):
            for address, seconds in times.items():
                seconds.append(usable(browser, address))
    ours, same, bare = (statistics.median(seconds[1:]) for seconds in times.values())
    say(
        f"usable after {ours:.2f} s; as many parts of Gradio's without ours after {same:.2f} s: "
        f"{ours / same:.2f}x; one field after {bare:.2f} s: {ours / bare:.2f}x"
    )
    assert ours <= 1.3 * same


def usable(browser: Browser, address: str) -> float:
    """Return the seconds until the field of a new visitor can be written in."""
    with closing(browser.new_context()) as context:
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.add_init_script(_USABLE)
        page.goto(address, wait_until="commit")
        page.wait_for_function("window.usable")
        seconds: float = page.evaluate("window.usable")
    return seconds


@contextmanager
def page_of(parts: str) -> Iterator[str]:
    """Serve a page of the same Gradio, of these parts alone."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", _WITHOUT_US.format(parts=parts), str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.communicate(timeout=60)
