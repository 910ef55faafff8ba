"""The real page in a real browser, over a real index and with the real embedded model."""

import re
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from rag.verification.checks import _VERDICTS
from tests.ui.page.looking import expect_width
from ui.page.resources import texts
from ui.page.turn import Phase

# Starting the page and asking the model is slow where the machine has much else to do.
pytestmark = pytest.mark.timeout(600)
QUESTION = "How many people of the fire brigade came to the burning barn in Unterwang?"
MODEL_SECONDS = 200
"""The embedded model reads the prompt in 10 s, but shares two cores with everything else."""


@pytest.fixture(scope="module")
def answered(visitor: Callable[..., Any], page_with_model: Any) -> Iterator[Any]:
    """One answered question that several tests look at, since the model takes its time."""
    one = visitor(page_with_model.address, viewport={"width": 1280, "height": 800})
    one.ask(QUESTION)
    one.wait_for("answer")
    yield one
    one.context.close()


def test_a_question_is_answered_with_numbered_german_sentences(answered: Any) -> None:
    page = answered.page
    expect(page.get_by_test_id("answer")).to_contain_text("42")
    expect(page.get_by_test_id("citation").first).to_have_text("1")
    source = page.get_by_test_id("source")
    expect(source).to_contain_text("Scheune in Unterwang abgebrannt")
    expect(source).to_contain_text("Talbote · February 3, 2025")


def test_what_is_german_and_what_is_not_is_marked(answered: Any) -> None:
    page = answered.page
    expect(page.locator(".fs-article")).to_have_attribute("lang", "de")
    text = page.locator("[data-testid=answer] .fs-text")
    expect(text).to_have_attribute("lang", "en")
    expect(text).to_have_attribute("dir", "auto")


def test_a_checked_answer_has_no_warning(answered: Any) -> None:
    claims = answered.page.get_by_test_id("claim")
    expect(claims.first).to_have_attribute("data-verdict", "supported")
    expect(answered.page.locator(".fs-note")).to_have_count(0)


def test_the_german_sentence_is_opened_with_a_checked_translation_or_its_reason(
    answered: Any,
) -> None:
    page = answered.page
    expect(page.get_by_test_id("evidence-sentence")).to_contain_text("42 Leuten")
    translation = page.get_by_test_id("evidence-translation")
    # The embedded model translates where a reader asks it to, and is warned of.
    expect(translation).to_have_attribute("data-state", "offered")
    expect(translation).to_contain_text("mostly translates inexactly")
    translation.get_by_role("button").click()
    state = re.compile("shown|rejected")
    expect(translation).to_have_attribute("data-state", state, timeout=MODEL_SECONDS * 1000)
    if translation.get_attribute("data-state") == "shown":
        expect(translation).to_contain_text("42")


def test_what_else_was_found_stands_apart_and_its_title_does_nothing(answered: Any) -> None:
    page = answered.page
    also = page.get_by_test_id("also")
    also.locator("summary").click()
    expect(also).to_contain_text("<img src=x onerror=document.title=1> ${document.title=2}")
    expect(also.locator("img, script")).to_have_count(0)
    expect(also.locator("a[href^=javascript]")).to_have_count(0)
    assert page.title() == "Fundstelle"


def test_nothing_is_asked_of_another_machine_and_nothing_goes_wrong(
    answered: Any, page_with_model: Any
) -> None:
    own = (page_with_model.address + "/", "data:", "blob:")
    assert [url for url in answered.requests if not url.startswith(own)] == []
    assert len(answered.requests) > 20
    assert answered.errors == []


def test_only_the_page_itself_keeps_questions_in_the_browser(answered: Any) -> None:
    kept = answered.page.evaluate("Object.entries({...localStorage, ...sessionStorage})")
    holders = [name for name, value in kept if "burning barn" in value]
    assert len(holders) == 1
    assert holders[0].startswith("fundstelle:chat:")


def test_stop_ends_the_work_within_a_second_and_the_next_question_is_taken(
    visit: Callable[..., Any], page_with_model: Any
) -> None:
    one = visit(page_with_model.address)
    one.ask("Welche Rektorin sprach über das Gewächshaus, und wie lange wurde dafür gesammelt?")
    expect(one.page.get_by_test_id("found")).to_be_visible()
    expect(one.page.locator("#send")).to_be_hidden()
    began = time.monotonic()
    one.page.locator("#stop").click()
    expect(one.page.locator(".fs-halted")).to_be_visible()
    # Most of it is for a machine that has much else to do; an answer takes longer.
    assert time.monotonic() - began < 10
    expect(one.page.locator("#send")).to_be_visible()
    one.ask("...")
    one.wait_for("refused")
    assert one.errors == []


def test_two_visitors_see_only_their_own_question(
    visit: Callable[..., Any], page_with_model: Any
) -> None:
    first, second = visit(page_with_model.address), visit(page_with_model.address)
    first.ask("!!!")
    second.ask("???")
    first.wait_for("refused")
    second.wait_for("refused")
    expect(first.page.get_by_test_id("turn")).to_have_count(1)
    expect(second.page.get_by_test_id("turn")).to_have_count(1)


