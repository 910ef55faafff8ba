"""A window that is used again is as a new browser's (tests/ui/page/windows.py)."""

from typing import Any

from tests.ui.page.visit import Visit
from tests.ui.page.windows import Windows

LEAVE = """() => {
  localStorage.setItem("a", "1");
  sessionStorage.setItem("b", "2");
  document.cookie = "fundstelle_lang=de; path=/";
}"""
LEFT = "() => [localStorage.length, sessionStorage.length, document.cookie]"


def test_a_window_that_is_lent_again_knows_nothing(
    windows: Windows, page_without_model: Any
) -> None:
    address = page_without_model[0].address
    page = windows.lend(locale="en-US", color_scheme="dark", viewport={"width": 360, "height": 700})
    first = Visit(page, address)
    empty = page.evaluate(LEFT)
    page.evaluate(LEAVE)
    assert page.evaluate(LEFT) != empty
    page.route("**/*", lambda route: route.abort())
    first.leave()
    heard = len(first.requests)
    windows.take_back(page, address)
    again = windows.lend(locale="en-US")
    assert again is page
    second = Visit(again, address)
    assert again.evaluate(LEFT) == empty
    assert again.evaluate(
        "() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"
    ) == [
        1280,
        False,
    ]
    assert second.requests
    assert len(first.requests) == heard
    second.leave()
    windows.take_back(again, address)
    other = windows.lend(locale="de-DE")
    assert other is not page
    windows.take_back(other, address)
