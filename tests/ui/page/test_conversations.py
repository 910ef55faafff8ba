"""What people expect of a chat: kept, named, deleted, copied, exported, judged, asked once more."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(900)
VISITORS = "How many visitors came to the rowing club's anniversary weekend?"
SENTENCE = "Rund 1.200 Besucher kamen nach Schätzung des Vereins am Wochenende ans Ostufer."
CHESS = "Who won the chess championship of Nerlenfurt in 2019?"
ARABIC = "كم يبلغ الدعم الذي تقدمه الولاية لتجديد المسبح المغطى في نيرلنفورت؟"
HOSTILE = (
    '"><img src=x onerror=document.title=1><script>document.title=2</script>[a](javascript:1)*_`#|'
)
Visit = Callable[..., Any]


@pytest.fixture
def one(visit: Visit, page_of_recordings: Any) -> Any:
    return visit(page_of_recordings.address, viewport={"width": 1280, "height": 800})


@pytest.fixture
def answered(one: Any) -> Any:
    one.ask(VISITORS)
    one.wait_for("answer", 60)
    return one


def titles(page: Any) -> list[str]:
    """The past conversations as the list names them; the list is open afterwards."""
    if page.locator(".fs-menu[open]").count() == 0:
        page.get_by_test_id("past").click()
    expect(page.locator(".fs-menu[open] .fs-note").last).to_be_visible()
    found = page.locator("[data-testid=history-item] .fs-chat-title").all_inner_texts()
    return [str(each) for each in found]


def exported(page: Any, kind: str) -> str:
    page.get_by_test_id("export").click()
    with page.expect_download() as waiting:
        page.get_by_test_id(f"export-{kind}").click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_a_conversation_is_there_again_after_a_reload_and_its_citations_open(
    answered: Any,
) -> None:
    page = answered.page
    before = page.get_by_test_id("turn").inner_html()
    page.reload()
    expect(page.get_by_test_id("turn")).to_have_count(1, timeout=60_000)
    assert page.get_by_test_id("turn").inner_html() == before
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
    answered.wait_for("refused", 60)
    assert titles(page) == [CHESS, VISITORS]
    page.get_by_test_id("history-rename").last.click()
    page.get_by_test_id("history-name").fill("Rowing")
    page.keyboard.press("Enter")
    page.get_by_test_id("history-item").last.click()
    expect(page.get_by_test_id("answer")).to_contain_text("1,200")
    expect(page.get_by_test_id("refused")).to_have_count(0)
    assert titles(page) == [CHESS, "Rowing"]
    page.get_by_test_id("history-delete").first.click()
    assert titles(page) == ["Rowing"]
    page.reload()
    expect(page.get_by_test_id("answer")).to_contain_text("1,200", timeout=60_000)
    assert titles(page) == ["Rowing"]


def test_deleting_everything_takes_two_presses_and_leaves_nothing(answered: Any) -> None:
    page = answered.page
    titles(page)
    everything = page.get_by_test_id("history-delete-all")
    everything.click()
    expect(everything).to_have_text("Really delete all 1?")
    everything.click()
    expect(page.get_by_test_id("turn")).to_have_count(0)
    assert "rowing" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert titles(page) == []


def test_a_full_storage_is_told_and_the_answer_stays(one: Any) -> None:
    page = one.page
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }"
    )
    one.ask(VISITORS)
    one.wait_for("answer", 60)
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
    assert titles(page) == [HOSTILE]
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


def test_an_answer_is_copied_with_its_german_sentences(answered: Any) -> None:
    page = answered.page
    answered.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_test_id("copy").click()
    expect(page.locator(".fs-told[role=status]")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"1,200.*\[1\]", text)
    assert f"[1] „{SENTENCE}“ (Ruderclub Nerle feiert 100 Jahre" in text
    assert "Nerlenfurter Brückenbote, September 7, 2026" in text


def test_a_conversation_is_exported_with_quotations_and_sources_as_footnotes(answered: Any) -> None:
    page = answered.page
    markdown = exported(page, "markdown")
    assert re.search(r"1,200[^\n]*\[\^1\]", markdown)
    assert f"[^1]: „{SENTENCE}“ *Ruderclub Nerle feiert 100 Jahre" in markdown
    assert "<https://nerlenfurter-brueckenbote.example/" in markdown
    html = exported(page, "html")
    assert html.startswith("<!doctype html>")
    page.set_content(html)
    page.locator("sup a").first.click()
    note = page.locator("li:target")
    expect(note.locator("blockquote")).to_have_text(f"„{SENTENCE}“")
    expect(note.locator("blockquote")).to_have_attribute("lang", "de")
    assert page.locator("script, link, img").count() == 0


def test_an_arabic_answer_runs_from_right_to_left_on_the_page_and_in_the_export(one: Any) -> None:
    one.ask(ARABIC)
    one.wait_for("answer", 60)
    said = one.page.locator("[data-testid=answer] .fs-text")
    expect(said).to_have_attribute("dir", "rtl")
    expect(said).to_have_attribute("lang", "ar")
    # It quotes a German sentence, which runs the other way.
    expect(said.locator(".fs-said")).to_have_attribute("dir", "ltr")
    one.page.set_content(exported(one.page, "html"))
    expect(one.page.locator(".answer")).to_have_attribute("dir", "rtl")
    expect(one.page.locator(".answer")).to_have_attribute("lang", "ar")
    expect(one.page.locator(".answer span").first).to_have_attribute("dir", "ltr")
    expect(one.page.locator("blockquote")).to_have_attribute("dir", "ltr")


def test_a_thumb_with_a_reason_is_a_line_that_the_evals_read(
    answered: Any, town_data: Path
) -> None:
    page, file = answered.page, town_data / "feedback.jsonl"
    # Other tests press thumbs, too.
    before = file.read_text("utf-8") if file.exists() else ""
    page.get_by_test_id("thumb-up").click()
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Thank you, noted.")).to_be_visible()
    page.get_by_test_id("thumb-down").click()
    page.get_by_test_id("reason").fill("Es waren mehr.")
    page.get_by_test_id("reason").press("Enter")
    expect(page.get_by_test_id("thumb-down")).to_be_focused()
    expect(page.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "false")
    until = time.monotonic() + 30
    while "Es waren mehr." not in file.read_text("utf-8") and time.monotonic() < until:
        page.wait_for_timeout(50)
    (line,) = [json.loads(each) for each in file.read_text("utf-8")[len(before) :].splitlines()]
    assert (line["thumb"], line["reason"], line["question"]) == ("down", "Es waren mehr.", VISITORS)
    assert (line["language"], line["kind"]) == ("en", "answer")
    assert re.search(r"1,200.*\[1\]", line["answer"])
    (cited,) = line["citations"]
    assert cited["sentence"] == SENTENCE
    page.reload()
    expect(page.get_by_test_id("thumb-down")).to_have_attribute(
        "aria-pressed", "true", timeout=60_000
    )


def test_a_question_is_asked_again_or_changed_in_place_of_the_old_turn(answered: Any) -> None:
    page = answered.page
    first = page.get_by_test_id("turn").get_attribute("data-turn")
    page.get_by_test_id("again").click()
    expect(page.locator(f"[data-turn='{first}']")).to_have_count(0)
    answered.wait_for("answer", 60)
    expect(page.get_by_test_id("turn")).to_have_count(1)
    page.get_by_test_id("edit").click()
    expect(page.locator("#question textarea")).to_have_value(VISITORS)
    answered.ask(CHESS)
    answered.wait_for("refused", 60)
    expect(page.get_by_test_id("turn")).to_have_count(1)
    page.reload()
    expect(page.get_by_test_id("refused")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("turn")).to_have_count(1)


def test_a_new_chat_stops_what_is_being_answered_and_keeps_it_as_far_as_it_came(
    visit: Visit, slow_page_of_recordings: Any
) -> None:
    one = visit(slow_page_of_recordings.address)
    one.ask("en3")
    expect(one.page.get_by_test_id("found").first).to_be_visible(timeout=60_000)
    one.page.get_by_test_id("new-chat").click()
    expect(one.page.get_by_test_id("turn")).to_have_count(0)
    expect(one.page.locator("#send")).to_be_visible()
    one.page.wait_for_timeout(2_000)
    expect(one.page.get_by_test_id("turn")).to_have_count(0)
    titles(one.page)
    one.page.get_by_test_id("history-item").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    assert one.errors == []


def test_the_answer_s_language_can_be_chosen_and_is_kept(one: Any) -> None:
    page = one.page
    chooser = page.get_by_test_id("answer-language")
    assert len(chooser.locator("option").all()) == 17
    chooser.select_option("fr")
    with page.expect_request(lambda request: "queue/join" in request.url) as waiting:
        one.ask(VISITORS)
    assert '"language":"fr"' in (waiting.value.post_data or "").replace('\\"', '"').replace(" ", "")
    page.reload()
    expect(page.get_by_test_id("answer-language")).to_have_value("fr", timeout=60_000)


def test_the_page_s_language_can_be_changed_and_is_kept(one: Any) -> None:
    page = one.page
    expect(page.locator(".fs-header")).to_contain_text("Ask German newspaper articles")
    page.get_by_test_id("language").select_option("de")
    expect(page.locator(".fs-header")).to_contain_text("Fragen an deutsche", timeout=60_000)
    expect(page.locator("#send")).to_have_text("Fragen")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.reload()
    expect(page.locator("#send")).to_have_text("Fragen", timeout=60_000)


def test_dates_and_numbers_are_written_as_the_page_s_language_writes_them(answered: Any) -> None:
    page = answered.page
    expect(page.get_by_test_id("source")).to_contain_text("September 7, 2026")
    page.get_by_test_id("language").select_option("de")
    expect(page.get_by_test_id("source")).to_contain_text("7. September 2026", timeout=60_000)
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
    page.get_by_test_id("shade").wait_for(timeout=60_000)
    # Gradio sets its own look while it starts.
    page.wait_for_timeout(500)
    expect(page.locator("body")).to_have_class(after)


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_the_toolbar_fits_and_its_menus_stay_on_the_screen(
    visit: Visit, page_of_recordings: Any, width: int
) -> None:
    page = visit(page_of_recordings.address, viewport={"width": width, "height": 740}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("past", "export"):
        page.get_by_test_id(name).click()
        box = page.locator(".fs-menu[open] .fs-panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        expect(page.get_by_test_id(name)).to_be_focused()


def test_the_corpus_at_hand_gives_the_examples(one: Any) -> None:
    offered = one.page.locator("[data-example]")
    expect(offered).to_have_count(4)
    assert [each.get_attribute("lang") for each in offered.all()] == ["de", "en", "zh", "tr"]
    offered.nth(1).click()
    one.wait_for("answer", 60)
    expect(one.page.get_by_test_id("answer")).to_contain_text("1,200")
