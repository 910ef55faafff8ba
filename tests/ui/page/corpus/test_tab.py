"""The tab of the articles in a real browser, over a real index that it changes."""

import base64
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.ui.page.looking import expect_width

pytestmark = pytest.mark.timeout(600)
CORPUS = Path(__file__).parents[4] / "corpus"
SLOW = 60_000
LOGIN = "ilse:vier Wörter sind gut"
MILL = (
    "---\ntitle: Wassermühle mahlt wieder\ndate: 2025-06-01\nsource: Landpost\n---\n"
    "Die Wassermühle in Zeisgrund mahlt nach 61 Jahren wieder Korn.\n"
).encode()


@pytest.fixture(scope="module")
def served(
    page_data: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Any]
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("tab")
    shutil.copytree(page_data, folder / "data")
    with serve(folder / "data", model="embedded", cache=str(folder / "cache")) as page:
        yield page


@pytest.fixture
def tab(served: Any, visit: Callable[..., Any]) -> Iterator[Page]:
    one = visit(served.address, viewport={"width": 1280, "height": 900})
    one.page.get_by_role("tab", name="Articles").click()
    expect(rows(one.page).first).to_be_visible(timeout=SLOW)
    yield one.page
    # The browser notes each file that the server does not take.
    assert [line for line in one.errors if "400 (Bad Request)" not in line] == []
    assert [url for url in one.requests if not url.startswith((served.address, "data:"))] == []


def rows(page: Page) -> Any:
    return page.get_by_test_id("corpus-row")


def add(page: Page, *files: tuple[str, bytes]) -> None:
    payloads: list[Any] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files
    ]
    page.get_by_test_id("upload").set_input_files(payloads)


def remove(page: Page, title: str) -> None:
    rows(page).filter(has_text=title).first.click()
    page.get_by_test_id("corpus-remove").click()
    page.get_by_test_id("corpus-remove-sure").click()
    expect(rows(page).filter(has_text=title)).to_have_count(0, timeout=SLOW)


def test_every_article_stands_there_with_title_source_date_and_length(tab: Page) -> None:
    expect(rows(tab)).to_have_count(2)
    barn = rows(tab).filter(has_text="Scheune in Unterwang abgebrannt")
    expect(barn).to_contain_text("Talbote")
    expect(barn).to_contain_text("Feb 3, 2025")
    expect(barn.locator("td").last).to_have_text(re.compile(r"^\d{3}$"))
    expect(tab.locator("#corpus-list .fs-count")).to_have_text("2 articles")


def test_the_list_is_sorted_by_a_click_and_searched_while_typing(tab: Page) -> None:
    expect(rows(tab).first.locator("th")).to_have_text(re.compile("^Neues Gewächshaus"))
    date = tab.locator("th[data-column=date]")
    expect(date).to_have_attribute("aria-sort", "descending")
    date.get_by_role("button").click()
    expect(date).to_have_attribute("aria-sort", "ascending")
    expect(rows(tab).first).to_contain_text("Scheune")
    tab.get_by_test_id("corpus-search").press_sequentially("talbote GEWÄCHS")
    expect(rows(tab)).to_have_count(1)
    expect(tab.locator("#corpus-list .fs-count")).to_have_text("1 of 2 articles")
    expect(tab.get_by_test_id("corpus-search")).to_be_focused()
    tab.get_by_test_id("corpus-search").fill("nirgends")
    expect(tab.locator("#corpus-list .fs-none")).to_be_visible()


