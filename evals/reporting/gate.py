"""Whether a run may pass: thresholds on its intervals, and not being worse than a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.records import Better
from evals.reporting.compare import CompareError, common_names, is_percentile, paired
from evals.reporting.runs import Run
from evals.reporting.slices import is_item_slice
from evals.reporting.statistics import paired_difference
from evals.reporting.thresholds import Threshold


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate says."""

    held: int
    """Thresholds that hold."""
    unchecked: int
    """Margins, where there is no baseline."""
    reasons: Sequence[str]
    """Why the run does not pass, a sentence each; none where it does."""


def gate(run: Run, thresholds: Sequence[Threshold], baseline: Run | None = None) -> Gated:
    """Hold the run against each threshold; CompareError for a baseline of other questions.

    What was not measured does not hold: a guard that has nothing to look at must not wave through.
    """
    names = [] if baseline is None else common_names(baseline, run)
    if baseline is not None and not names:
        raise CompareError(
            f"{baseline.path} was asked other questions than {run.path}. Name a baseline of the "
            "same question set."
        )
    reasons = [] if run.valid else [f"The run is not valid: {' '.join(run.notes) or 'see report'}"]
    unchecked = held = 0
    for threshold in thresholds:
        if threshold.kind == "margin" and baseline is None:
            unchecked += 1
            continue
        reason = (
            _against_bound(run, threshold)
            if threshold.kind == "bound" or baseline is None
            else _against_baseline(run, baseline, threshold, names)
        )
        held += reason is None
        reasons += [] if reason is None else [reason]
    return Gated(held, unchecked, reasons)


def _against_bound(run: Run, threshold: Threshold) -> str | None:
    rate = run.rate(threshold.metric.name, threshold.slice)
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return f"{_named(threshold)} was not measured in this run."
    higher = threshold.metric.better is Better.HIGHER
    bound = rate.low if higher else rate.high
    if bound >= threshold.number if higher else bound <= threshold.number:
        return None
    side, word = ("lower", "below") if higher else ("upper", "above")
    return (
        f"{_named(threshold)} is {rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}], n {rate.n}: "
        f"its {side} bound is {word} {threshold.number:g}."
    )


def _against_baseline(
    run: Run, baseline: Run, threshold: Threshold, names: Sequence[str]
) -> str | None:
    if not is_item_slice(threshold.slice):
        return f"{_named(threshold)} can't be compared: no item says whether it is in the slice."
    if is_percentile(threshold.metric):
        return f"{_named(threshold)} is a percentile: give it a [bound], not a [margin]."
    pairs = paired(baseline, run, threshold.metric.name, names, threshold.slice)
    if not any(pair.weight_before and pair.weight_after for pair in pairs):
        return f"{_named(threshold)} was not measured in both runs."
    difference = paired_difference(pairs)
    higher = threshold.metric.better is Better.HIGHER
    worst = -difference.low if higher else difference.high
    if worst <= threshold.number:
        return None
    return (
        f"{_named(threshold)} went from {difference.before:.3f} to {difference.after:.3f}: it may "
        f"be {worst:.3f} worse (95%), and only {threshold.number:g} is allowed."
    )


def _named(threshold: Threshold) -> str:
    of = "" if threshold.slice == "all" else f" ({threshold.slice})"
    return f"{threshold.metric.name}{of}"
