"""axe-core on what a page shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.ui.page.looking import expect_true

# The colours are the same at every width, and the layout in every look: two cover all of both.
SCREENS = [(1280, "light"), (360, "dark")]
MORE_SCREENS = [(1280, "dark"), (360, "light")]
_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_STILL = """() => document.getAnimations().every(each =>
  each.playState !== "running" || each.effect.getComputedTiming().iterations === Infinity)"""


def findings(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical: the rule, and where."""
    # What fades in is measured when it is there: half of a colour has half of its contrast.
    page.wait_for_timeout(400)
    expect_true(page, _STILL)
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
