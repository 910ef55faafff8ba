"""How an answer is set: doubts, the writing's direction, every width of screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.answers.screen import ARABIC
from tests.ui.page.looking import expect_seen, expect_true, expect_width

pytestmark = pytest.mark.timeout(900)
Visit = Callable[..., Any]
_BESIDE = """beside => {
  const [talk, pane] = [".fs-talk", ".fs-pane"].map(name => document.querySelector(name))
    .map(each => each.getBoundingClientRect());
  return beside ? talk.right < pane.left : talk.bottom <= pane.top && talk.left === pane.left;
}"""


def test_a_weak_sentence_says_why_on_focus_and_hover(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address, locale="de-DE")
    one.ask("Was hat der Stadtrat zum Hallenbad beschlossen und wie viel kostet die Sanierung?")
    one.wait_for("answer")
    weak = one.page.get_by_test_id("claim").last
    expect(weak).to_have_attribute("data-verdict", "weak")
    tip = weak.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    weak.get_by_role("button", name="Nicht ganz nachgeprüft").focus()
    expect(tip).to_contain_text("Der deutsche Satz schränkt ein („sollen“), dieser nicht.")
    one.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    weak.locator(".fs-said").first.hover()
    expect(tip).to_be_visible()
    one.page.locator(".fs-question").hover()
    expect(tip).to_be_hidden()


def test_an_answer_from_right_to_left_is_set_so(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address)
    one.ask(ARABIC)
    one.wait_for("answer")
    text = one.page.locator("[data-testid=answer] .fs-text")
    expect(text).to_have_css("direction", "rtl")
    expect(text).to_have_attribute("lang", "ar")


def test_an_answer_fits_every_screen(answered: Any) -> None:
    page = answered.page
    for width in (360, 1280, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        expect_width(page, width)
        expect_true(page, _BESIDE, width > 860)
        number = page.get_by_test_id("citation").first
        number.click()
        expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
        expect(page.get_by_test_id("evidence-sentence")).to_be_in_viewport()
        expect_seen(page, "evidence-sentence")
        expect_width(page, width)
        page.keyboard.press("Escape")
        expect(number).to_be_focused()
