"""A language model as a second judge: its trial on labelled pairs, its verdicts on the answers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.settings import Settings, model_setting
from ui.command.evaluation.remaining import Progress
from ui.command.output import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evals.judging.card import Card, Judged
    from evals.judging.judge import Judge
    from evals.judging.trial import Labelled
    from evals.records import Item, Judgement
    from evals.running.folder import RunFolder


@dataclass(frozen=True, slots=True)
class Second:
    """A judge, and its card: not admitted, its verdicts are shown and not used."""

    judge: "Judge"
    card: "Card"


@contextmanager
def second_judge(
    name: str, pairs: int, folder: "RunFolder", settings: Settings
) -> "Iterator[Second]":
    """Open ``embedded``, ``ollama:NAME`` or the like and try it on ``pairs`` labelled pairs.

    What it says of them is kept in the data folder: another run costs no second trial.
    """
    from evals.judging.support import SupportJudge
    from evals.judging.trial import trial_card, trial_pairs
    from evals.judging.verdict import VerdictJudge
    from rag.assemble import choose_model

    chosen = replace(settings, model=model_setting(name, "--judge-model"))
    model = choose_model(chosen).model
    try:
        judge = remembering(VerdictJudge(model), settings)
        labelled = trial_pairs(settings.corpus, pairs)
        said = judged_pairs("trial of the judge: ", labelled, judge)
        rival = judged_pairs("tier 1 on the same: ", labelled, SupportJudge())
        writer = str(dict(folder.manifest().get("model") or {}).get("name", ""))
        card = trial_card(said, rival, judge.name, writer)
        tell(f"{judge.name} is {'admitted' if card.admitted else 'not admitted'}: {card.why}.")
        yield Second(judge, card)
    finally:
        model.close()


def remembering(judge: "Judge", settings: Settings) -> "Judge":
    """Return the judge with what it has said of labelled pairs, kept in the data folder."""
    from evals.judging.remembering import RememberingJudge

    return RememberingJudge(judge, verdicts_of(judge, settings))


def verdicts_of(judge: "Judge", settings: Settings) -> "Path":
    """Return the file that keeps what a judge says of labelled pairs."""
    name = re.sub(r"[^\w.-]+", "-", judge.name)
    return settings.data / "evals" / "judges" / f"{name}.jsonl"


def judged_pairs(said: str, pairs: "Sequence[Labelled]", judge: "Judge") -> "list[Judged]":
    """Judge labelled pairs, saying how far it is; with a judge that remembers nothing is lost."""
    from evals.judging.measure import judged_pairs as judging

    progress = Progress(said)
    found: list[Judged] = []
    progress.at(0, len(pairs))
    try:
        for judged in judging(pairs, judge):
            found.append(judged)
            progress.at(len(found), len(pairs))
    finally:
        progress.clear()
    return found


def verdicts_on(folder: "RunFolder", items: "Sequence[Item]", second: Second) -> "list[Judgement]":
    """Return the second judge's judgements of a run's claims, the missing ones made and kept.

    Single citations are only asked about where the judge's verdicts are used.
    """
    from evals.judging.judge import judge_items, standing, unjudged

    judge, parts = second.judge, second.card.admitted
    already = standing(items, folder.judgements(), judge, parts=parts)
    missing = len(unjudged(items, already, judge, parts=parts))
    made: list[Judgement] = []
    progress = Progress("claims for the second judge: ")
    progress.at(0, missing)
    try:
        for judgement in judge_items(items, already, judge, parts=parts):
            # What could not be told is asked again the next time.
            folder.append_judgements([judgement] if judgement.score is not None else [])
            made.append(judgement)
            progress.at(len(made), missing)
    finally:
        progress.clear()
    return [*already, *made]
