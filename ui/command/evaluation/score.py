"""``fundstelle eval score``: judge and score a run again, without asking again."""

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json, given_paths, item_count
from ui.command.evaluation.judging import Verdicts, judge_run
from ui.command.evaluation.outcomes import tell_mended
from ui.command.failures import DONE
from ui.command.output import plain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evals.records import Item, Judgement, Rate, ScoredItem
    from evals.running.folder import RunFolder
    from ui.command.arguments import Commands
    from ui.command.evaluation.second import Second


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "score", "judge and score the answers of a run again")
    parser.add_argument("folder", metavar="RUN", help="what `fundstelle eval run` made")
    judges = parser.add_mutually_exclusive_group()
    judges.add_argument(
        "--no-judge", action="store_true", help="deterministic metrics alone, in seconds"
    )
    judges.add_argument(
        "--judge-model",
        metavar="MODEL",
        help="a language model as second judge: embedded, ollama:NAME, file:PATH; takes seconds a "
        "claim, is tried on labelled pairs first and only used if it beats the offline judge",
    )
    parser.add_argument(
        "--judge-pairs", metavar="N", type=item_count, help="labelled pairs for the trial (60)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Score the run, and write its report anew."""
    from evals.judging.trial import PAIRS
    from evals.running.folder import RunFolder
    from ui.command.evaluation.second import second_judge

    if arguments.judge_pairs and not arguments.judge_model:
        raise UsageError("--judge-pairs goes with --judge-model.")
    (path,) = given_paths([arguments.folder])
    folder = RunFolder.open(path)
    with ExitStack() as held:
        held.enter_context(folder.alone())
        second = None
        if arguments.judge_model is not None:
            pairs = arguments.judge_pairs or PAIRS
            opened = second_judge(arguments.judge_model, pairs, folder, settings)
            second = held.enter_context(opened)
        rates = score_run(folder, judged=not arguments.no_judge, second=second)
        written = report_run(folder)
    if arguments.json:
        say_json({"schema": SCHEMA, "run": str(folder.path), "rates": overall(rates)})
    else:
        say(f"Answers scored: {len(folder.scores())}")
        for place in written:
            say(plain(str(place)))
    return DONE


def score_run(
    folder: "RunFolder", *, judged: bool = True, second: "Second | None" = None
) -> "list[Rate]":
    """Judge what is not judged yet, score everything, keep it in the folder.

    Claims are judged by tier 1, and by the second judge where there is one; an admitted second
    judge's verdicts count instead of tier 1's.
    """
    from evals.metrics.baselines import baseline_rates, winners
    from evals.metrics.rates import rates_of, run_checks
    from evals.metrics.repeats import repeats_of
    from evals.metrics.scoring import score_items

    tell_mended(folder.mend())
    items = folder.items()
    everything = [*items, *folder.repeats()]
    verdicts = judge_run(folder, everything, second) if judged else Verdicts((), (), None)
    scored = score_items(items, verdicts.used)
    rates = rates_of(scored)
    baselines = baseline_rates(items)
    checks = run_checks(scored)
    folder.write_scores(scored)
    folder.write_metrics(
        rates,
        valid=all(check.ok for check in checks),
        notes=[check.sentence for check in checks] + _notes(folder, items, scored),
        cards=[card.as_json() for card in verdicts.cards],
        baselines={name: [_row(rate) for rate in theirs] for name, theirs in baselines.items()},
        flagged=[
            {"metric": metric, "said": f"by {' and '.join(systems)}"}
            for metric, systems in winners(rates, baselines).items()
        ],
        judge_agreement=_agreement(items, verdicts.used),
        second_judge=verdicts.second,
        repeats=repeats_of(everything, verdicts.used),
    )
    return rates


def report_run(folder: "RunFolder") -> "list[Path]":
    """Write report, summary and JUnit's XML; return where they are."""
    from evals.reporting.known import known_metrics
    from evals.reporting.report.write import write_report
    from evals.reporting.runs import read_run

    return write_report(read_run(folder.path), known_metrics())


def overall(rates: "Sequence[Rate]") -> dict[str, dict[str, float | int | None]]:
    """Return the rates over all items, by metric."""
    return {
        rate.metric: {"value": rate.value, "low": rate.low, "high": rate.high, "n": rate.n}
        for rate in rates
        if rate.slice == "all"
    }


def _notes(
    folder: "RunFolder", items: "Sequence[Item]", scored: "Sequence[ScoredItem]"
) -> list[str]:
    bare = sum(not item.has_gold for item in items)
    failed = sum(each.outcome == "failed" for each in scored)
    notes = []
    asked = folder.manifest().get("questions")
    if isinstance(asked, dict) and len(items) < asked.get("n", 0):
        notes.append(f"The run was stopped: {len(items)} of {asked['n']} questions are answered.")
    if bare:
        notes.append(f"{bare} questions have no gold: they have the metrics that need none.")
    if failed:
        notes.append(f"{failed} questions ended in an error of the product.")
    if number := folder.manifest().get("test_run"):
        notes.append(f"It was run {number} over the test questions.")
    return notes


def _agreement(items: "Sequence[Item]", judgements: "Sequence[Judgement]") -> dict[str, object]:
    """Say how often the judge and the product's own verification agree on a claim."""
    judged = {each.pair: each.supported for each in judgements}
    pairs = [
        (claim.verdict == "supported", said)
        for item in items
        if item.reply is not None
        for number, claim in enumerate(item.reply.claims)
        if claim.verdict in ("supported", "unsupported", "weak")
        and (said := judged.get(f"{item.question.name}#{number}")) is not None
    ]
    if not pairs:
        return {"claims": 0, "note": "the product has verified none of these claims"}
    same = sum(ours == theirs for ours, theirs in pairs)
    return {"claims": len(pairs), "same": same, "share": round(same / len(pairs), 4)}


def _row(rate: "Rate") -> dict[str, object]:
    return {
        "metric": rate.metric,
        "slice": rate.slice,
        "value": rate.value,
        "n": rate.n,
    }
