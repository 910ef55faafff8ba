"""The page asks nobody for anything, escapes what is hostile, and leaves out what is missing."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.dataset.records import Nugget
from evals.records import Score
from evals.reporting.answers import as_answers
from evals.reporting.known import known_metrics
from evals.reporting.report.curves import percentile, risk_points
from evals.reporting.report.view import subtitle
from evals.reporting.report.worst import parts_of, trusted_judges, worst_first
from evals.reporting.report.write import as_html, write_report
from evals.reporting.runs import Run, read_run
from evals.running.folder import RunFolderError
from tests.evals.reporting.synthetic import METRICS, make_run, questions


class _Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("src", "href", "xlink:href", "action", "data", "srcset") and value:
                self.addresses.append(value)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = read_run(make_run(tmp_path_factory.mktemp("report") / "run").path)
    write_report(run, METRICS)
    return run


@pytest.fixture(scope="module")
def html(run: Run) -> str:
    return (run.path / "report.html").read_text(encoding="utf-8")


def test_the_page_leads_nowhere_but_into_itself(html: str) -> None:
    page = _Page(html)
    assert page.addresses
    assert all(address.startswith("#") for address in page.addresses)
    assert {address[1:] for address in page.addresses} <= set(page.ids)
    assert all(found.startswith("#") for found in re.findall(r"url\(([^)]*)\)", html))
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_every_id_is_there_once(html: str) -> None:
    ids = _Page(html).ids
    assert len(ids) == len(set(ids))


def test_hostile_answers_are_text(html: str) -> None:
    page = _Page(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_every_part_is_there(html: str) -> None:
    for sentence in (
        *("Headline figures", "By language", "Refusing: risk and coverage", "Judges"),
        *("Search: hybrid against dense", "Latency", "Trivial systems", "The worst answers"),
        *("The run is valid.", "Qwen2.5-1.5B", "for orientation", "always-refuse", "0.740 [0.690"),
    ):
        assert sentence in html
    assert _Page(html).tags.count("svg") == 4
    assert html.count('class="answer"') == 60
    assert re.search(r'<mark class="word">29</mark>', html)


def test_a_judge_without_bins_has_no_reliability_diagram(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run")
    found = folder.metrics()
    card = {name: value for name, value in found["cards"][0].items() if name != "reliability"}
    texts = []
    for cards in (found["cards"], [card]):
        rest = {name: value for name, value in found.items() if name not in ("rates", "cards")}
        folder.write_metrics(folder.rates(), cards=cards, **rest)
        write_report(read_run(folder.path), METRICS)
        texts.append((folder.path / "report.html").read_text(encoding="utf-8"))
    drawn = [text.count("Reliability diagram of the judge") for text in texts]
    assert drawn == [1, 0]
    assert "<td>[0.40, 0.60]</td><td>40</td>" in texts[0]


def test_an_answer_says_what_was_wanted_and_each_reason_once(run: Run) -> None:
    name = worst_first(run)[0]
    item, scored = run.items[name], run.scored[name]
    nugget = Nugget("n", True, {"*": ("<b>", "1,2"), item.question.language: ("1.2", "a", "b")})
    asked = replace(item.question, nuggets=(nugget, replace(nugget, vital=False)))
    scores = {
        "hit-at-5": Score("hit-at-5", 1.0, why="rank 3"),
        "correct": Score("correct", 0.0, why="none is there"),
        "over-refusal": Score("over-refusal", 1.0, why="none is there"),
    }
    changed = replace(
        run,
        items={**run.items, name: replace(item, question=asked)},
        scored={**run.scored, name: replace(scored, scores=scores)},
    )
    html = as_html(changed, known_metrics())
    wanted = "<b><bdi>&lt;b&gt;</bdi></b> or <b><bdi>1,2</bdi></b> or <b><bdi>1.2</bdi></b></p>"
    assert html.count(f"Wanted: {wanted}") == 1
    assert "<b>Correct, Over-refusal</b>: none is there" in html
    assert "rank 3" not in html


def test_the_top_says_what_was_asked_and_what_came_back(run: Run) -> None:
    model = {"name": "m-7b", "served_by": "ollama"}
    made_of = {"questions": {"split": "dev"}, "model": model, "started": "2026-11-26T10:00:00"}
    said = subtitle(replace(run, manifest={**made_of, "seconds": 300.0}))
    assert "dev split, asked of m-7b (ollama), on 2026-11-26, in 5 minutes. " in said
    answered = sum(bool(i.reply and i.reply.answered) for i in run.items.values())
    assert f"{answered} were answered, " in said
    assert subtitle(replace(run, manifest={})).startswith("Questions in de, ")


def test_a_second_judge_is_told_apart(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run")
    rest = {name: value for name, value in folder.metrics().items() if name != "rates"}
    said = {"judge": "v", "claims": 40, "supported": 10, "unknown": 2, "compared": 38, "agrees": 19}
    for admitted, use in ((False, "used nowhere"), (True, "count instead of the offline")):
        second = {**said, "admitted": admitted}
        folder.write_metrics(folder.rates(), **{**rest, "second_judge": second})
        html = as_html(read_run(folder.path), METRICS)
        assert "v calls 10 of 40 claims (25%) supported (2 unknown)" in html
        assert "on 19 of 38 (50%)." in html
        assert use in html
        assert ('<p class="grey" dir="auto">v calls' in html) is not admitted


def test_the_plots_take_the_pages_colours(html: str) -> None:
    assert "#01020" not in html
    assert "var(--accent)" in html


def test_the_worst_come_first(run: Run) -> None:
    order = worst_first(run)
    outcomes = [run.scored[name].outcome for name in order]
    assert outcomes[0] == "wrong"
    assert outcomes.index("correct") > max(i for i, o in enumerate(outcomes) if o == "wrong")
    parts = parts_of(run, order[0], trusted_judges(run))
    reply = run.items[order[0]].reply
    assert reply is not None
    assert "".join(part.text for part in parts) == reply.text
    assert {part.mark for part in parts} >= {"claim", "word"}


def test_a_citation_is_no_unsupported_number_and_stands_apart_in_arabic(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run")
    run = read_run(folder.path)
    name = worst_first(run)[0]
    item, scored = run.items[name], run.scored[name]
    assert item.reply is not None
    text = "السقالات تبلغ 1 Euro. [1]"
    items = {**run.items, name: replace(item, reply=replace(item.reply, text=text))}
    why = Score("number-fidelity", 0.0, why="1 is in no cited sentence")
    told = {**run.scored, name: replace(scored, scores={"number-fidelity": why})}
    changed = replace(run, items=items, scored=told)
    parts = parts_of(changed, name, frozenset())
    assert [(part.text, part.mark) for part in parts][1:] == [
        *(("1", "word"), (" Euro. ", ""), ("[1]", "number"))
    ]
    html = as_html(changed, METRICS)
    assert "Euro. <bdi>[1]</bdi></p>" in html


def test_risk_starts_with_the_surest_and_ends_with_all_answers(run: Run) -> None:
    curve, ideal = risk_points(run)
    answered = [n for n, i in run.items.items() if i.reply is not None and i.reply.answered]
    wrong = sum(run.scored[name].outcome == "wrong" for name in answered)
    assert curve[-1] == pytest.approx((len(answered) / 60, wrong / len(answered)))
    assert ideal[0][1] == 0
    assert ideal[-1] == pytest.approx(curve[-1])


def test_percentiles_are_values_that_were_measured() -> None:
    assert [percentile([3, 1, 2, 4], share) for share in (0.5, 0.95, 0.0)] == [2, 4, 1]


def test_junit_counts_what_is_wrong(run: Run) -> None:
    suite = ElementTree.parse(run.path / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    wrong = sum(each.outcome == "wrong" for each in run.scored.values())
    assert suite.get("tests") == "60"
    assert suite.get("failures") == str(wrong)
    assert len(suite.findall("testcase/failure")) == wrong


def test_the_summary_is_short_and_harmless(run: Run) -> None:
    text = (run.path / "summary.md").read_text(encoding="utf-8")
    assert len(text) < 4000
    assert "| Fully correct |" in text
    assert "<script>" not in text


def test_every_question_stands_in_the_answers_and_no_cell_is_torn(run: Run, tmp_path: Path) -> None:
    text = (run.path / "answers.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == len(run.items)
    assert "### With an answer: " in text
    name, item = next(iter(run.items.items()))
    question = replace(item.question, question="a | b `c` <script>\nd")
    items = {name: replace(item, question=question, reply=None, error="broken | off")}
    (row,) = (
        line for line in as_answers(replace(run, items=items)).splitlines() if "<script>" in line
    )
    assert row.count("|") == 5
    assert "`` a ¦ b `c` <script> d ``" in row
    assert "`broken ¦ off`" in row


def test_a_run_of_other_metrics_and_nothing_else_has_a_page(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run", valid=False)
    folder.write_metrics([])
    write_report(read_run(folder.path), {})
    html = (folder.path / "report.html").read_text(encoding="utf-8")
    for sentence in (
        *("Nothing was measured.", "No rate is told by language.", "No judge has a card"),
        *("no figures of trivial systems", "The dense legs alone were not recorded"),
    ):
        assert sentence in html


def test_an_answer_not_scored_yet_is_one_line(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run")
    folder.write_scores(folder.scores()[1:])
    with pytest.raises(RunFolderError, match=f"{questions()[0].name} is only"):
        read_run(folder.path)
