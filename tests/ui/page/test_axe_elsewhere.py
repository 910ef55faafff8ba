"""axe-core where articles are added and removed, and on the page that asks for a password."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.page.accessible import MORE_SCREENS, SCREENS, findings
from ui.page.access.login_page import login_page

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*SCREENS, *(pytest.param(*each, marks=pytest.mark.long) for each in MORE_SCREENS)],
)
def test_adding_and_removing_has_no_serious_finding(
    visit: Callable[..., Any], page_without_model: tuple[Any, Path], width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    page = visit(page_without_model[0].address, viewport=size, color_scheme=scheme).page
    page.get_by_role("tab", name="Articles").click()
    page.get_by_test_id("paste").locator("summary").click()
    page.get_by_test_id("corpus-row").first.get_by_role("button").click()
    page.get_by_test_id("corpus-remove").click()
    expect(page.get_by_role("button", name="No", exact=True)).to_be_focused()
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_log_in_page_has_none_either(
    new_context: Callable[..., BrowserContext], scheme: Literal["light", "dark"]
) -> None:
    context = new_context(color_scheme=scheme, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.set_content(login_page({"accept-language": "de"}, refused=True))
    assert findings(page) == []
    context.close()