class Holding:
    """Keeps what the page asks for until it is let go, the last asked first."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Any] = []
        page.route(re.compile("/gradio_api/run/"), lambda route: self._held.append(route))

    def let_go(self, count: int) -> None:
        while len(self._held) < count:
            self._page.wait_for_timeout(50)
        for route in reversed(self._held):
            with self._page.expect_response(route.request.url):
                route.continue_()
        self._held.clear()


def test_what_was_asked_last_is_shown_whichever_answer_comes_last(tab: Page) -> None:
    held = Holding(tab)
    search = tab.get_by_test_id("corpus-search")
    for typed in ("nirgends", "gewächs", "talbote"):
        with tab.expect_request(re.compile("/gradio_api/run/")):
            search.fill(typed)
    held.let_go(3)
    expect(rows(tab)).to_have_count(2)
    expect(tab.locator("#corpus-list .fs-count")).to_have_text("2 of 2 articles")
    for title in ("Scheune", "Gewächshaus"):
        rows(tab).filter(has_text=title).first.get_by_role("button").click()
    held.let_go(2)
    article = tab.get_by_test_id("corpus-article")
    expect(article.get_by_role("heading")).to_contain_text("Gewächshaus", timeout=SLOW)
    tab.wait_for_timeout(300)
    expect(article.get_by_role("heading")).to_contain_text("Gewächshaus")


def test_an_article_is_opened_and_closed_with_the_keyboard(tab: Page) -> None:
    button = rows(tab).filter(has_text="Scheune").get_by_role("button")
    button.focus()
    tab.keyboard.press("Enter")
    article = tab.get_by_test_id("corpus-article")
    expect(article).to_contain_text("42 Leuten", timeout=SLOW)
    expect(article.get_by_role("heading")).to_be_focused()
    assert tab.locator("#corpus-article").evaluate("each => each.scrollTop") == 0
    expect(article.get_by_role("link")).to_have_attribute("href", "https://talbote.example/scheune")
    expect(button).to_have_attribute("aria-current", "true")
    tab.get_by_test_id("corpus-close").focus()
    tab.keyboard.press("Enter")
    expect(article).to_have_count(0)
    expect(button).to_be_focused()


def test_files_come_in_and_one_that_fails_is_a_line(tab: Page) -> None:
    add(tab, ("muehle.md", MILL), ("kaputt.pdf", b"%PDF-1.4"), ("spiel.exe", b"MZ"))
    work = tab.get_by_test_id("corpus-work")
    expect(work).to_contain_text("One article was added.", timeout=SLOW)
    failed = tab.get_by_test_id("corpus-failed").locator("li")
    expect(failed).to_have_count(2)
    expect(failed.nth(0)).to_contain_text("spiel.exe has no format that can be read.")
    expect(failed.nth(1)).to_contain_text("kaputt.pdf")
    expect(rows(tab).filter(has_text="Wassermühle")).to_have_count(1)
    add(tab, ("nochmal.md", MILL))
    expect(work).to_contain_text("Already there: nochmal.md", timeout=SLOW)
    remove(tab, "Wassermühle")
    expect(rows(tab)).to_have_count(2)


def test_a_dropped_page_is_cleaned_and_what_was_cut_is_shown(tab: Page) -> None:
    content = (CORPUS / "2024-12-23-lichtermarkt-bilanz.html").read_text("utf-8")
    dropped = tab.evaluate_handle(
        """text => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "seite.html", { type: "text/html" }));
          return transfer;
        }""",
        content,
    )
    tab.get_by_test_id("upload").dispatch_event("drop", {"dataTransfer": dropped})
    expect(rows(tab)).to_have_count(3, timeout=SLOW)
    rows(tab).filter(has_text="Lichtermarkt").click()
    cut = tab.get_by_test_id("corpus-removed")
    expect(cut.locator("summary")).to_have_text(re.compile(r"Cut in cleaning \(\d+\)"))
    cut.locator("summary").click()
    expect(cut.locator("li").first).to_be_visible()
    expect(cut).to_contain_text("a menu, a breadcrumb or a button of the page")
    remove(tab, "Lichtermarkt")


def test_a_pasted_text_is_an_article_and_an_empty_one_is_not(tab: Page) -> None:
    tab.get_by_test_id("paste").locator("summary").click()
    tab.locator("#paste-title").fill("Brunnen fließt wieder")
    tab.locator("#paste-date").fill("2025-07-14")
    tab.locator("#paste-source").fill("Landpost")
    tab.locator("#paste-text").fill(" … ")
    tab.get_by_test_id("paste-add").click()
    expect(tab.get_by_test_id("corpus-failed")).to_contain_text("There is no text.", timeout=SLOW)
    expect(tab.locator("#paste-title")).to_have_value("Brunnen fließt wieder")
    tab.locator("#paste-text").fill("Der Brunnen am Kirchplatz führt seit Dienstag wieder Wasser.")
    tab.get_by_test_id("paste-add").click()
    row = rows(tab).filter(has_text="Brunnen fließt wieder")
    expect(row).to_contain_text("Jul 14, 2025", timeout=SLOW)
    expect(tab.locator("#paste-text")).to_have_value("")
    remove(tab, "Brunnen fließt wieder")


def test_an_article_is_removed_only_after_a_second_click(tab: Page) -> None:
    rows(tab).filter(has_text="Scheune").click()
    tab.get_by_test_id("corpus-remove").click()
    no = tab.get_by_role("button", name="No", exact=True)
    expect(no).to_be_focused()
    no.click()
    expect(tab.get_by_test_id("corpus-remove")).to_be_focused()
    expect(rows(tab)).to_have_count(2)


def test_the_list_answers_while_articles_come_in(tab: Page, visit: Any, served: Any) -> None:
    many = "\n".join(
        json.dumps({"title": f"Meldung {n}", "text": f"Am Weg {n} blüht der Ginster. " * 40})
        for n in range(120)
    )
    add(tab, ("viele.jsonl", many.encode()))
    other = visit(served.address).page
    other.get_by_role("tab", name="Articles").click()
    expect(rows(other).first).to_be_visible(timeout=SLOW)
    work = tab.get_by_test_id("corpus-work")
    expect(work).to_contain_text("120 articles were added.", timeout=3 * SLOW)
    expect(rows(tab)).to_have_count(50)
    tab.get_by_role("button", name="Next").click()
    expect(tab.locator("#corpus-list .fs-pager span")).to_have_text("Page 2 of 3")


def test_read_only_registers_nothing_that_adds_or_removes(
    guarded_page: Any, visit: Callable[..., Any]
) -> None:
    asks = {"Authorization": f"Basic {base64.b64encode(LOGIN.encode()).decode()}"}
    with httpx.Client(
        base_url=guarded_page.address, headers=asks, trust_env=False, timeout=60
    ) as client:
        config = client.get("/config").json()
        sent = client.post("/corpus/files", params={"name": "a.md"}, content=b"x")
    events = {name for each in config["dependencies"] for _, name in each["targets"]}
    assert {"list", "open"} <= events
    assert not events & {"files", "paste", "remove"}
    assert sent.status_code in (404, 405)
    assert not (guarded_page.data / "incoming").exists()
    one = visit(guarded_page.address, extra_http_headers=asks)
    one.page.get_by_role("tab", name="Articles").click()
    rows(one.page).first.click()
    expect(one.page.get_by_test_id("corpus-article")).to_be_visible(timeout=SLOW)
    expect(one.page.get_by_test_id("upload")).to_have_count(0)
    expect(one.page.get_by_test_id("corpus-remove")).to_have_count(0)


def test_the_tab_fits_every_screen(tab: Page) -> None:
    rows(tab).first.click()
    expect(tab.get_by_test_id("corpus-article")).to_be_visible(timeout=SLOW)
    for width in (360, 760, 2560):
        tab.set_viewport_size({"width": width, "height": 800})
        expect_width(tab, width)
