"""A run as JUnit's XML: what continuous-integration servers show, a test case a question."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.records import Item, ScoredItem
from evals.reporting.compare import said_outcome
from evals.reporting.runs import Run

# XML 1.0 has no way to write these, not even escaped.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(run: Run) -> str:
    """Return the XML: a failure for a wrong or hallucinated answer, an error for a failed one."""
    root = Element("testsuites")
    suite = SubElement(root, "testsuite", name="fundstelle eval", tests=str(len(run.scored)))
    totals = dict.fromkeys(("failure", "error", "skipped"), 0)
    for name, scored in run.scored.items():
        for tag in _case(suite, run.items[name], scored):
            totals[tag] += 1
    suite.set("failures", str(totals["failure"]))
    suite.set("errors", str(totals["error"]))
    suite.set("skipped", str(totals["skipped"]))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, item: Item, scored: ScoredItem) -> Iterator[str]:
    """Add the question; yield the tag that says how it went, if it did not go well."""
    seconds = item.reply.total_seconds if item.reply else 0.0
    case = SubElement(
        *(suite, "testcase"),
        classname=_written(f"{scored.kind}.{scored.language}"),
        name=_written(f"{scored.name}: {item.question.question}"),
        time=f"{seconds:.3f}",
    )
    outcome = said_outcome(scored)
    answer = item.reply.text if item.reply else ""
    if outcome in ("wrong", "hallucinated"):
        yield _said(case, "failure", outcome, f"{answer}\n\n{_why(scored)}".strip())
    elif outcome == "failed":
        yield _said(case, "error", item.error or "There is no reply.", "")
    elif outcome == "ungraded":
        yield _said(case, "skipped", "There is no gold answer.", "")


def _said(case: Element, tag: str, message: str, text: str) -> str:
    SubElement(case, tag, message=_written(message)).text = _written(text)
    return tag


def _why(scored: ScoredItem) -> str:
    return "\n".join(
        f"{score.metric}: {score.why}" for score in scored.scores.values() if score.why
    )


def _written(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
