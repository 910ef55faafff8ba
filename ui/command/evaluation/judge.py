"""``fundstelle eval judge``: how far a judge agrees with people."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rag.as_json import SCHEMA
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command, add_json, item_count
from ui.command.evaluation.second import judged_pairs, remembering
from ui.command.failures import DONE
from ui.command.output import plain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.judging.card import Card, Figure
    from evals.judging.judge import Judge
    from evals.records import Pair
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(
        commands, "judge", "measure a judge on sentences that people have labelled"
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="labelled answers, MEMERAG's format"
    )
    parser.add_argument(
        "--across", metavar="FOLDER", help="instead: passages.LANG.jsonl against passages.de.jsonl"
    )
    parser.add_argument(
        "--tier", type=int, choices=(1, 2), default=1, help="1: offline score; 2: language model"
    )
    parser.add_argument("--limit", type=item_count, metavar="N", help="only the first N sentences")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the judge's figures on the file's sentences."""
    from evals.judging.support import SupportJudge

    pairs, left_out = _read(arguments)
    support = SupportJudge()
    if arguments.tier == 1:
        card = _card(pairs, support, None, arguments)
    else:
        from evals.judging.verdict import VerdictJudge
        from rag.assemble import choose_model

        model = choose_model(settings).model
        try:
            card = _card(pairs, remembering(VerdictJudge(model), settings), support, arguments)
        finally:
            model.close()
    if arguments.json:
        say_json(_json(card, left_out))
    else:
        _print(card, left_out)
    return DONE


def _read(arguments: argparse.Namespace) -> "tuple[list[tuple[str, Pair]], int]":
    """Return what is to be judged, and how many sentences are left out."""
    from evals.judging.outside import parallel_pairs, read_memerag

    if (arguments.file is None) == (arguments.across is None):
        raise UsageError("Give either a FILE of labelled answers or --across FOLDER.")
    left_out = 0
    if arguments.across is not None:
        pairs = parallel_pairs(Path(arguments.across).expanduser())
    else:
        pairs, left_out = read_memerag(Path(arguments.file).expanduser())
    return pairs[: arguments.limit], left_out


def _card(
    pairs: "Sequence[tuple[str, Pair]]",
    judge: "Judge",
    rival: "Judge | None",
    arguments: argparse.Namespace,
) -> "Card":
    from datetime import UTC, datetime

    from evals.judging.card import card_of

    place = arguments.across or arguments.file
    flags = "--across " if arguments.across else ""
    return card_of(
        judged_pairs(f"{judge.name}: ", pairs, judge),
        judge=judge.name,
        data=Path(place).name,
        day=datetime.now(UTC).date().isoformat(),
        command=f"fundstelle eval judge {flags}{place} --tier {arguments.tier}",
        rival=judged_pairs(f"{rival.name}: ", pairs, rival) if rival else None,
    )


def _json(card: "Card", left_out: int) -> dict[str, object]:
    accuracy = card.balanced_accuracy
    return {
        "schema": SCHEMA,
        "judge": card.judge,
        "n": card.n,
        "left_out": left_out,
        "balanced_accuracy": accuracy.value,
        "interval": [accuracy.low, accuracy.high],
        "sensitivity": card.sensitivity.value,
        "specificity": card.specificity.value,
        "kappa": card.kappa.value,
        "auc": card.auc.value,
        "coverage": card.coverage,
        "admitted": card.admitted,
        "card": card.as_json(),
    }


def _print(card: "Card", left_out: int) -> None:
    say(plain(f"{card.judge} on {card.data}"))
    say(f"{card.n} sentences, {card.coverage:.1%} judged, {left_out} left out as hard to tell")
    for name, figure in (
        ("balanced accuracy", card.balanced_accuracy),
        ("sensitivity", card.sensitivity),
        ("specificity", card.specificity),
        ("kappa", card.kappa),
        ("AUC", card.auc),
        ("calibration error", card.calibration_error),
    ):
        say(f"{name:<18} {_said(figure)}")
    for kind, row in card.kinds.items():
        say(plain(f"  {kind}: accuracy {row['accuracy']:.2f} of {row['n']}"))
    for language, found in card.languages.items():
        shares = {"balanced accuracy": found["balanced_accuracy"], "AUC": found["auc"]}
        said = ", ".join(
            f"{name} {value:.3f}" for name, value in shares.items() if value is not None
        )
        say(f"  {language}: {said} of {found['n']}")
    say(f"{'admitted' if card.admitted else 'not admitted'}: {card.why}")


def _said(figure: "Figure") -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "not defined"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
