"""What is to be seen on a page once it is drawn: each waits, as `expect` does."""

from typing import Any

from playwright.sync_api import Page

PATIENCE = 60_000
"""Milliseconds a page may take on two busy cores; what must be quick says so by itself."""
_SEEN = """name => {
  const node = document.querySelector(`[data-testid=${name}]`);
  const box = node?.getClientRects()[0];
  return box !== undefined && node.contains(document.elementFromPoint(box.x + 5, box.y + 8));
}"""
_WIDTH = "width => innerWidth === width && document.documentElement.scrollWidth <= width"


def expect_seen(page: Page, name: str) -> None:
    """This part is what one sees at its place: nothing covers it, nothing has scrolled it away."""
    expect_true(page, _SEEN, name)


def expect_width(page: Page, width: int) -> None:
    """The window is so wide, and nothing in the page is wider."""
    expect_true(page, _WIDTH, width)


def expect_true(page: Page, script: str, value: Any = None) -> None:
    """What a function of the page's script returns is true, or becomes so."""
    page.wait_for_function(script, arg=value, polling=100, timeout=PATIENCE)
