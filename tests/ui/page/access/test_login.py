"""The real page behind the gate: a browser and Gradio's own client log in."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.page.looking import expect_true

pytestmark = pytest.mark.timeout(600)
ONE_ROW = """width => document.querySelector(".fs-toolbar").clientHeight < 64
  && document.documentElement.scrollWidth <= width"""
PASSWORD = "vier Wörter sind gut"


@pytest.fixture
def guarded(guarded_page: Any) -> str:
    address: str = guarded_page.address
    return address


def test_a_browser_sees_the_page_after_the_password_and_not_before(
    guarded: str, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(locale="de-DE")
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
    expect(page.locator("#question textarea")).to_be_editable()
    log_out = page.get_by_role("button", name="Abmelden")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        # One row on a phone, too.
        expect(log_out).to_be_in_viewport()
        expect_true(page, ONE_ROW, width)
    log_out.click()
    # The way out is a navigation of its own: another one begun meanwhile would be aborted by it.
    page.wait_for_url(f"{guarded}/login")
    page.goto(guarded)
    expect(page).to_have_url(f"{guarded}/login")
    context.close()


def test_gradio_s_client_logs_in_and_another_does_not(guarded: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AuthenticationError

    patient = {"timeout": 60, "trust_env": False}
    client = Client(
        guarded,
        auth=("ilse", PASSWORD),
        verbose=False,
        analytics_enabled=False,
        httpx_kwargs=patient,
    )
    assert client.config
    with pytest.raises((AuthenticationError, ValueError)):
        Client(guarded, auth=("ilse", "falsch und länger"), verbose=False, httpx_kwargs=patient)


@pytest.mark.parametrize("path", ["/corpus/files?name=a.md", "/gradio_api/queue/join"])
def test_nothing_is_taken_from_who_is_not_logged_in(guarded: str, path: str) -> None:
    sent = httpx.post(f"{guarded}{path}", content=b"x", trust_env=False, timeout=60)
    assert sent.status_code == 401
