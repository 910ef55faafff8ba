"""Which figures stand first, and how a figure is written."""

from collections.abc import Mapping, Sequence

from evals.records import Better, Metric, Rate
from evals.reporting.runs import Run

_FIRST = (
    *("correct", "unfaithful-answers", "claim-faithfulness", "citation-recall"),
    *("citation-precision", "hit-at-5", "hallucination-rate", "over-refusal"),
    *("refusal-balanced-accuracy", "crag-score", "answer-language", "total-seconds-p50"),
)


def headline_metrics(run: Run, metrics: Mapping[str, Metric]) -> list[Metric]:
    """Return the metrics that stand first; where none of the usual was measured, any."""
    measured = [metrics[name] for name in _FIRST if name in metrics and run.rate(name)]
    return measured or [metric for metric in metrics.values() if run.rate(metric.name)][:8]


def written(value: float | None, metric: Metric) -> str:
    """Return a value in the metric's unit; a dash for what could not be told."""
    if value is None:
        return "–"
    if metric.unit == "tokens":
        return f"{value:,.0f}"
    if metric.unit == "seconds":
        return f"{value:.1f} s" if value >= 1 else f"{value:.2f} s"
    return f"{value:.3f}"


def interval(rate: Rate, metric: Metric) -> str:
    """Return the interval in brackets, or nothing."""
    if rate.low is None or rate.high is None:
        return ""
    return f"[{written(rate.low, metric)}, {written(rate.high, metric)}]"


def languages(rates: Sequence[Rate]) -> list[str]:
    """Return the languages that have rates, German first."""
    found = {rate.slice.partition(":")[2] for rate in rates if rate.slice.startswith("language:")}
    return sorted(found, key=lambda name: (name != "de", name))


def worst_language(run: Run, metric: Metric) -> Rate | None:
    """Return the rate of the language that does worst.

    None without a direction, and where no language differs from another.
    """
    found = [run.rate(metric.name, f"language:{name}") for name in languages(run.rates)]
    rates = [(rate.value, rate) for rate in found if rate is not None and rate.value is not None]
    if len({value for value, _ in rates}) < 2 or metric.better is Better.NEITHER:
        return None
    choose = min if metric.better is Better.HIGHER else max
    return choose(rates, key=lambda pair: pair[0])[1]
