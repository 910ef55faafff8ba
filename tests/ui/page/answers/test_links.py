"""Links ask a question or open a sentence."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.answers.screen import SENTENCE, VISITORS

pytestmark = pytest.mark.timeout(900)
POOL = "Das Hallenbad am Gerberwall wird saniert und nicht neu gebaut."
Visit = Callable[..., Any]
Place = Callable[[str], str]


def test_a_place_is_copied_as_a_link_that_opens_it(answered: Any, visit: Visit) -> None:
    page = answered.page
    answered.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    page.get_by_test_id("copy-link").click()
    expect(page.get_by_test_id("copy-link")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    opened = visit(link).page
    expect(opened.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    expect(opened.get_by_test_id("turn")).to_have_count(0)


def test_a_link_asks(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(f"{page_of_recordings.address}/?q={VISITORS}")
    one.wait_for("answer")
    expect(one.page.get_by_test_id("answer")).to_contain_text("1,200")


def test_a_link_to_a_place_that_is_not_there_says_so(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    place = re.sub("end=.*", "end=99999999", town_place(POOL))
    one = visit(f"{page_of_recordings.address}/?{place}")
    expect(one.page.get_by_test_id("evidence")).to_contain_text("no such place")
    gone = visit(f"{page_of_recordings.address}/?article=%3Cimg%3E&start=1&end=5")
    expect(gone.page.get_by_test_id("evidence")).to_contain_text("no longer in the collection")
    assert one.errors == gone.errors == []
