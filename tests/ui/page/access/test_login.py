"""The real page behind the gate: a browser and Gradio's own client log in."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.timeout(600)
ONE_ROW = """width => document.querySelector(".fs-toolbar").clientHeight < 64
  && document.documentElement.scrollWidth <= width"""
PASSWORD = "vier Wörter sind gut"


@pytest.fixture
def guarded(guarded_page: Any) -> str:
    address: str = guarded_page.address
    return address


def test_a_browser_sees_the_page_after_the_password_and_not_before(
    guarded: str, browser: Browser
) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(guarded)
    expect(page).to_have_url(f"{guarded}/login")
    page.get_by_label("Name").fill("ilse")
    page.get_by_label("Passwort").fill("falsch und länger")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("Name und Passwort passen nicht zusammen.")
    page.get_by_label("Name").fill("ilse")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.locator("#question textarea")).to_be_editable(timeout=60_000)
    log_out = page.get_by_role("button", name="Abmelden")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        # One row on a phone, too.
        expect(log_out).to_be_in_viewport()
        page.wait_for_function(ONE_ROW, arg=width, polling=100)
    log_out.click()
    expect(page).to_have_url(f"{guarded}/login")
    page.goto(guarded)
    expect(page).to_have_url(f"{guarded}/login")
    context.close()


def test_gradio_s_client_logs_in_and_another_does_not(guarded: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AuthenticationError

    client = Client(guarded, auth=("ilse", PASSWORD), verbose=False, analytics_enabled=False)
    assert client.config
    with pytest.raises((AuthenticationError, ValueError)):
        Client(guarded, auth=("ilse", "falsch und länger"), verbose=False)


@pytest.mark.parametrize("path", ["/corpus/files?name=a.md", "/gradio_api/queue/join"])
def test_nothing_is_taken_from_who_is_not_logged_in(guarded: str, path: str) -> None:
    assert httpx.post(f"{guarded}{path}", content=b"x", trust_env=False).status_code == 401
