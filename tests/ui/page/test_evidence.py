"""Asking, reading and checking in a real browser, over recorded answers of the real model."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from index.store.reading import StoreReader

pytestmark = pytest.mark.timeout(600)
VISITORS = "How many visitors came to the rowing club's anniversary weekend?"
SENTENCE = "Rund 1.200 Besucher kamen nach Schätzung des Vereins am Wochenende ans Ostufer."
ARABIC = "كم يبلغ الدعم الذي تقدمه الولاية لتجديد المسبح المغطى في نيرلنفورت؟"
MEALS = "Derzeit zahlen die Familien 4,10 Euro je Mittagessen."
POOL = "Das Hallenbad am Gerberwall wird saniert und nicht neu gebaut."
DRAWING = {"ScriptDuration", "RecalcStyleDuration", "LayoutDuration"}
KEPT_TWENTY_TIMES = """() => {
  const name = Object.keys(localStorage).find(each => each.startsWith("fundstelle:chat:"));
  const chat = JSON.parse(localStorage.getItem(name));
  const twenty = Array.from({length: 20}, (_, n) => ({...chat.turns[0], key: `${n}`}));
  return JSON.stringify({...chat, turns: twenty});
}"""
Visit = Callable[..., Any]
Place = Callable[[str], str]


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


def test_a_number_shows_its_german_sentence_at_a_glance_until_escape(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.ask("de2")
    one.wait_for("answer", 60)
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


def test_a_place_is_copied_as_a_link_that_opens_it(answered: Any, visit: Visit) -> None:
    page = answered.page
    answered.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    page.get_by_test_id("copy-link").click()
    expect(page.get_by_test_id("copy-link")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    opened = visit(link).page
    expect(opened.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE, timeout=30_000)
    expect(opened.get_by_test_id("turn")).to_have_count(0)


def test_a_citation_of_a_pdf_says_its_page_and_opens_its_sentence(
    visit: Visit, page_of_recordings: Any
) -> None:
    one = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.ask("pdf")
    one.wait_for("answer", 60)
    page = one.page
    expect(page.get_by_test_id("answer")).to_contain_text("95 Euro")
    expect(page.get_by_test_id("source")).to_contain_text("July 16, 2026 · page 2")
    page.get_by_test_id("citation").first.click()
    sentence = page.get_by_test_id("evidence-sentence")
    expect(sentence).to_be_focused()
    expect(sentence).to_contain_text("eine Dauerkarte für die neue Saison bestellt")
    expect(sentence).to_be_in_viewport()
    assert is_in_view(page, "evidence-sentence")
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


def test_what_is_found_is_there_before_the_answer_and_opens(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask("en3")
    found = one.page.get_by_test_id("found")
    expect(found).to_contain_text("Schuhkartons und Alben", timeout=30_000)
    expect(one.page.get_by_test_id("status")).to_contain_text("checks whether passage")
    found.get_by_role("button").first.click()
    expect(one.page.get_by_test_id("evidence-sentence")).to_contain_text("Schuhkartons und Alben")
    expect(one.page.locator(".fs-clock")).to_have_text(re.compile(r"\d+\ss"))
    began = time.monotonic()
    one.page.locator("#stop").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    # Without stopping it takes half a minute; the browser may have to wait for other tests.
    assert time.monotonic() - began < 4
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


def test_a_link_to_a_place_that_is_not_there_says_so(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    place = re.sub("end=.*", "end=99999999", town_place(POOL))
    one = visit(f"{page_of_recordings.address}/?{place}")
    expect(one.page.get_by_test_id("evidence")).to_contain_text("no such place", timeout=30_000)
    gone = visit(f"{page_of_recordings.address}/?article=%3Cimg%3E&start=1&end=5")
    expect(gone.page.get_by_test_id("evidence")).to_contain_text("not in the index", timeout=30_000)
    assert one.errors == gone.errors == []


@pytest.fixture(scope="module")
def town_place(town_data: Path) -> Place:
    """A sentence of `corpus/` to the link that opens it."""
    store = StoreReader(town_data / "store.db")
    texts = {info.article_id: store.article(info.article_id).text for info in store.infos()}
    store.close()

    def find(sentence: str) -> str:
        article = next(name for name, text in texts.items() if sentence in text)
        start = texts[article].index(sentence)
        return f"article={article}&start={start}&end={start + len(sentence)}"

    return find


def test_the_opened_sentence_is_translated_and_marked_as_machine_made(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(MEALS)}", locale="en-GB")
    translation = one.page.get_by_test_id("evidence-translation")
    expect(translation).to_have_attribute("data-state", "shown", timeout=30_000)
    expect(translation).to_contain_text("At present, families pay 4.10 euros per meal.")
    expect(translation).to_contain_text("Machine translation.")
    expect(one.page.locator(".fs-translated")).to_have_attribute("lang", "en-GB")


def test_a_translation_that_fails_the_check_is_not_shown_but_its_reason_is(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(POOL)}", locale="tr")
    translation = one.page.get_by_test_id("evidence-translation")
    expect(translation).to_have_attribute("data-state", "rejected", timeout=30_000)
    expect(translation).to_contain_text("The name Gerber Wall is not in the German text.")
    expect(translation).not_to_contain_text("dönüştürülmez")


def test_who_reads_german_gets_no_translation(
    visit: Visit, page_of_recordings: Any, town_place: Place
) -> None:
    one = visit(f"{page_of_recordings.address}/?{town_place(POOL)}", locale="de-DE")
    expect(one.page.get_by_test_id("evidence-sentence")).to_have_text(POOL, timeout=30_000)
    expect(one.page.get_by_test_id("evidence-translation")).to_have_count(0)


def test_the_next_citation_is_a_key_away(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address, locale="de-DE")
    one.ask("Was hat der Stadtrat zum Hallenbad beschlossen und wie viel kostet die Sanierung?")
    one.wait_for("answer", 60)
    page = one.page
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("evidence")).to_contain_text("Fundstelle 1 von 2")
    expect(page.get_by_test_id("evidence-other")).to_have_count(1)
    page.get_by_role("button", name="Nächste Fundstelle").press("Enter")
    expect(page.get_by_test_id("evidence-sentence")).to_contain_text("6,8 Mio. Euro")
    expect(page.get_by_test_id("next-citation")).to_be_focused()
    expect(page.get_by_test_id("previous-citation")).not_to_have_attribute("aria-disabled", "true")


def test_a_weak_sentence_says_why_on_focus(visit: Visit, page_of_recordings: Any) -> None:
    one = visit(page_of_recordings.address, locale="de-DE")
    one.ask("Was hat der Stadtrat zum Hallenbad beschlossen und wie viel kostet die Sanierung?")
    one.wait_for("answer", 60)
    weak = one.page.get_by_test_id("claim").last
    expect(weak).to_have_attribute("data-verdict", "weak")
    tip = weak.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    weak.get_by_role("button", name="Nicht ganz nachgeprüft").focus()
    expect(tip).to_contain_text("Der deutsche Satz schränkt ein („sollen“), dieser nicht.")
    one.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


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


def test_an_answer_fits_every_screen(answered: Any) -> None:
    page = answered.page
    for width in (360, 1280, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("width => innerWidth === width", arg=width, polling=100)
        number = page.get_by_test_id("citation").first
        number.click()
        expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
        expect(page.get_by_test_id("evidence-sentence")).to_be_in_viewport()
        assert is_in_view(page, "evidence-sentence")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        expect(number).to_be_focused()


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
    visit: Visit, page_of_recordings: Any, slow_page_of_recordings: Any
) -> None:
    fast = visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})
    fast.ask(VISITORS)
    fast.wait_for("answer", 60)
    kept = fast.page.evaluate(KEPT_TWENTY_TIMES)
    one = visit(slow_page_of_recordings.address, viewport={"width": 1280, "height": 800})
    one.page.evaluate("chat => localStorage.setItem('fundstelle:chat:many', chat)", kept)
    one.page.get_by_test_id("past").click()
    one.page.get_by_test_id("history-item").click()
    expect(one.page.get_by_test_id("answer")).to_have_count(20, timeout=60_000)
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
    expect(one.page.get_by_test_id("answer")).to_have_count(21, timeout=60_000)
    spent, drawn = work() - before, one.page.evaluate("window.drawn")
    assert drawn > 5
    assert spent / drawn < 0.025, f"{1000 * spent / drawn:.1f} ms"
