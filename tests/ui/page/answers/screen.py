"""What tests of recorded answers ask, and what they find on the screen."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

VISITORS = "How many visitors came to the rowing club's anniversary weekend?"
SENTENCE = "Rund 1.200 Besucher kamen nach Schätzung des Vereins am Wochenende ans Ostufer."
CHESS = "Who won the chess championship of Nerlenfurt in 2019?"
ARABIC = "كم يبلغ الدعم الذي تقدمه الولاية لتجديد المسبح المغطى في نيرلنفورت؟"


def expect_titles(page: Any, titles: list[str]) -> None:
    """The past conversations are named so in the list, which is open afterwards."""
    if page.locator(".fs-menu[open]").count() == 0:
        page.get_by_test_id("past").click()
    expect(page.locator(".fs-menu[open] .fs-note").last).to_be_visible()
    expect(page.locator("[data-testid=history-item] .fs-chat-title")).to_have_text(titles)


def exported(page: Any, kind: str) -> str:
    """The conversation as a file."""
    page.get_by_test_id("export").click()
    with page.expect_download() as waiting:
        page.get_by_test_id(f"export-{kind}").click()
    return Path(waiting.value.path()).read_text("utf-8")
