"""axe-core on every view, in both looks and widths: no serious finding that is ours."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ui.page.access.login_page import login_page

pytestmark = pytest.mark.timeout(600)
SLOW = 60_000
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_STILL = """() => document.getAnimations().every(each =>
  each.playState !== "running" || each.effect.getComputedTiming().iterations === Infinity)"""
QUESTION = "How many visitors came to the rowing club's anniversary weekend?"


def findings(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical: the rule, and where."""
    # What fades in is measured when it is there: half of a colour has half of its contrast.
    page.wait_for_timeout(400)
    page.wait_for_function(_STILL, timeout=SLOW)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


# The colours are the same at every width, and the layout in every look: two cover all of both.
@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (360, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
        pytest.param(360, "light", marks=pytest.mark.long),
    ],
)
def test_no_view_has_a_serious_finding(
    visit: Callable[..., Any],
    page_of_recordings: Any,
    page_without_model: tuple[Any, Any],
    width: int,
    scheme: str,
) -> None:
    size = {"width": width, "height": 900}
    page = visit(page_of_recordings.address, viewport=size, color_scheme=scheme).page
    seen = {"empty": findings(page)}
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#send").click()
    expect(page.get_by_test_id("answer").last).to_be_visible(timeout=SLOW)
    seen["answer"] = findings(page)
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("evidence-sentence").first).to_be_visible(timeout=SLOW)
    seen["evidence"] = findings(page)
    page.get_by_test_id("past").click()
    expect(page.get_by_test_id("history-item")).to_be_visible()
    seen["history"] = findings(page)
    page.get_by_test_id("history-rename").click()
    expect(page.get_by_test_id("history-name")).to_be_focused()
    seen["renaming"] = findings(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("thumb-down").click()
    expect(page.get_by_test_id("reason")).to_be_focused()
    seen["thumb"] = findings(page)
    page.get_by_role("tab", name="Articles").click()
    expect(page.get_by_test_id("corpus-row").first).to_be_visible(timeout=SLOW)
    seen["articles"] = findings(page)
    page.get_by_test_id("corpus-row").filter(has_text="Markthalle").get_by_role("button").click()
    expect(page.get_by_test_id("corpus-article")).to_be_visible(timeout=SLOW)
    page.get_by_test_id("corpus-removed").locator("summary").click()
    seen["article"] = findings(page)
    page = visit(page_without_model[0].address, viewport=size, color_scheme=scheme).page
    page.get_by_role("tab", name="Articles").click()
    page.get_by_test_id("paste").locator("summary").click()
    page.get_by_test_id("corpus-row").first.get_by_role("button").click()
    page.get_by_test_id("corpus-remove").click()
    seen["adding and removing"] = findings(page)
    assert {view: found for view, found in seen.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_log_in_page_has_none_either(
    browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.set_content(login_page({"accept-language": "de"}, refused=True))
    assert findings(page) == []
    context.close()
