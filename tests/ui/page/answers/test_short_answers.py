"""Answers of a few words: large, their number right behind them, and no use without their question.

The German one is the real model's; the others are recorded ones whose words were shortened by hand.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.page.accessible import findings
from tests.ui.page.answers.screen import exported

pytestmark = pytest.mark.timeout(900)
Visit = Callable[..., Any]
MEMBERS = "Wie viele Mitglieder zählt der Ruderclub Nerle?"
RECORDED = Path(__file__).parents[1] / "recorded"
SHORTENED = {
    "date": ("ar3", "31 أكتوبر 2025", "weak"),
    "firm": ("ar3", "Quendt Brückenbau", "supported"),
    "sum": ("de2", "rund 6,8 Mio. Euro", "weak"),
    "chair": ("en3", "Anton Zeidelmeier", "supported"),
}
RENDERED = {"rendered": ("ar3", "في نهاية أكتوبر", "supported", "Ende Oktober")}
# The gap between a short answer and its number, and how far apart their middles are.
BESIDE = """() => {
  const number = document.querySelector("[data-testid=citation]").getBoundingClientRect();
  const words = [...document.querySelectorAll(".fs-said")].at(-1).getBoundingClientRect();
  const right = getComputedStyle(document.querySelector(".fs-text")).direction === "rtl";
  return [right ? words.left - number.right : number.left - words.right,
    Math.abs((number.top + number.bottom - words.top - words.bottom) / 2)];
}"""


def shortened(source: str, text: str, verdict: str, german: str = "") -> str:
    """A recorded answer whose only claim is this text, rendered from German words or not."""
    lines = [json.loads(line) for line in (RECORDED / f"{source}.jsonl").open(encoding="utf-8")]
    answer = lines[-1]["event"]["answer"]
    claim = answer["claims"][0] | {"text": text, "start": 0, "end": len(text), "verdict": verdict}
    claim["german"] = german
    claim["reasons"] = claim["reasons"] if verdict == "weak" else []
    answer |= {"text": f"{text} [1]", "claims": [claim], "citations": answer["citations"][:1]}
    # What a detector makes of them: the asker's language is nearer.
    answer["language"] = "eo"
    # Shown while it is checked, it has the words that it has at the end.
    for line in lines:
        if line["kind"] == "Checked":
            line["event"] |= {"claims": [claim], "citations": answer["citations"]}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


@pytest.fixture(scope="module")
def short_page(
    town_data: Path, replay: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("short")
    for name, given in (SHORTENED | RENDERED).items():
        (folder / f"{name}.jsonl").write_text(shortened(*given), encoding="utf-8")
    (folder / "short.jsonl").write_bytes((RECORDED / "short.jsonl").read_bytes())
    (folder / "translations.json").write_text("[]", encoding="utf-8")
    with replay(town_data, 400, folder) as page:
        yield page


def expect_beside(page: Page) -> None:
    """The number stands right behind the words, on their line."""
    gap, apart = page.evaluate(BESIDE)
    assert 0 <= gap < 16
    assert apart < 6


def test_a_figure_alone_is_shown_said_copied_and_exported(visit: Visit, short_page: Any) -> None:
    one = visit(short_page.address, locale="de-DE")
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.ask(MEMBERS)
    one.wait_for("answer")
    page = one.page
    expect(page.locator("[data-testid=answer] .fs-brief .fs-said")).to_have_text("312")
    expect_beside(page)
    expect(page.locator("[data-testid=evidence-sentence] strong")).to_have_text(["312"])
    said = page.locator("#conversation p.fs-sr[role=status]")
    expect(said).to_have_text("Antwort fertig. Fundstellen: 1. 312")
    page.get_by_test_id("copy").click()
    expect(page.locator(".fs-told[role=status]")).to_have_text("Kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{MEMBERS}\n\n312 [1]\n\n[1] „Er zählt 312 Mitglieder")
    assert "\n\n312[^1]\n" in exported(page, "markdown")


@pytest.mark.parametrize(
    ("name", "language", "strong", "scheme"),
    [
        ("date", "ar", ["31"], "light"),
        ("firm", "ar", [], "dark"),
        ("sum", "de", [], "light"),
        ("chair", "en", [], "dark"),
    ],
)
def test_few_words_are_large_with_their_number_and_doubt_beside_them(
    visit: Visit, short_page: Any, name: str, language: str, strong: list[str], scheme: str
) -> None:
    _, words, verdict = SHORTENED[name]
    size = {"width": 360, "height": 780}
    one = visit(short_page.address, viewport=size, color_scheme=scheme)
    page = one.page
    page.get_by_test_id("answer-language").select_option(language)
    one.ask(name)
    one.wait_for("answer")
    text = page.locator("[data-testid=answer] .fs-text")
    expect(text).to_have_css("font-size", "24px")
    expect(text).to_have_attribute("lang", language)
    expect(text).to_have_css("direction", "rtl" if language == "ar" else "ltr")
    assert "".join(text.locator(".fs-said").all_text_contents()) == words
    expect_beside(page)
    expect(page.locator("[data-testid=evidence-sentence] strong")).to_have_text(strong)
    if verdict == "weak":
        doubt = page.get_by_role("button", name="Not checked in full")
        doubt.focus()
        expect(page.get_by_role("tooltip")).to_be_in_viewport(ratio=1)
    assert findings(page) == []


def test_the_german_words_that_an_answer_was_rendered_from_are_bold(
    visit: Visit, short_page: Any
) -> None:
    one = visit(short_page.address)
    one.page.get_by_test_id("answer-language").select_option("ar")
    one.ask("rendered")
    one.wait_for("answer")
    said = one.page.locator("[data-testid=answer] .fs-said")
    assert "".join(said.all_text_contents()) == RENDERED["rendered"][1]
    expect(one.page.locator("[data-testid=evidence-sentence] strong")).to_have_text(["Oktober"])
