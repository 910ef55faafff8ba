"""Every question of a run with what was answered, as Markdown: to be read, or shown to somebody."""

from evals.records import Item
from evals.reporting.compare import said_outcome
from evals.reporting.runs import Run
from evals.reporting.summary import as_code, validity

_LONGEST = 600


def as_answers(run: Run) -> str:
    """Return a line a question, in the order they were asked, answerable ones first."""
    lines = [f"## The answers to {len(run.items)} questions", "", validity(run)]
    for title, answerable in (("With an answer", True), ("Without one", False)):
        part = [item for item in run.items.values() if item.question.answerable is answerable]
        if part:
            lines += ["", f"### {title}: {len(part)}", ""]
            lines += ["| question | outcome | highest look | answer |", "|---|---|---|---|"]
            lines += [_line(run, item) for item in part]
    return "\n".join([*lines, ""])


def _line(run: Run, item: Item) -> str:
    scored = run.scored.get(item.question.name)
    outcome = "not scored" if scored is None else said_outcome(scored)
    reply = item.reply
    look = "" if reply is None or reply.best_look is None else f"{reply.best_look:.2f}"
    said = (item.error or "failed") if reply is None else reply.text
    answer = "refusal" if reply is not None and reply.kind == "refusal" else as_code(said, _LONGEST)
    return f"| {as_code(item.question.question, _LONGEST)} | {outcome} | {look} | {answer} |"
