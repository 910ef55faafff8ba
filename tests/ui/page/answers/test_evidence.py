"""A citation opens the article at its German sentence, by mouse and by keyboard."""

import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.page.answers.screen import SENTENCE
from tests.ui.page.looking import expect_seen

pytestmark = pytest.mark.timeout(900)
Visit = Callable[..., Any]


def test_a_citation_opens_the_article_at_its_sentence(answered: Any) -> None:
    page = answered.page
    page.get_by_test_id("citation").first.click()
    sentence = page.get_by_test_id("evidence-sentence")
    expect(sentence).to_be_focused()
    expect(sentence).to_have_text(SENTENCE)
    expect_seen(page, "evidence-sentence")
    pane = page.get_by_test_id("evidence")
    expect(pane.get_by_role("heading")).to_contain_text("Ruderclub Nerle feiert 100 Jahre")
    expect(pane).to_contain_text("Nerlenfurter Brückenbote · September 7, 2026")
    expect(pane.get_by_role("link", name="Original")).to_have_attribute("href", re.compile("http"))
    expect(page.get_by_test_id("claim").first).to_have_class(re.compile("fs-lit"))


def test_an_answer_is_read_out_and_its_first_sentence_opened_without_taking_the_focus(
    answered: Any,
) -> None:
    page = answered.page
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    expect(page.get_by_test_id("evidence-sentence")).not_to_be_focused()
    expect_seen(page, "evidence-sentence")
    words = "1,200 visitors came to the rowing club's anniversary weekend."
    read_out = page.locator("#conversation p.fs-sr[role=status]")
    expect(read_out).to_have_text(f"Answer ready. German sentences: 1. {words}")


def test_the_same_citation_opens_a_second_time(answered: Any) -> None:
    page, number = answered.page, answered.page.get_by_test_id("citation").first
    for _ in range(2):
        number.click()
        expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
        page.keyboard.press("Escape")
        expect(number).to_be_focused()


def test_a_number_shows_its_german_sentence_at_a_glance_until_escape(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.ask("de2")
    one.wait_for("answer")
    page = one.page
    second = page.get_by_test_id("citation").nth(1)
    glance = page.get_by_test_id("glance").nth(1)
    expect(glance).to_be_hidden()
    second.hover()
    expect(glance).to_contain_text("„Die Arbeiten sollen laut Sitzungsvorlage Nr. 118/2024")
    expect(glance).to_contain_text("Nerlenfurter Brückenbote · September 26, 2024")
    expect(glance).to_be_visible()
    # The doubt that stands at the same place makes room.
    expect(page.get_by_role("tooltip").nth(1)).to_be_hidden()
    page.get_by_test_id("citation").first.focus()
    page.keyboard.press("Escape")
    expect(glance).to_be_hidden()
    second.click()
    expect(second).to_have_attribute("aria-current", "true")
    # Now the pane shows it.
    expect(glance).to_be_hidden()


def test_a_citation_of_a_pdf_says_its_page_and_opens_its_sentence(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.ask("pdf")
    one.wait_for("answer")
    page = one.page
    expect(page.get_by_test_id("answer")).to_contain_text("95 Euro")
    expect(page.get_by_test_id("source")).to_contain_text("July 16, 2026 · page 2")
    page.get_by_test_id("citation").first.click()
    sentence = page.get_by_test_id("evidence-sentence")
    expect(sentence).to_be_focused()
    expect(sentence).to_contain_text("eine Dauerkarte für die neue Saison bestellt")
    expect(sentence).to_be_in_viewport()
    expect_seen(page, "evidence-sentence")
    pane = page.get_by_test_id("evidence")
    expect(pane.get_by_role("heading")).to_contain_text("Ich habe jeden Cent zweimal umgedreht")
    expect(pane).to_contain_text("page 2")


def test_a_citation_works_by_keyboard_alone_and_leads_back(answered: Any) -> None:
    page = answered.page
    number = page.get_by_role("button", name=re.compile("German sentence 1: Ruderclub"))
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
    page.get_by_role("button", name="Back to the answer").press("Enter")
    expect(number).to_be_focused()


def test_sources_are_named_apart_from_what_else_was_found(answered: Any) -> None:
    page = answered.page
    source = page.get_by_test_id("source")
    expect(source).to_have_count(1)
    expect(source).to_contain_text("Ruderclub Nerle feiert 100 Jahre")
    also = page.get_by_test_id("also")
    also.locator("summary").click()
    also.get_by_role("button").first.click()
    expect(page.get_by_test_id("evidence")).to_contain_text("Also found")
    source.get_by_role("button").click()
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)


def test_the_next_citation_is_a_key_away(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address, locale="de-DE")
    one.ask("Was hat der Stadtrat zum Hallenbad beschlossen und wie viel kostet die Sanierung?")
    one.wait_for("answer")
    page = one.page
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("evidence")).to_contain_text("Fundstelle 1 von 2")
    expect(page.get_by_test_id("evidence-other")).to_have_count(1)
    page.get_by_role("button", name="Nächste Fundstelle").press("Enter")
    expect(page.get_by_test_id("evidence-sentence")).to_contain_text("6,8 Mio. Euro")
    expect(page.get_by_test_id("next-citation")).to_be_focused()
    expect(page.get_by_test_id("previous-citation")).not_to_have_attribute("aria-disabled", "true")


