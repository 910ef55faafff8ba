"""A run in a page of Markdown: small enough for a comment on a pull request."""

import re
from collections.abc import Mapping

from evals.records import Metric
from evals.reporting.compare import said_outcome
from evals.reporting.headline import headline_metrics, interval, worst_language, written
from evals.reporting.report.repeated import repeats_sentence
from evals.reporting.report.worst import worst_first
from evals.reporting.runs import Run

_WORST = 5
_LONGEST = 140


def as_markdown(run: Run, metrics: Mapping[str, Metric]) -> str:
    """Return the headline figures, what to mind, and the worst answers."""
    lines = [f"## Evaluation of {len(run.scored)} questions", "", validity(run), ""]
    lines += ["| metric | value | 95% interval | n | unknown | worst language |"]
    lines += ["|---|---|---|---|---|---|"]
    for metric in headline_metrics(run, metrics):
        rate = run.rate(metric.name)
        if rate is None:
            continue
        worst = worst_language(run, metric)
        said = f"{worst.slice.partition(':')[2]} {written(worst.value, metric)}" if worst else ""
        cells = (metric.title, written(rate.value, metric), interval(rate, metric))
        lines.append(f"| {' | '.join(cells)} | {rate.n} | {rate.unknown} | {said} |")
    if said := repeats_sentence(run):
        lines += ["", said]
    bad = [name for name in worst_first(run) if said_outcome(run.scored[name]) in _BAD][:_WORST]
    lines += ["", "Worst answers:" if bad else "No answer is wrong.", ""]
    for name in bad:
        question = run.items[name].question.question
        lines.append(f"- {said_outcome(run.scored[name])}, {as_code(name)}: {as_code(question)}")
    return "\n".join([*lines, "", "Everything is in `report.html`.", ""])


_BAD = frozenset({"wrong", "hallucinated", "failed"})


def validity(run: Run) -> str:
    """Return the sentence that says whether the run may be relied on."""
    first = "The run is valid." if run.valid else "The run is NOT valid."
    return " ".join([first, *run.notes])


def as_code(text: str, longest: int = _LONGEST) -> str:
    """Return the text so that nothing in it is Markdown, a mention, an address or a cell's end."""
    line = " ".join(text.split()).replace("|", "¦")
    line = line if len(line) <= longest else line[: longest - 1] + "…"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"
