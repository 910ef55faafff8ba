"""Conversations are kept in the browser, renamed and deleted there, and harm nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.ui.page.answers.screen import CHESS, SENTENCE, VISITORS, expect_titles, exported

pytestmark = pytest.mark.timeout(900)
HOSTILE = (
    '"><img src=x onerror=document.title=1><script>document.title=2</script>[a](javascript:1)*_`#|'
)
Visit = Callable[..., Any]


def test_a_conversation_is_there_again_after_a_reload_and_its_citations_open(
    answered: Any,
) -> None:
    page = answered.page
    before = page.get_by_test_id("turn").inner_html()
    answered.reload()
    expect(page.get_by_test_id("turn")).to_have_count(1)
    expect(page.get_by_test_id("turn")).to_have_js_property("innerHTML", before)
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("evidence-sentence")).to_have_text(SENTENCE)
    expect(page.get_by_test_id("evidence-sentence")).to_be_focused()
    assert answered.errors == []


def test_a_new_chat_leaves_the_old_one_in_the_list_where_it_is_renamed_and_deleted(
    answered: Any,
) -> None:
    page = answered.page
    page.get_by_test_id("new-chat").click()
    expect(page.get_by_test_id("turn")).to_have_count(0)
    expect(page.locator("#question textarea")).to_be_focused()
    answered.ask(CHESS)
    answered.wait_for("refused")
    expect_titles(page, [CHESS, VISITORS])
    page.get_by_test_id("history-rename").last.click()
    page.get_by_test_id("history-name").fill("Rowing")
    page.keyboard.press("Enter")
    page.get_by_test_id("history-item").last.click()
    expect(page.get_by_test_id("answer")).to_contain_text("1,200")
    expect(page.get_by_test_id("refused")).to_have_count(0)
    expect_titles(page, [CHESS, "Rowing"])
    page.get_by_test_id("history-delete").first.click()
    expect_titles(page, ["Rowing"])
    answered.reload()
    expect(page.get_by_test_id("answer")).to_contain_text("1,200")
    expect_titles(page, ["Rowing"])


def test_deleting_everything_takes_two_presses_and_leaves_nothing(answered: Any) -> None:
    page = answered.page
    expect_titles(page, [VISITORS])
    everything = page.get_by_test_id("history-delete-all")
    everything.click()
    expect(everything).to_have_text("Really delete all 1?")
    everything.click()
    expect(page.get_by_test_id("turn")).to_have_count(0)
    assert "rowing" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    expect_titles(page, [])


def test_a_full_storage_is_told_and_the_answer_stays(one: Any) -> None:
    page = one.page
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }"
    )
    one.ask(VISITORS)
    one.wait_for("answer")
    expect(page.locator(".fs-full")).to_contain_text("this conversation is not kept")


def test_what_another_program_left_in_the_storage_neither_runs_nor_breaks_the_page(
    one: Any,
) -> None:
    page = one.page
    source = {
        "title": HOSTILE,
        "source": HOSTILE,
        "date": None,
        "url": "javascript:document.title=3",
    }
    turn = {
        **{"kind": "turn", "key": "k", "question": HOSTILE, "phase": "answered", "checked": None},
        **{"found": [], "error": "", "request": {}},
        "answer": {
            **{"text": "", "language": "en", "asked_in": "en", "after": "", "kind": "answer"},
            **{"model": None, "seconds": 1, "also": [], "search": {"query": "", "left_out": 0}},
            "claims": [
                {
                    "before": "",
                    "text": HOSTILE,
                    "citations": [1],
                    "verdict": "supported",
                    "reasons": [],
                }
            ],
            "citations": [
                {"number": 1, **source, "article": "a", "start": 0, "end": 1, "page": None}
                | {"sentence": HOSTILE, "also_in": []}
            ],
        },
    }
    chat = {"schema": 1, "title": HOSTILE, "changed": 5, "turns": [turn, {"phase": 7}, None, "x"]}
    page.evaluate(
        """([chat]) => {
            localStorage.setItem('fundstelle:chat:a', JSON.stringify(chat));
            localStorage.setItem('fundstelle:chat:b', '{');
            localStorage.setItem('fundstelle:chat:c', '[]');
        }""",
        [chat],
    )
    expect_titles(page, [HOSTILE])
    page.get_by_test_id("history-item").click()
    expect(page.get_by_test_id("answer")).to_contain_text(HOSTILE)
    assert page.locator("[data-testid=turn] img, a[href^=javascript]").count() == 0
    markdown, html = exported(page, "markdown"), exported(page, "html")
    page.set_content(MarkdownIt("commonmark").render(markdown))
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("img, script, a").count() == 0
    page.set_content(html)
    assert page.locator("img, script, a[href^=javascript]").count() == 0
    expect(page.locator(".answer")).to_contain_text(HOSTILE)
    assert page.title() != "1"


def test_a_new_chat_stops_what_is_being_answered_and_keeps_it_as_far_as_it_came(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask("en3")
    expect(one.page.get_by_test_id("found").first).to_be_visible()
    one.page.get_by_test_id("new-chat").click()
    expect(one.page.get_by_test_id("turn")).to_have_count(0)
    expect(one.page.locator("#send")).to_be_visible()
    one.page.wait_for_timeout(2_000)
    expect(one.page.get_by_test_id("turn")).to_have_count(0)
    expect_titles(one.page, ["en3"])
    one.page.get_by_test_id("history-item").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    assert one.errors == []
