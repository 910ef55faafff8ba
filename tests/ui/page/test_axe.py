"""axe-core on every view of a conversation, in both looks and widths: nothing serious is ours."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.accessible import MORE_SCREENS, SCREENS, findings
from tests.ui.page.answers.screen import CHESS, VISITORS

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*SCREENS, *(pytest.param(*each, marks=pytest.mark.long) for each in MORE_SCREENS)],
)
def test_no_view_has_a_serious_finding(
    visit: Callable[..., Any], page_of_recordings: Any, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    one = visit(page_of_recordings.address, viewport=size, color_scheme=scheme)
    page = one.page
    seen = {"empty": findings(page)}
    one.ask(VISITORS)
    one.wait_for("answer")
    seen["answer"] = findings(page)
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
    seen["evidence"] = findings(page)
    one.ask(CHESS)
    one.wait_for("refused")
    page.get_by_test_id("filter").locator("summary").click()
    seen["refusal, filter"] = findings(page)
    page.get_by_test_id("filter").locator("summary").click()
    one.ask("Nobody recorded this.")
    one.wait_for("failed")
    seen["error"] = findings(page)
    page.get_by_test_id("past").click()
    expect(page.get_by_test_id("history-item")).to_be_visible()
    seen["history"] = findings(page)
    page.get_by_test_id("history-rename").click()
    expect(page.get_by_test_id("history-name")).to_be_focused()
    seen["renaming"] = findings(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("thumb-down").first.click()
    expect(page.get_by_test_id("reason")).to_be_focused()
    seen["thumb"] = findings(page)
    page.get_by_role("tab", name="Articles").click()
    expect(page.get_by_test_id("corpus-row").first).to_be_visible()
    seen["articles"] = findings(page)
    page.get_by_test_id("corpus-row").filter(has_text="Markthalle").get_by_role("button").click()
    expect(page.get_by_test_id("corpus-article")).to_be_visible()
    page.get_by_test_id("corpus-removed").locator("summary").click()
    seen["article"] = findings(page)
    assert {view: found for view, found in seen.items() if found} == {}
