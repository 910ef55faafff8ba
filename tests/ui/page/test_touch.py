"""The evidence by touch alone, on a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(600)
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
POOL = "Was hat der Stadtrat zum Hallenbad beschlossen und wie viel kostet die Sanierung?"


@pytest.fixture
def phone(visit: Callable[..., Any], page_of_recordings: Any) -> Any:
    one = visit(page_of_recordings.address, locale="de-DE", **PHONE)
    one.page.locator("#question textarea").fill(POOL)
    one.page.locator("#send").tap()
    one.wait_for("answer")
    return one


def test_a_tap_opens_the_sentence_another_the_next_one_and_the_last_leads_back(phone: Any) -> None:
    page = phone.page
    number = page.get_by_test_id("citation").first
    number.tap()
    sentence = page.get_by_test_id("evidence-sentence")
    expect(sentence).to_be_in_viewport()
    expect(page.get_by_test_id("evidence")).to_contain_text("Fundstelle 1 von 2")
    page.get_by_test_id("next-citation").tap()
    expect(page.get_by_test_id("evidence")).to_contain_text("Fundstelle 2 von 2")
    expect(sentence).to_contain_text("6,8 Mio. Euro")
    expect(sentence).to_be_in_viewport()
    page.get_by_test_id("previous-citation").tap()
    expect(page.get_by_test_id("evidence")).to_contain_text("Fundstelle 1 von 2")
    page.get_by_role("button", name="Zurück zur Antwort").tap()
    expect(number).to_be_in_viewport()
    expect(number).to_be_focused()


def test_a_tap_says_why_a_sentence_is_doubted_and_a_tap_elsewhere_hides_it(phone: Any) -> None:
    page = phone.page
    weak = page.get_by_test_id("claim").last
    expect(weak).to_have_attribute("data-verdict", "weak")
    weak.get_by_role("button", name="Nicht ganz nachgeprüft").tap()
    tip = weak.get_by_role("tooltip")
    expect(tip).to_contain_text("schränkt ein")
    expect(tip).to_be_in_viewport(ratio=1)
    page.locator("h2").first.tap()
    expect(tip).to_be_hidden()


def test_what_is_tapped_is_as_large_as_a_finger_needs(phone: Any) -> None:
    phone.page.get_by_test_id("citation").first.tap()
    expect(phone.page.get_by_test_id("evidence-sentence")).to_be_in_viewport()
    small = phone.page.evaluate(
        """() => [...document.querySelectorAll("#conversation button, #conversation summary")]
          .filter(each => each.checkVisibility())
          .map(each => [each.dataset.testid ?? each.className, each.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    # WCAG 2.2, 2.5.8: 24 px.
    assert small == []


def test_the_menus_open_and_close_by_touch(phone: Any) -> None:
    page = phone.page
    page.get_by_test_id("past").tap()
    item = page.get_by_test_id("history-item")
    expect(item).to_have_text(re.compile("Was hat der Stadtrat"))
    page.get_by_role("tab", name="Fragen").tap()
    expect(item).to_be_hidden()
