"""What a visitor chooses: languages, light or dark; and the row of buttons that offers it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.answers.screen import VISITORS
from tests.ui.page.looking import expect_true, expect_width

pytestmark = pytest.mark.timeout(900)
Visit = Callable[..., Any]
_MIDDLES = """all => all.map(each => each.getBoundingClientRect())
  .map(box => (box.top + box.bottom) / 2)"""
_ROOM = """select => {
  const pen = document.createElement("canvas").getContext("2d");
  const looks = getComputedStyle(select);
  pen.font = looks.font;
  const taken = [looks.paddingLeft, looks.paddingRight];
  const width = taken.map(parseFloat).reduce((sum, each) => sum - each, select.clientWidth);
  return width - pen.measureText(select.selectedOptions[0].text).width;
}"""
_APART = """() => {
  const [bar, tabs] = [".fs-toolbar", ".tab-wrapper [role=tab]:last-child"]
    .map(name => document.querySelector(name).getBoundingClientRect());
  return tabs.right <= bar.left && bar.top < tabs.bottom;
}"""


def test_the_answer_s_language_can_be_chosen_and_is_kept(one: Any) -> None:
    page = one.page
    chooser = page.get_by_test_id("answer-language")
    expect(chooser.locator("option")).to_have_count(17)
    chooser.select_option("fr")
    with page.expect_request(lambda request: "queue/join" in request.url) as waiting:
        one.ask(VISITORS)
    assert '"language":"fr"' in (waiting.value.post_data or "").replace('\\"', '"').replace(" ", "")
    page.reload()
    expect(page.get_by_test_id("answer-language")).to_have_value("fr")


def test_the_page_s_language_can_be_changed_and_is_kept(one: Any) -> None:
    page = one.page
    expect(page.locator(".fs-header")).to_contain_text("Ask German newspaper articles")
    page.get_by_test_id("language").select_option("de")
    expect(page.locator(".fs-header")).to_contain_text("Fragen an deutsche")
    expect(page.locator("#send")).to_have_text("Fragen")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.reload()
    expect(page.locator("#send")).to_have_text("Fragen")


def test_dates_and_numbers_are_written_as_the_page_s_language_writes_them(answered: Any) -> None:
    page = answered.page
    expect(page.get_by_test_id("source")).to_contain_text("September 7, 2026")
    page.get_by_test_id("language").select_option("de")
    expect(page.get_by_test_id("source")).to_contain_text("7. September 2026")
    expect(page.locator(".fs-facts").last).to_contain_text(re.compile(r"\d,\d\ss"))


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_and_dark_is_chosen_and_kept(
    visit: Visit, page_of_recordings: Any, system: str
) -> None:
    page = visit(page_of_recordings.address, color_scheme=system).page
    dark, light = re.compile(r"(^|\s)dark(\s|$)"), re.compile(r"^(?!.*\bdark\b)")
    before, after = (dark, light) if system == "dark" else (light, dark)
    expect(page.locator("body")).to_have_class(before)
    page.get_by_test_id("shade").click()
    expect(page.locator("body")).to_have_class(after)
    page.reload()
    page.get_by_test_id("shade").wait_for()
    # Gradio sets its own look while it starts.
    page.wait_for_timeout(500)
    expect(page.locator("body")).to_have_class(after)


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_the_toolbar_fits_and_its_menus_stay_on_the_screen(
    visit: Visit, page_of_recordings: Any, width: int
) -> None:
    size = {"width": width, "height": 740}
    page = visit(page_of_recordings.address, viewport=size, locale="de-DE").page
    expect_width(page, width)
    expect(page.locator(".fs-answer-language").locator("svg, span")).to_have_count(2)
    named = page.locator(".fs-answer-language svg" if width == 360 else ".fs-answer-language span")
    expect(named).to_be_visible()
    if width == 360:
        # The chosen words are not cut off: as wide as they want to be, the chooser is no wider.
        assert page.get_by_test_id("answer-language").evaluate(_ROOM) >= 0
    tops = page.locator(".fs-toolbar > :not(.fs-gap)").evaluate_all(_MIDDLES)
    assert max(tops) - min(tops) < 6
    for name in ("past", "export"):
        page.get_by_test_id(name).click()
        # What is in it comes a moment later, and makes it wider.
        panel = page.locator(".fs-menu[open] .fs-panel")
        expect(panel.locator(".fs-note").last).to_be_visible()
        box = panel.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        expect(page.get_by_test_id(name)).to_be_focused()


def test_the_corpus_at_hand_gives_the_examples(one: Any) -> None:
    offered = one.page.locator("[data-example]")
    expect(offered).to_have_count(4)
    for place, language in enumerate(["de", "en", "zh", "tr"]):
        expect(offered.nth(place)).to_have_attribute("lang", language)
    offered.nth(1).click()
    one.wait_for("answer")
    expect(one.page.get_by_test_id("answer")).to_contain_text("1,200")


def test_the_other_tab_is_a_click_away_while_one_reads(answered: Any) -> None:
    page = answered.page
    articles = page.get_by_role("tab", name="Articles")
    for width in (1280, 1100):
        page.set_viewport_size({"width": width, "height": 600})
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(articles).to_be_in_viewport(ratio=1)
        expect_true(page, _APART)
    articles.click()
    expect(page.get_by_test_id("corpus-row").first).to_be_visible()
