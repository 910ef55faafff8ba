"""A question, what is seen while it is answered, and the next one."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.answers.screen import CHESS, VISITORS

pytestmark = pytest.mark.timeout(900)
DRAWING = {"ScriptDuration", "RecalcStyleDuration", "LayoutDuration"}
KEPT_TWENTY_TIMES = """() => {
  const name = Object.keys(localStorage).find(each => each.startsWith("fundstelle:chat:"));
  const chat = JSON.parse(localStorage.getItem(name));
  const twenty = Array.from({length: 20}, (_, n) => ({...chat.turns[0], key: `${n}`}));
  return JSON.stringify({...chat, turns: twenty});
}"""
Visit = Callable[..., Any]


def test_what_is_found_is_there_before_the_answer_and_opens(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask("en3")
    found = one.page.get_by_test_id("found")
    expect(found).to_contain_text("Schuhkartons und Alben")
    expect(one.page.get_by_test_id("status")).to_contain_text("checks whether passage")
    found.get_by_role("button").first.click()
    expect(one.page.get_by_test_id("evidence-sentence")).to_contain_text("Schuhkartons und Alben")
    one.page.emulate_media(reduced_motion="reduce")
    expect(one.page.locator(".fs-dot")).to_have_css("animation-name", "none")
    expect(one.page.locator(".fs-clock")).to_have_text(re.compile(r"\d+\ss"))
    began = time.monotonic()
    one.page.locator("#stop").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    # At once for the reader. Not stopped, it would have an answer after half a minute.
    assert time.monotonic() - began < 15
    expect(one.page.locator("#send")).to_be_visible()
    assert one.errors == []


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
    paper = page.locator('#fs-papers option[value="Nerlenfurter Brückenbote"]')
    expect(paper).to_have_count(1)
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("Source").fill("Nerlenfurter Brückenbote")
    page.get_by_label("Source").press("Tab")
    expect(page.get_by_test_id("chip")).to_have_text(
        ["From January 1, 2026×", "Source: Nerlenfurter Brückenbote×"]
    )
    answered.ask(VISITORS)
    answered.wait_for("answer")
    turn = page.get_by_test_id("turn").last
    expect(turn.get_by_test_id("chip")).to_have_count(2)
    turn.get_by_role("button", name="Remove filter: From").click()
    expect(page.get_by_test_id("turn")).to_have_count(3)
    expect(page.get_by_test_id("turn").last.get_by_test_id("chip")).to_have_text(
        ["Source: Nerlenfurter Brückenbote×"], timeout=30_000
    )


def test_a_missing_model_is_one_line_and_the_next_question_works(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address)
    one.ask("Nobody recorded this.")
    one.wait_for("failed")
    expect(one.page.get_by_test_id("failed")).to_contain_text("The language model does not answer")
    expect(one.page.get_by_test_id("failed").locator("code")).to_have_text("fundstelle models get")
    one.ask(VISITORS)
    one.wait_for("answer")


def test_a_second_enter_while_an_answer_comes_keeps_what_was_typed(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask("ar")
    field = one.page.locator("#question textarea")
    field.fill("And how many boats?")
    field.press("Enter")
    one.page.wait_for_timeout(500)
    expect(field).to_have_value("And how many boats?")
    expect(one.page.get_by_test_id("turn")).to_have_count(1)
    # It was pressed while the answer came, not after it.
    one.page.locator("#stop").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()


@pytest.mark.long
def test_drawing_stays_quick_with_twenty_answers_above(
    visit: Visit, page_of_recordings: Any, slow_page_of_recordings: Any
) -> None:
    fast = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    fast.ask(VISITORS)
    fast.wait_for("answer")
    kept = fast.page.evaluate(KEPT_TWENTY_TIMES)
    one = visit(slow_page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.page.evaluate("chat => localStorage.setItem('fundstelle:chat:many', chat)", kept)
    one.page.get_by_test_id("past").click()
    one.page.get_by_test_id("history-item").click()
    expect(one.page.get_by_test_id("answer")).to_have_count(20)
    session = one.context.new_cdp_session(one.page)
    # Processor time of the page's main thread: the machine may have much else to do.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def work() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return sum(float(each["value"]) for each in metrics if each["name"] in DRAWING)

    one.page.evaluate(
        "window.drawn = 0; new MutationObserver(() => window.drawn++).observe("
        "document.querySelector('.fs-talk'), {subtree: true, childList: true})"
    )
    before = work()
    one.ask("zh")
    expect(one.page.get_by_test_id("answer")).to_have_count(21)
    spent, drawn = work() - before, one.page.evaluate("window.drawn")
    assert drawn > 5
    assert spent / drawn < 0.025, f"{1000 * spent / drawn:.1f} ms"


def test_a_question_is_asked_again_or_changed_in_place_of_the_old_turn(answered: Any) -> None:
    page = answered.page
    first = page.get_by_test_id("turn").get_attribute("data-turn")
    page.get_by_test_id("again").click()
    expect(page.locator(f"[data-turn='{first}']")).to_have_count(0)
    answered.wait_for("answer")
    expect(page.get_by_test_id("turn")).to_have_count(1)
    page.get_by_test_id("edit").click()
    expect(page.locator("#question textarea")).to_have_value(VISITORS)
    answered.ask(CHESS)
    answered.wait_for("refused")
    expect(page.get_by_test_id("turn")).to_have_count(1)
    page.reload()
    expect(page.get_by_test_id("refused")).to_be_visible()
    expect(page.get_by_test_id("turn")).to_have_count(1)
