"""The opened sentence in the reader's language, if it passes the check."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(900)
MEALS = "Derzeit zahlen die Familien 4,10 Euro je Mittagessen."
POOL = "Das Hallenbad am Gerberwall wird saniert und nicht neu gebaut."
Visit = Callable[..., Any]
Place = Callable[[str], str]


def test_the_opened_sentence_is_translated_and_marked_as_machine_made(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(MEALS)}", locale="en-GB")
    translation = one.page.get_by_test_id("evidence-translation")
    expect(translation).to_have_attribute("data-state", "shown")
    expect(translation).to_contain_text("At present, families pay 4.10 euros per meal.")
    expect(translation).to_contain_text("Machine translation.")
    expect(one.page.locator(".fs-translated")).to_have_attribute("lang", "en-GB")


def test_a_translation_that_fails_the_check_is_not_shown_but_its_reason_is(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(POOL)}", locale="tr")
    translation = one.page.get_by_test_id("evidence-translation")
    expect(translation).to_have_attribute("data-state", "rejected")
    expect(translation).to_contain_text("The name Gerber Wall is not in the German text.")
    expect(translation).not_to_contain_text("dönüştürülmez")


def test_who_reads_german_gets_no_translation(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(POOL)}", locale="de-DE")
    expect(one.page.get_by_test_id("evidence-sentence")).to_have_text(POOL)
    expect(one.page.get_by_test_id("evidence-translation")).to_have_count(0)
