"""Sixty strings that want to be more than text, wherever text comes in: none gets anywhere.

What would run sets ``window.pwned``; what would load asks another host. Both are looked for.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from index.store.reading import StoreReader
from rag.assemble import run_index
from rag.settings import load_settings
from tests.ports import free_port
from tests.ui.page.looking import expect_true

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
STRINGS: list[str] = json.loads((HERE / "hostile.json").read_text("utf-8"))
SLOW = 60_000
FAILED = "least => document.querySelectorAll('[data-testid=corpus-failed] li').length >= least"
# Every sixth is of every kind: the short run puts these through what takes seconds for each.
share = pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(range(0, 60, 6), id="some"),
        pytest.param(range(60), id="all", marks=pytest.mark.long),
    ],
)
pytestmark = pytest.mark.timeout(900)


def sentence(number: int) -> str:
    return f"In Zeisgrund steht Haus {number} am Weg. {STRINGS[number]} Es hat {number + 10} Türen."


@pytest.fixture(scope="module")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in which all that an article can say of itself is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    articles = folder / "articles"
    articles.mkdir()
    lines = [
        {
            **{"id": f"h{n}", "title": text, "author": text, "source": text, "url": text},
            **{"text": sentence(n), "date": f"2025-01-{n % 28 + 1:02}"},
        }
        for n, text in enumerate(STRINGS)
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    (articles / "alle.jsonl").write_text(text, "utf-8")
    settings = load_settings({}, overrides={"data": str(folder / "data"), "threads": "1"})
    report = run_index(settings, [articles], progress=lambda done, total: None)
    assert report.added == len(STRINGS) == 60
    return settings.data


@pytest.fixture(scope="module")
def served(hostile_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The command itself, whose standard error is read to the end."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(hostile_data, folder / "data")
    kept = {name: value for name, value in os.environ.items() if "FUNDSTELLE" not in name}
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.command", "serve", "--port", port, "--data", folder / "data"],
        cwd=REPOSITORY,
        env={**kept, "FUNDSTELLE_MODEL": "embedded", "FUNDSTELLE_CACHE": str(folder / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    overdue = threading.Timer(900, process.kill)
    overdue.start()
    try:
        assert process.stdout is not None
        assert "Fundstelle is at" in process.stdout.readline()
        overdue.cancel()
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=120)
        assert {c for c in said + errors if not c.isprintable()} <= {"\n", "\t"}
    finally:
        overdue.cancel()
        process.kill()


def unharmed(one: Any, address: str) -> None:
    """Nothing ran, nothing was asked of another host, nothing covers or leaves the page."""
    page: Page = one.page
    # What runs late, runs within this time.
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert [url for url in one.requests if not url.startswith((address, "data:", "blob:"))] == []
    # The browser notes each file that the server does not take.
    assert [line for line in one.errors if "400 (Bad Request)" not in line] == []
    assert page.url.startswith(address)
    for part in ("#conversation", "#corpus"):
        forbidden = "script, img, iframe, object, embed, link, meta, base, style, video, audio"
        assert page.locator(f"{part} :is({forbidden}, svg script, .fs-page [style])").count() == 0
    links = [link.get_attribute("href") or "" for link in page.locator("#tabs a[href]").all()]
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []


def open_each(page: Page, numbers: range) -> int:
    """Open the articles of these numbers that are on this page; return how many there are."""
    count = 0
    names = {f"h{number}" for number in numbers}
    for row in page.get_by_test_id("corpus-row").all():
        name = row.get_attribute("data-article")
        if name not in names:
            continue
        row.get_by_role("button").click()
        opened = page.locator(f"[data-testid=corpus-article][data-article={name}]")
        expect(opened).to_contain_text("In Zeisgrund steht Haus", timeout=SLOW)
        count += 1
    return count


@share
def test_no_article_does_anything_in_the_list_or_open(
    served: str, visit: Callable[..., Any], numbers: range
) -> None:
    one = visit(served)
    one.page.get_by_role("tab", name="Articles").click()
    rows = one.page.get_by_test_id("corpus-row")
    expect(rows.first).to_be_visible(timeout=SLOW)
    count = open_each(one.page, numbers)
    one.page.get_by_role("button", name="Next").click()
    expect(one.page.locator("#corpus-list .fs-pager span")).to_have_text("Page 2 of 2")
    assert count + open_each(one.page, numbers) == len(numbers)
    unharmed(one, served)


@share
def test_no_search_and_no_question_does_anything(
    served: str, visit: Callable[..., Any], numbers: range
) -> None:
    one = visit(served)
    texts = [STRINGS[number] for number in numbers]
    for text in texts:
        one.page.locator("#question textarea").fill(text)
        one.page.locator("#question textarea").press("Enter")
    one.page.get_by_role("tab", name="Articles").click()
    search = one.page.get_by_test_id("corpus-search")
    expect(search).to_be_visible(timeout=SLOW)
    for text in texts:
        search.fill(text[:200])
        one.page.wait_for_timeout(50)
    expect(one.page.locator("#corpus-list .fs-count")).to_contain_text("articles")
    unharmed(one, served)


@share
def test_no_name_of_a_file_does_anything(
    served: str, visit: Callable[..., Any], numbers: range
) -> None:
    one = visit(served)
    one.page.get_by_role("tab", name="Articles").click()
    files = [
        # Half of them fail, so that their names are said.
        {"name": f"{text[:150]}{end}", "mimeType": "text/plain", "buffer": content}
        for number, text in ((number, STRINGS[number]) for number in numbers)
        for end, content in ((".pdf", b"%PDF"), (".md", f"Haus {number} steht.".encode()))
        if "\0" not in text
    ]
    one.page.get_by_test_id("upload").set_input_files(files)
    failed = one.page.get_by_test_id("corpus-failed").locator("li")
    expect(failed.first).to_be_visible(timeout=3 * SLOW)
    expect(one.page.get_by_test_id("corpus-work")).to_contain_text("articles were added")
    # Nearly all of that half: what is left of a few names is the same.
    expect_true(one.page, FAILED, len(files) // 2 * 9 // 10)
    unharmed(one, served)


def test_no_pasted_text_does_anything(served: str, visit: Callable[..., Any]) -> None:
    one = visit(served)
    one.page.get_by_role("tab", name="Articles").click()
    one.page.get_by_test_id("paste").locator("summary").click()
    everything = "\n".join(STRINGS)
    one.page.locator("#paste-title").fill(everything.replace("\n", " ")[:500])
    one.page.locator("#paste-source").fill(everything.replace("\n", " ")[500:1000])
    one.page.locator("#paste-text").fill(everything)
    one.page.get_by_test_id("paste-add").click()
    work = one.page.get_by_test_id("corpus-work")
    expect(work).to_contain_text("One article was added.", timeout=2 * SLOW)
    unharmed(one, served)


def recording(numbers: range, texts: dict[int, str]) -> str:
    """Return an answer in which every text, of the model or of an article, is hostile."""
    lines = (HERE / "recorded" / "en.jsonl").read_text("utf-8").splitlines()
    found, answered = (
        next(event for event in map(json.loads, lines) if event["kind"] == kind)
        for kind in ("Found", "Answered")
    )
    answer, article = answered["event"]["answer"], found["event"]["hits"][0]["article"]
    claims, citations, hits, said = [], [], [], ""
    for at, n in enumerate(numbers, start=1):
        text, own = STRINGS[n], article | dict.fromkeys(("title", "author", "source", "url"))
        own |= {"article_id": f"h{n}", "title": text, "source": text, "url": text, "author": text}
        span = {"start": 0, "end": len(texts[n])}
        place = {"article": own, **span, "also_in": [text]}
        reason = {"code": "number", "claim": text, "evidence": text}
        claims.append(
            {
                **{"text": text, "start": len(said), "end": len(said) + len(text)},
                **{"citations": [at], "score": 0.5, "reasons": [reason]},
                "verdict": "weak" if at % 2 else "supported",
            }
        )
        said += f"{text} [{at}] "
        citations.append({"number": at, **place, "sentence": texts[n]})
        hits.append(found["event"]["hits"][0] | place | {"text": texts[n], "focus": span})
    notes = [{"code": "model_chosen", "details": {"message": STRINGS[numbers[0]]}}]
    model = {"name": STRINGS[numbers[0]], "served_by": "embedded"}
    answer |= {"text": said, "claims": claims, "citations": citations, "hits": hits}
    answer |= {"evidence": [], "notes": notes, "model": model}
    pieces = [{"kind": "DraftPiece", "event": {"text": STRINGS[n]}} for n in numbers]
    events = [{"kind": "Found", "event": {"hits": hits}}, *pieces, answered]
    return "\n".join(json.dumps({**event, "at": at}) for at, event in enumerate(events))


@pytest.fixture(scope="module")
def hostile_answers(
    hostile_data: Path, tmp_path_factory: pytest.TempPathFactory, replay: Callable[..., Any]
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("answers")
    store = StoreReader(hostile_data / "store.db")
    texts = {n: store.article(f"h{n}").text for n in range(60)}
    store.close()
    for group in range(6):
        numbers = range(group, 60, 6)
        (folder / f"answer{group}.jsonl").write_text(recording(numbers, texts), "utf-8")
    translated = [
        {"german": " ".join(texts[n].split()), "language": "en", "text": STRINGS[n], "reasons": []}
        for n in range(60)
    ]
    (folder / "translations.json").write_text(json.dumps(translated), "utf-8")
    with replay(hostile_data, 20, folder) as page:
        yield page.address


@share
def test_no_answer_and_no_evidence_does_anything(
    hostile_answers: str, visit: Callable[..., Any], numbers: range
) -> None:
    one = visit(hostile_answers)
    for group in range(len(numbers) // 10):
        one.ask(f"answer{group}")
        turn = one.page.get_by_test_id("turn").last
        expect(turn.get_by_test_id("answer")).to_be_visible(timeout=SLOW)
        for number in range(group, 60, 6):
            turn.get_by_test_id("citation").nth(number // 6).click()
            evidence = one.page.get_by_test_id("evidence")
            expect(evidence).to_contain_text(f"In Zeisgrund steht Haus {number} am Weg")
            one.page.wait_for_timeout(200)
    unharmed(one, hostile_answers)
