"""Answers are copied and conversations exported with the German sentences they rest on."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.page.answers.screen import ARABIC, SENTENCE, exported

pytestmark = pytest.mark.timeout(900)


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
    one.wait_for("answer")
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