def test_a_refusal_is_said_in_the_language_of_the_question(
    visit: Callable[..., Any], page_with_model: Any
) -> None:
    one = visit(page_with_model.address)
    one.ask("🙂🙂")
    one.wait_for("refused")
    expect(one.page.get_by_test_id("refused")).to_contain_text("nothing in this to search for")
    one.ask("a" * 5_000)
    one.wait_for("failed")
    expect(one.page.get_by_test_id("failed")).to_contain_text("at most 2,000")


@pytest.mark.parametrize(
    ("locale", "button", "heading"),
    [
        ("de-AT", "Fragen", "Zum Ausprobieren"),
        ("en-GB", "Ask", "Try one of these"),
        ("fr-FR", "Ask", "Try one of these"),
    ],
)
def test_the_page_speaks_german_or_english_by_the_browser_s_language(
    visit: Callable[..., Any], page_without_model: Any, locale: str, button: str, heading: str
) -> None:
    page = visit(page_without_model[0].address, locale=locale).page
    expect(page.locator("#send")).to_have_text(button)
    expect(page.get_by_role("heading", level=2)).to_have_text(heading)
    expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{locale[:2]}|^en"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_the_screen_and_offers_questions_about_its_articles(
    visit: Callable[..., Any], page_without_model: Any, width: int
) -> None:
    one = visit(page_without_model[0].address, viewport={"width": width, "height": 800})
    examples = one.page.locator("[data-example]")
    expect(examples).to_have_count(3)
    for place, language in enumerate(["de", "en", "fr"]):
        expect(examples.nth(place)).to_have_attribute("lang", language)
    expect_width(one.page, width)
    expect(one.page.locator("#question textarea")).to_be_in_viewport()
    expect(one.page.locator(".fs-alone")).to_have_text("Everything stays on this machine.")


def test_without_a_model_the_page_says_what_to_type(
    visit: Callable[..., Any], page_without_model: Any
) -> None:
    one = visit(page_without_model[0].address)
    expect(one.page.get_by_test_id("notice")).to_contain_text("fundstelle models get")
    one.page.locator("[data-example]").nth(1).click()
    one.wait_for("failed")
    expect(one.page.get_by_test_id("failed")).to_contain_text("fundstelle models get")


def test_a_page_that_lacked_its_model_answers_when_it_is_there(
    answered: Any, page_before_its_model: tuple[Any, str]
) -> None:
    assert "fundstelle models get" in page_before_its_model[1]
    expect(answered.page.get_by_test_id("answer")).to_contain_text("42")
    expect(answered.page.get_by_test_id("notice")).not_to_contain_text("models get")


def test_ctrl_c_ends_the_page_without_a_word_and_it_has_asked_no_other_machine(
    page_data: Path, tmp_path: Path, serve: Any
) -> None:
    data = tmp_path / "data"
    shutil.copytree(page_data, data)
    with (
        serve(data, model="embedded", cache=str(tmp_path / "cache")) as page,
        httpx.Client(base_url=page.address, trust_env=False, timeout=60) as visitor,
    ):
        assert visitor.get("/").status_code == 200
        assert visitor.get("/config").status_code == 200
        visitor.get("/gradio_api/file=https://example.org/a.png")
        assert visitor.post("/corpus/files?name=a.md", content=b"x").status_code == 200
        page.process.send_signal(signal.SIGINT)
        said, errors = page.process.communicate(timeout=120)
    # Whom it asks would be written among the errors (tests/ui/page/conftest.py).
    assert (page.process.returncode, said, errors) == (0, "", "")


def test_a_taken_port_is_said_in_one_line_with_a_free_one(
    page_data: Path, ended_with: Callable[..., tuple[int, str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = ended_with(page_data, port)
    assert code == 1
    assert said.startswith(f"address: Port {port} on 127.0.0.1 is taken by another program. ")
    assert re.search(r"Type `fundstelle serve --port \d+`\.$", said)
    assert len(said.splitlines()) == 1


def test_without_an_index_the_page_does_not_start(
    tmp_path: Path, ended_with: Callable[..., tuple[int, str]]
) -> None:
    code, said = ended_with(tmp_path / "none", 0)
    assert code == 1
    assert said.startswith("index_missing: ")
    assert "fundstelle index" in said
    assert len(said.splitlines()) == 1


def test_both_languages_have_the_same_words() -> None:
    fields = {
        language: {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
        for language, words in texts().items()
    }
    assert fields["de"] == fields["en"]


def test_every_phase_and_every_doubt_has_words() -> None:
    phases = {phase.value for phase in Phase} - {"answered", "refused", "failed", "stopped"}
    doubts = {f"reason_{code}" for code in (*_VERDICTS, "number_lost", "date_lost", "meaning")}
    for words in texts().values():
        assert phases | doubts <= set(words)
