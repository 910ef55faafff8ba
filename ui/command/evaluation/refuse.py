"""``fundstelle eval refuse``: how often the product answers what its passages do not answer."""

import argparse
from contextlib import ExitStack, closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import add_command, add_json, given_paths, item_count
from ui.command.evaluation.outcomes import tell_mended
from ui.command.evaluation.remaining import Progress
from ui.command.failures import DONE, PARTLY
from ui.command.output import progress_bar, say, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evals.lanes.kept import Kept
    from evals.lanes.nomiracl import Row
    from evals.lanes.refuse import Rates, Result
    from rag.assistant import Assistant
    from rag.models.select import Selected
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "refuse", "ask over given passages that answer a question or do not (NoMIRACL)"
    )
    parser.add_argument("--relevant", metavar="FILE", required=True, help="rows that are answered")
    parser.add_argument("--non-relevant", metavar="FILE", required=True, help="rows that are not")
    parser.add_argument(
        "--limit", metavar="N", type=item_count, help="so many rows, half of each, spread evenly"
    )
    parser.add_argument(
        "--out", metavar="DIR", help="keep the results there; one that was stopped is gone on with"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ask row by row and print the rates; 3 if some rows failed."""
    from evals.lanes import refuse
    from evals.lanes.nomiracl import read_rows

    relevant, non_relevant = given_paths([arguments.relevant, arguments.non_relevant])
    rows = refuse.sampled(
        read_rows(relevant, relevant=True),
        read_rows(non_relevant, relevant=False),
        arguments.limit,
    )
    results = _results(rows, arguments, settings)
    published = refuse.published(rows)
    rates = refuse.rates([(result.relevant, result.answered) for result in results])
    if arguments.json:
        say_json(_json(rates, results, published))
    else:
        _print(rates, results, published)
    return PARTLY if rates.skipped else DONE


def _results(
    rows: "Sequence[Row]", arguments: argparse.Namespace, settings: Settings
) -> "list[Result]":
    from evals.lanes import refuse
    from evals.lanes.pool import pooled
    from rag.assemble import assistant_of, choose_model, open_index

    # A model that is missing, or a folder of another run, is said before anything is indexed.
    selected = choose_model(settings)
    with ExitStack() as held:
        held.enter_context(closing(selected.model))
        kept = _kept(arguments, settings, selected)
        if kept is not None:
            held.enter_context(kept.folder.alone())
            tell_mended(kept.mend())
        with progress_bar("indexing the passages", unit="passages") as indexing:
            own = held.enter_context(pooled(settings, refuse.articles(rows), indexing))
        index = held.enter_context(closing(open_index(own, with_chroma=False)))
        return _asked(assistant_of(index, selected.model, selected.note).assistant, rows, kept)


def _kept(arguments: argparse.Namespace, settings: Settings, selected: "Selected") -> "Kept | None":
    from evals.lanes.kept import Kept
    from evals.running import manifest
    from rag.decision import load_decision

    if arguments.out is None:
        return None
    path, *files = given_paths([arguments.out, arguments.relevant, arguments.non_relevant])
    kept = Kept.at(
        path.absolute(),
        {
            # Not how many rows: with a higher --limit the run goes on.
            "questions": manifest.questions_facts(files, [], None),
            "model": manifest.model_facts(selected.model, settings),
            **manifest.answering_facts(settings, load_decision()),
            **(machine := manifest.machine_facts(settings)),
        },
    )
    if changed := manifest.other_code(kept.folder, machine):
        tell(changed)
    return kept


def _asked(assistant: "Assistant", rows: "Sequence[Row]", kept: "Kept | None") -> "list[Result]":
    from evals.lanes import refuse

    done = {} if kept is None else kept.answered()
    asked = sum(row.name in done for row in rows)
    results: list[Result] = []
    progress = Progress("rows: ")
    progress.at(asked, len(rows))
    try:
        for result, is_new in refuse.run(assistant, rows, done):
            results.append(result)
            if is_new:
                if kept is not None:
                    kept.append(result)
                asked += 1
                progress.at(asked, len(rows))
    except BaseException:
        progress.clear()
        if kept is not None:
            tell("What came back is kept. Type the same to go on.")
        raise
    progress.clear()
    return results


def _print(rates: "Rates", results: "Sequence[Result]", published: "Mapping[str, Rates]") -> None:
    from evals.lanes.refuse import interval_of_mean

    say(f"{'':<28} answered of the       refused of the    mean of refusing")
    say(f"{'':<28} non-relevant, %       relevant, %       and answering, %")
    say(_line("this product", rates) + f"  {interval_of_mean(results) or ''}")
    for model, theirs in published.items():
        say(_line(model, theirs))
    say("The others were asked for a yes or no alone, over all ten passages (NoMIRACL).")
    reasons: dict[str, int] = {}
    for result in results:
        if result.answered is False:
            reasons[result.reason] = reasons.get(result.reason, 0) + 1
    said = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
    say(f"Refused here because: {said or 'nothing was'}.")
    for result in results:
        if result.answered is None:
            say(f"{result.name} failed: {result.reason}")


def _line(name: str, rates: "Rates") -> str:
    shares = (rates.hallucination_rate, rates.error_rate, rates.mean)
    shown = ["-" if share is None else f"{share:.1f}" for share in shares]
    counts = (f" of {rates.non_relevant}", f" of {rates.relevant}", "")
    cells = [f"{share}{count}" for share, count in zip(shown, counts, strict=True)]
    return f"{name:<28} {cells[0]:<21} {cells[1]:<17} {cells[2]}"


def _json(
    rates: "Rates", results: "Sequence[Result]", published: "Mapping[str, Rates]"
) -> dict[str, object]:
    from evals.lanes.refuse import interval_of_mean

    interval = interval_of_mean(results)
    return {
        "schema": SCHEMA,
        **_rates_json(rates),
        "interval": None if interval is None else [interval.low, interval.high],
        "published": {model: _rates_json(theirs) for model, theirs in published.items()},
        "results": [asdict(result) for result in results],
    }


def _rates_json(rates: "Rates") -> dict[str, object]:
    return {
        "hallucination_rate": rates.hallucination_rate,
        "error_rate": rates.error_rate,
        "mean": rates.mean,
        "n": {
            "relevant": rates.relevant,
            "non_relevant": rates.non_relevant,
            "skipped": rates.skipped,
        },
    }
