"""The part of the page about asking the same questions again, and its sentence for the summary."""

from collections.abc import Mapping
from typing import Any

from evals.records import Metric
from evals.reporting.headline import interval, written
from evals.reporting.runs import Run


def repeated(run: Run, metrics: Mapping[str, Metric]) -> dict[str, Any] | None:
    """Return what the page shows of the repeats; None where every question was asked once."""
    found = run.found.get("repeats")
    if not isinstance(found, Mapping):
        return None
    rows = [
        _row(run, row, metrics[row["metric"]])
        for row in found["spread"]
        if row["metric"] in metrics
    ]
    return {
        "times": range(1, found["times"] + 1),
        "said": repeats_sentence(run),
        "rows": [row for row in rows if row["moves"]],
        "still": sum(not row["moves"] for row in rows),
        "changed": found["changed"],
    }


def repeats_sentence(run: Run) -> str:
    """Return what became of the repeats in a sentence; nothing where there are none."""
    found = run.found.get("repeats")
    if not isinstance(found, Mapping):
        return ""
    return (
        f"{found['questions']} questions were asked {found['times']} times each: "
        f"{found['same_text']:.1%} got the same text every time, {found['same_kind']:.1%} the same "
        f"kind of reply, {found['same_outcome']:.1%} the same outcome."
    )


def _row(run: Run, row: Mapping[str, Any], metric: Metric) -> dict[str, Any]:
    rate = run.rate(metric.name)
    return {
        "metric": metric,
        "values": [written(value, metric) for value in row["values"]],
        "spread": written(row["spread"], metric),
        "deviation": written(row["deviation"], metric),
        "interval": interval(rate, metric) if rate else "",
        "moves": row["spread"] > 0,
    }