def test_figures_of_the_answer_are_strong_in_the_german_sentence(
    answered: Any, visit: Visit, page_of_recordings: Any
) -> None:
    strong = "[data-testid=evidence-sentence] strong"
    expect(answered.page.locator(strong)).to_have_text(["1.200"])
    expect(answered.page.get_by_test_id("evidence")).to_contain_text("Bold: also in the answer.")
    arabic = visit(page_of_recordings.address)
    arabic.ask("ar3")
    arabic.wait_for("answer")
    expect(arabic.page.locator(strong)).to_have_text(["31"])


def test_on_a_phone_the_answer_stands_above_the_german_sentence(answered: Any) -> None:
    page = answered.page
    claim = page.locator(".fs-claimed")
    expect(claim).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_test_id("citation").first.click()
    expect(claim).to_contain_text("1,200 visitors came")
    expect(claim).to_be_in_viewport()
    expect(page.get_by_test_id("evidence-sentence")).to_be_in_viewport()


ALIKE = """([german, words, code]) => {
  const make = (tag, attributes, text) => [text];
  CODE
  return likeness(german, words, code).filter(Array.isArray).map(([text]) => text);
}"""


@pytest.mark.parametrize(
    ("german", "words", "code", "alike"),
    [
        ("Er zahlte 6,8 Mio. Euro und 1.200 dazu.", "6.8 million, 1,200", "en", ["6,8", "1.200"]),
        ("Bis zum 31. Oktober 2025.", "٣١ أكتوبر ٢٠٢٥", "ar", ["31", "2025"]),
        ("mit 27:25 (13:14) gewonnen", "女子手球队决赛的比分是27:25。", "zh", ["27:25"]),
        ("Es waren 68.", "It was 6.8.", "en", []),
        ("Petra Ohlenroth stimmte zu.", "Petra Ohlenroth agreed.", "en", ["Petra", "Ohlenroth"]),
        ("Der Stadtrat stimmte 17 zu.", "Der Stadtrat mit 17.", "de", ["17"]),
        ("Um 19.34 Uhr.", "At 19:34.", "en", ["19.34"]),
        ("Zwei Boote.", "", "en", []),
        ("Am Dienstag sprach Robin Li.", "Robin Li", "es", ["Robin", "Li"]),
        ("Am Dienstag sprach Robin Li.", "Am, said Robin and he said so.", "en", ["Robin"]),
        ("Den Auftrag hat die Firma Quendt.", "Firma Quendt", "de", ["Firma", "Quendt"]),
    ],
)
def test_what_is_alike_is_a_figure_or_a_name(
    new_context: Callable[..., BrowserContext], german: str, words: str, code: str, alike: list[str]
) -> None:
    context = new_context()
    page = context.new_page()
    source = files("ui.page").joinpath("js/alike.js").read_text("utf-8")
    made = ALIKE.replace("CODE", source)
    assert page.evaluate(made, [german, words, code]) == alike
    context.close()
