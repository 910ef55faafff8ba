"""Asking, reading and checking in a real browser, over recorded answers of the real model."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(600)
VISITORS = "How many visitors came to the rowing club's anniversary weekend?"
SENTENCE = "Rund 1.200 Besucher kamen nach Schätzung des Vereins am Wochenende ans Ostufer."
ARABIC = "كم يبلغ الدعم الذي تقدمه الولاية لتجديد المسبح المغطى في نيرلنفورت؟"
Visit = Callable[..., Any]


@pytest.fixture
def answered(visit: Visit, page_of_recordings: Any) -> Any:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.ask(VISITORS)
    one.wait_for("answer", 60)
    return one


def is_in_view(page: Any, name: str) -> bool:
    """Tell whether the middle of an element is what one sees at its place."""
    return bool(
        page.get_by_test_id(name).evaluate(
            """node => { const box = node.getClientRects()[0];
            const top = document.elementFromPoint(box.x + 5, box.y + 8);
            return node.contains(top); }"""
        )
    )


def test_a_citation_opens_the_article_at_its_sentence(answered: Any) -> None:
    page = answered.page
    page.get_by_test_id("citation").first.click()
    sentence = page.get_by_test_id("evidence-sentence")
    expect(sentence).to_be_focused()
    expect(sentence).to_have_text(SENTENCE)
    assert is_in_view(page, "evidence-sentence")
    pane = page.get_by_test_id("evidence")
    expect(pane.get_by_role("heading")).to_contain_text("Ruderclub Nerle feiert 100 Jahre")
    expect(pane).to_contain_text("Nerlenfurter Brückenbote · September 7, 2026")
    expect(pane.get_by_role("link", name="Original")).to_have_attribute("href", re.compile("http"))
    expect(page.get_by_test_id("claim").first).to_have_class(re.compile("fs-lit"))


def test_the_first_sentence_is_opened_by_itself_without_taking_the_focus(answered: Any) -> None:
    page = answered.page
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    expect(page.get_by_test_id("evidence-sentence")).not_to_be_focused()
    assert is_in_view(page, "evidence-sentence")


def test_the_same_citation_opens_a_second_time(answered: Any) -> None:
    page, number = answered.page, answered.page.get_by_test_id("citation").first
    for _ in range(2):
        number.click()
        expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
        page.keyboard.press("Escape")
        expect(number).to_be_focused()


def test_a_citation_works_by_keyboard_alone_and_leads_back(answered: Any) -> None:
    page = answered.page
    number = page.get_by_role("button", name=re.compile("German sentence 1: Ruderclub"))
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
    page.get_by_role("button", name="Back to the answer").press("Enter")
    expect(number).to_be_focused()


def test_what_is_found_is_there_before_the_answer_and_opens(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask(VISITORS)
    found = one.page.get_by_test_id("found")
    expect(found).to_contain_text("Rund 1.200 Besucher", timeout=15_000)
    expect(one.page.get_by_test_id("status")).to_contain_text("checks whether passage")
    found.get_by_role("button").first.click()
    expect(one.page.get_by_test_id("evidence-sentence")).to_contain_text("Rund 1.200 Besucher")
    expect(one.page.locator(".fs-clock")).to_have_text(re.compile(r"\d+\ss"))
    began = time.monotonic()
    one.page.locator("#stop").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    assert time.monotonic() - began < 2
    expect(one.page.locator("#send")).to_be_visible()
    assert one.errors == []


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


def test_another_search_query_asks_again(answered: Any) -> None:
    page = answered.page
    query = page.get_by_test_id("search-query")
    expect(query).to_have_value(VISITORS)
    query.fill("Ruderclub Jubiläum Besucher")
    query.press("Enter")
    expect(page.get_by_test_id("turn")).to_have_count(2)
    expect(page.get_by_test_id("search-query").last).to_have_value(
        "Ruderclub Jubiläum Besucher", timeout=30_000
    )
    expect(page.get_by_test_id("turn").last.locator("h2")).to_have_text(VISITORS)


def test_filters_are_chips_that_can_be_taken_away(answered: Any) -> None:
    page = answered.page
    page.get_by_test_id("filter").locator("summary").click()
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("Source").fill("Nerlenfurter Brückenbote")
    page.get_by_label("Source").press("Tab")
    expect(page.get_by_test_id("chip")).to_have_text(
        ["From January 1, 2026×", "Source: Nerlenfurter Brückenbote×"]
    )
    answered.ask(VISITORS)
    answered.wait_for("answer", 30)
    turn = page.get_by_test_id("turn").last
    expect(turn.get_by_test_id("chip")).to_have_count(2)
    turn.get_by_role("button", name="Remove filter: From").click()
    expect(page.get_by_test_id("turn")).to_have_count(3)
    expect(page.get_by_test_id("turn").last.get_by_test_id("chip")).to_have_text(
        ["Source: Nerlenfurter Brückenbote×"], timeout=30_000
    )


def test_a_link_asks(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(f"{page_of_recordings.address}/?q={VISITORS}")
    one.wait_for("answer", 60)
    expect(one.page.get_by_test_id("answer")).to_contain_text("1,200")


def test_a_link_opens_a_sentence(answered: Any, visit: Visit, page_of_recordings: Any) -> None:
    source = answered.page.evaluate(
        "document.querySelector('[data-place]') ? JSON.parse("
        "document.querySelector('[data-place]').dataset.place) : null"
    )
    article, start, end = source
    query = f"article={article}&start={start}&end={end}"
    one = visit(f"{page_of_recordings.address}/?{query}", locale="de-DE")
    expect(one.page.get_by_test_id("evidence-sentence")).to_be_visible(timeout=30_000)
    expect(one.page.get_by_test_id("evidence-translation")).to_have_count(0)
    wrong = visit(f"{page_of_recordings.address}/?article={article}&start=5&end=99999999")
    expect(wrong.page.get_by_test_id("evidence")).to_contain_text("no such place", timeout=30_000)
    assert wrong.errors == []


def test_a_missing_model_is_one_line_and_the_next_question_works(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address)
    one.ask("Nobody recorded this.")
    one.wait_for("failed", 30)
    expect(one.page.get_by_test_id("failed")).to_contain_text("Type `fundstelle models get`.")
    one.ask(VISITORS)
    one.wait_for("answer", 60)


def test_an_answer_from_right_to_left_is_set_so(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address)
    one.ask(ARABIC)
    one.wait_for("answer", 60)
    text = one.page.locator("[data-testid=answer] .fs-text")
    assert text.evaluate("node => getComputedStyle(node).direction") == "rtl"
    expect(text).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("width", [360, 1280, 1920, 2560])
def test_an_answer_fits_every_screen(visit: Visit, page_of_recordings: Any, width: int) -> None:
    one = visit(page_of_recordings.address, viewport={"width": width, "height": 800})
    one.ask(VISITORS)
    one.wait_for("answer", 60)
    one.page.get_by_test_id("citation").first.click()
    expect(one.page.get_by_test_id("evidence-sentence")).to_be_focused()
    assert is_in_view(one.page, "evidence-sentence")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_second_enter_while_an_answer_comes_keeps_what_was_typed(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask(VISITORS)
    field = one.page.locator("#question textarea")
    field.fill("And how many boats?")
    field.press("Enter")
    time.sleep(0.5)
    expect(field).to_have_value("And how many boats?")
    expect(one.page.get_by_test_id("turn")).to_have_count(1)
    one.page.locator("#stop").click()


def test_drawing_stays_quick_with_twenty_answers_above(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    for count in range(20):
        one.ask(VISITORS)
        expect(one.page.get_by_test_id("answer")).to_have_count(count + 1, timeout=60_000)
    session = one.context.new_cdp_session(one.page)
    session.send("Performance.enable")

    def work() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    one.page.evaluate(
        "window.drawn = 0; new MutationObserver(() => window.drawn++).observe("
        "document.querySelector('.fs-talk'), {subtree: true, childList: true})"
    )
    before = work()
    one.ask(VISITORS)
    expect(one.page.get_by_test_id("answer")).to_have_count(21, timeout=60_000)
    spent, drawn = work() - before, one.page.evaluate("window.drawn")
    assert drawn > 5
    # The machine runs other tests, too: what is wanted is 25 ms on a free one.
    assert spent / drawn < 0.1, f"{1000 * spent / drawn:.1f} ms"
