"""What the page's template is given: every figure ready to be written down."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.records import Better, Item, Metric, Rate, ScoredItem
from evals.reporting.anchors import anchors_of
from evals.reporting.compare import said_outcome
from evals.reporting.headline import (
    headline_metrics,
    interval,
    languages,
    worst_language,
    written,
)
from evals.reporting.report.worst import parts_of, trusted_judges, worst_first
from evals.reporting.runs import Run

SHOWN = 20
_MOST_CARDS = 400
_FORMS = 3


def subtitle(run: Run) -> str:
    """Return what was asked of which model, when, and what came back, in a sentence or two."""
    manifest, scored = run.manifest, run.scored.values()
    asked = manifest.get("questions")
    split = asked.get("split") if isinstance(asked, Mapping) else None
    model = manifest.get("model")
    served = f"{model.get('name')} ({model.get('served_by')})" if isinstance(model, Mapping) else ""
    spoken = ", ".join(sorted({each.language for each in scored}, key=lambda n: (n != "de", n)))
    parts = (
        f"Questions in {spoken}",
        f"{split} split" if split else "",
        f"asked of {served}" if served else "",
        f"on {str(manifest.get('started', ''))[:10]}" if manifest.get("started") else "",
        f"in {manifest['seconds'] / 60:.0f} minutes" if manifest.get("seconds") else "",
    )
    replies = [item.reply for item in run.items.values()]
    answered = sum(reply is not None and reply.answered for reply in replies)
    failed = sum(reply is None for reply in replies)
    came = f"{answered} were answered, {len(replies) - answered - failed} refused, {failed} failed."
    return f"{', '.join(part for part in parts if part)}. {came}"


def headlines(run: Run, metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """Return the cards on top: value, interval, published anchors, the worst language."""
    return [
        _headline(run, metric, rate)
        for metric in headline_metrics(run, metrics)
        if (rate := run.rate(metric.name)) is not None
    ]


def _headline(run: Run, metric: Metric, rate: Rate) -> dict[str, Any]:
    worst = worst_language(run, metric)
    return {
        "metric": metric,
        "value": written(rate.value, metric),
        "interval": interval(rate, metric),
        "rate": rate,
        "on_scale": metric.unit == "share" and rate.value is not None,
        "anchors": anchors_of(metric.name),
        "worst": worst.slice.partition(":")[2] if worst else "",
        "worst_value": written(worst.value, metric) if worst else "",
        "grey": metric.judged and not trusted_judges(run) and bool(run.cards),
    }


def heat_map(run: Run, metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """Return the table of metrics by language; ``good`` is 0 to 1 where a direction is known."""
    names = languages(run.rates)
    rows = []
    for metric in metrics.values():
        rates = [run.rate(metric.name, of) for of in ("all", *(f"language:{n}" for n in names))]
        rows.append({"metric": metric, "cells": [_cell(rate, metric) for rate in rates]})
    return {"languages": names, "rows": rows}


def _cell(rate: Rate | None, metric: Metric) -> dict[str, Any]:
    if rate is None:
        return {"value": "", "said": "not measured", "good": None}
    said = f"{interval(rate, metric)} n {rate.n}, unknown {rate.unknown}".strip()
    return {"value": written(rate.value, metric), "said": said, "good": _goodness(rate, metric)}


def _goodness(rate: Rate, metric: Metric) -> float | None:
    if rate.value is None or metric.unit != "share" or metric.better is Better.NEITHER:
        return None
    value = min(1.0, max(0.0, rate.value))
    return value if metric.better is Better.HIGHER else 1 - value


def trivial(run: Run, metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """Return the trivial systems beside the run, and which metrics one of them wins."""
    systems = run.found.get("baselines") or {}
    values = {
        system: {rate["metric"]: rate["value"] for rate in rates if rate.get("slice") == "all"}
        for system, rates in systems.items()
    }
    flagged = dict(_flag(each) for each in run.found.get("flagged") or ())
    rows = [
        {
            "metric": metric,
            "own": written(rate.value, metric),
            "others": [written(found.get(metric.name), metric) for found in values.values()],
            "flagged": flagged.get(metric.name, ""),
        }
        for metric in metrics.values()
        if any(metric.name in found for found in values.values())
        and (rate := run.rate(metric.name)) is not None
    ]
    return {"systems": list(values), "rows": rows, "flagged": list(flagged.values())}


def _flag(flag: object) -> tuple[str, str]:
    """Return the metric and the sentence of a flag."""
    if not isinstance(flag, Mapping):
        return str(flag), str(flag)
    return str(flag.get("metric", "")), " ".join(str(value) for value in flag.values())


def flat(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the leaves of nested mappings as (path, text); an interval stays in one row."""
    for name, value in found.items():
        path = f"{before}{name}".replace("_", " ")
        if isinstance(value, Mapping) and value.keys() >= {"value", "low", "high"}:
            yield (
                path,
                f"{_short(value['value'])} [{_short(value['low'])}, {_short(value['high'])}]",
            )
        elif isinstance(value, Mapping):
            yield from flat(value, f"{path} · ")
        elif isinstance(value, list | tuple):
            yield path, ", ".join(_short(each) for each in value)
        else:
            yield path, _short(value)


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3f}" if isinstance(value, float) else "–" if value is None else str(value)


def answers(run: Run, metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """Return the questions, the worst answers first."""
    judges = trusted_judges(run)
    return [_answer(run, name, judges, metrics) for name in worst_first(run)[:_MOST_CARDS]]


def _answer(
    run: Run, name: str, judges: frozenset[str], metrics: Mapping[str, Metric]
) -> dict[str, Any]:
    item, scored = run.items[name], run.scored[name]
    reply = item.reply
    return {
        "name": name,
        "item": item,
        "language": scored.language,
        "kind": scored.kind,
        "outcome": said_outcome(scored),
        "parts": parts_of(run, name, judges),
        "cited": sorted(reply.citations.items()) if reply else [],
        "gold": item.question.evidence,
        "wanted": _wanted(item),
        "why": _reasons(scored, metrics),
    }


def _wanted(item: Item) -> list[list[str]]:
    """Return the facts that the answer must have, each in up to three of its forms."""
    return [
        list(dict.fromkeys(nugget.forms(item.question.language)))[:_FORMS]
        for nugget in item.question.nuggets
        if nugget.vital
    ]


def _reasons(scored: ScoredItem, metrics: Mapping[str, Metric]) -> list[tuple[str, str]]:
    """Return what is not as good as it could be, as (metrics, reason), a reason once."""
    found: dict[str, list[str]] = {}
    for name, score in scored.scores.items():
        metric = metrics.get(name)
        if score.why and (metric is None or not _is_best(score.value, metric)):
            found.setdefault(score.why, []).append(metric.title if metric else name)
    return [(", ".join(titles), why) for why, titles in found.items()]


def _is_best(value: float | None, metric: Metric) -> bool:
    if value is None:
        return False
    return value <= 0 if metric.better is Better.LOWER else value >= 1


def choices(found: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return what the filters offer."""
    return {by: sorted({str(a[by]) for a in found}) for by in ("language", "kind", "outcome")}
