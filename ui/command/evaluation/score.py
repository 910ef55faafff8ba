"""``fundstelle eval score``: judge and score a run again, without asking again."""

import argparse
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json, given_paths
from ui.command.evaluation.outcomes import tell_mended
from ui.command.failures import DONE
from ui.command.output import Status, plain, say, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evals.judging.judge import Judge
    from evals.records import Item, Judgement, Rate, ScoredItem
    from evals.running.folder import RunFolder
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "score", "judge and score the answers of a run again")
    parser.add_argument("folder", metavar="RUN", help="what `fundstelle eval run` made")
    parser.add_argument(
        "--no-judge", action="store_true", help="deterministic metrics alone, in seconds"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Score the run, and write its report anew."""
    from evals.running.folder import RunFolder

    del settings
    (path,) = given_paths([arguments.folder])
    folder = RunFolder.open(path)
    with folder.alone():
        rates = score_run(folder, judged=not arguments.no_judge)
        written = report_run(folder)
    if arguments.json:
        say_json({"schema": SCHEMA, "run": str(folder.path), "rates": overall(rates)})
    else:
        say(f"Answers scored: {len(folder.scores())}")
        for place in written:
            say(plain(str(place)))
    return DONE


def score_run(folder: "RunFolder", *, judged: bool = True) -> "list[Rate]":
    """Judge what is not judged yet, score everything, keep it in the folder."""
    from evals.judging.cards import committed_cards
    from evals.judging.support import SupportJudge
    from evals.metrics.baselines import baseline_rates, winners
    from evals.metrics.rates import rates_of, run_checks
    from evals.metrics.repeats import repeats_of
    from evals.metrics.scoring import score_items

    tell_mended(folder.mend())
    items = folder.items()
    everything = [*items, *folder.repeats()]
    judge = SupportJudge()
    judgements = _judged(folder, everything, judge) if judged else []
    scored = score_items(items, judgements)
    rates = rates_of(scored)
    baselines = baseline_rates(items)
    checks = run_checks(scored)
    folder.write_scores(scored)
    folder.write_metrics(
        rates,
        valid=all(check.ok for check in checks),
        notes=[check.sentence for check in checks] + _notes(folder, items, scored),
        cards=[card.as_json() for card in committed_cards() if judge.name.startswith(card.judge)],
        baselines={name: [_row(rate) for rate in theirs] for name, theirs in baselines.items()},
        flagged=[
            {"metric": metric, "said": f"by {' and '.join(systems)}"}
            for metric, systems in winners(rates, baselines).items()
        ],
        judge_agreement=_agreement(items, judgements),
        repeats=repeats_of(everything, judgements),
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


def _judged(folder: "RunFolder", items: "Sequence[Item]", judge: "Judge") -> "list[Judgement]":
    """Return the judgements of this judge, the missing ones made and kept."""
    from evals.judging.judge import judge_items

    already = folder.judgements()
    status = Status()
    made: list[Judgement] = []
    for judgement in judge_items(items, already, judge):
        made.append(judgement)
        status.show(f"judging claims: {len(made)} ...")
    status.clear()
    folder.append_judgements(made)
    of_others = sum(not each.judge.startswith(judge.name) for each in already)
    if of_others:
        tell(f"{of_others} judgements of other judges are kept, but not counted.")
    return [each for each in (*already, *made) if each.judge.startswith(judge.name)]


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
