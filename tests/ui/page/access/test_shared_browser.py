"""Several people at one browser: nobody sees another's conversations, or what was on the screen."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui.page.answers.screen import expect_titles

pytestmark = pytest.mark.timeout(900)
PASSWORDS = {"ilse": "vier Wörter sind gut", "otto": "noch einmal vier Wörter"}
QUESTION = "Wer hat die Scheune in Unterwang angezündet?"
LOG_IN = re.compile("/login$")
LogIn = Callable[[Page, str], None]


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> Iterator[BrowserContext]:
    context = new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def log_in(guarded_page: Any) -> LogIn:
    def enter(page: Page, name: str) -> None:
        page.goto(guarded_page.address)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORDS[name])
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#question textarea")).to_be_editable()

    return enter


def log_out(page: Page) -> None:
    page.get_by_test_id("log-out").click()
    # The way out is a navigation of its own: another one begun meanwhile would be aborted by it.
    page.wait_for_url(LOG_IN)


def ask(page: Page) -> None:
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#send").click()
    # Without a model it is a line that says so, which is kept as any turn.
    expect(page.get_by_test_id("failed")).to_be_visible()


def test_another_user_of_the_browser_sees_nothing_and_the_first_finds_all_again(
    context: BrowserContext, log_in: LogIn
) -> None:
    page = context.new_page()
    log_in(page, "ilse")
    ask(page)
    log_out(page)
    expect(page.get_by_text(QUESTION)).to_have_count(0)
    log_in(page, "otto")
    expect(page.get_by_test_id("turn")).to_have_count(0)
    expect_titles(page, [])
    expect(page.locator(".fs-menu[open]")).to_contain_text("of otto")
    page.keyboard.press("Escape")
    log_out(page)
    log_in(page, "ilse")
    expect(page.get_by_test_id("turn")).to_contain_text(QUESTION)
    expect_titles(page, [QUESTION])


def test_logging_out_clears_every_tab_and_the_way_back(
    context: BrowserContext, log_in: LogIn
) -> None:
    page, other = context.new_page(), context.new_page()
    log_in(page, "ilse")
    ask(page)
    other.goto(page.url)
    other.get_by_test_id("past").click()
    other.get_by_test_id("history-item").click()
    expect(other.get_by_test_id("turn")).to_contain_text(QUESTION)
    log_out(page)
    # The other tab leaves by itself.
    other.wait_for_url(LOG_IN)
    page.go_back()
    expect(page).to_have_url(LOG_IN)
    expect(page.get_by_text(QUESTION)).to_have_count(0)
