"""Thumbs and their reasons, as they come into the file that the evals read."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.page.answers.screen import SENTENCE, VISITORS
from tests.waiting import wait_until

pytestmark = pytest.mark.timeout(900)
SERVER = re.compile("/component_server")
Held = list[Route]


def the_line(file: Path, key: str | None, **wanted: str) -> Any:
    """Wait until the answer has one line that says so; return it."""
    found: list[Any] = []

    def is_there() -> bool:
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        found[:] = [line for line in map(json.loads, lines) if line["key"] == key]
        return len(found) == 1 and wanted.items() <= found[0].items()

    wait_until(is_there)
    return found[0]


def for_thumbs(then: Callable[[Route], None]) -> Callable[[Route], None]:
    """Do so with a thumb on its way; an article or a translation asked for beside it goes on."""

    def handle(route: Route) -> None:
        if "keep_thumb" in (route.request.post_data or ""):
            then(route)
        else:
            route.continue_()

    return handle


def wait_for_thumbs(page: Page, held: Held, count: int) -> None:
    """Let the browser work until so many are on their way."""
    until = time.monotonic() + 60
    while len(held) < count and time.monotonic() < until:
        page.wait_for_timeout(20)
    assert len(held) == count


def test_a_thumb_with_a_reason_is_a_line_that_the_evals_read(
    answered: Any, town_data: Path
) -> None:
    page, file = answered.page, town_data / "feedback.jsonl"
    key = page.get_by_test_id("turn").get_attribute("data-turn")
    page.get_by_test_id("thumb-up").click()
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Thank you, noted.")).to_be_visible()
    page.get_by_test_id("thumb-down").click()
    page.get_by_test_id("reason").fill("Es waren mehr.")
    page.get_by_test_id("reason").press("Enter")
    expect(page.get_by_test_id("thumb-down")).to_be_focused()
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "false")
    line = the_line(file, key, reason="Es waren mehr.")
    assert (line["thumb"], line["question"]) == ("down", VISITORS)
    assert (line["language"], line["kind"]) == ("en", "answer")
    assert re.search(r"1,200.*\[1\]", line["answer"])
    (cited,) = line["citations"]
    assert cited["sentence"] == SENTENCE
    answered.reload()
    expect(page.get_by_test_id("thumb-down")).to_have_attribute(
        "aria-pressed", "true", timeout=60_000
    )


def test_a_reason_stays_when_the_page_is_loaded_anew_and_can_be_changed_then(
    answered: Any, town_data: Path
) -> None:
    page, file = answered.page, town_data / "feedback.jsonl"
    key = page.get_by_test_id("turn").get_attribute("data-turn")
    page.get_by_test_id("thumb-up").click()
    page.get_by_test_id("reason").fill("Knapp.")
    page.get_by_test_id("reason").press("Enter")
    the_line(file, key, thumb="up", reason="Knapp.")
    answered.reload()
    page.get_by_test_id("thumb-up").click()
    expect(page.get_by_test_id("reason")).to_have_value("Knapp.")
    page.get_by_test_id("reason").fill("Knapp und richtig.")
    page.get_by_test_id("reason").press("Enter")
    the_line(file, key, thumb="up", reason="Knapp und richtig.")
    # What was good is no reason why it is bad.
    page.get_by_test_id("thumb-down").click()
    expect(page.get_by_test_id("reason")).to_have_value("")
    the_line(file, key, thumb="down", reason="")
    assert answered.errors == []


def test_a_reason_on_its_way_stays_when_the_page_is_loaded_anew(answered: Any) -> None:
    page = answered.page
    held: Held = []
    page.get_by_test_id("thumb-up").click()
    expect(page.get_by_text("Thank you, noted.")).to_be_visible()
    page.route(SERVER, for_thumbs(held.append))
    page.get_by_test_id("reason").fill("Knapp.")
    page.get_by_test_id("reason").press("Enter")
    wait_for_thumbs(page, held, 1)
    answered.reload()
    page.get_by_test_id("thumb-up").click()
    expect(page.get_by_test_id("reason")).to_have_value("Knapp.")


def test_thumbs_are_kept_in_the_order_of_pressing(answered: Any, town_data: Path) -> None:
    page, file = answered.page, town_data / "feedback.jsonl"
    key = page.get_by_test_id("turn").get_attribute("data-turn")
    held: Held = []
    page.route(SERVER, for_thumbs(held.append))
    page.get_by_test_id("thumb-up").click()
    page.get_by_test_id("thumb-down").click()
    wait_for_thumbs(page, held, 1)
    page.wait_for_timeout(500)
    # The second waits for the first.
    assert len(held) == 1
    held[0].continue_()
    wait_for_thumbs(page, held, 2)
    held[1].continue_()
    page.unroute(SERVER)
    the_line(file, key, thumb="down")


def test_a_thumb_that_is_not_kept_is_taken_back(answered: Any) -> None:
    page = answered.page
    page.route(SERVER, for_thumbs(lambda route: route.abort()))
    page.get_by_test_id("thumb-up").click()
    expect(page.locator(".fs-told")).to_have_text(
        "The program can't be reached. Nothing was noted."
    )
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "false")
    page.unroute(SERVER)
    page.get_by_test_id("thumb-up").click()
    expect(page.locator(".fs-told")).to_have_text("Thank you, noted.")
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "true")
