"""A scored run as the reports read it: what was asked, what came back, what it was worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.records import Better, Item, Judgement, Manifest, Metric, Rate, ScoredItem
from evals.running.folder import RunFolder, RunFolderError

_CLAIM_MARK = "#"


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a scored run's folder holds."""

    path: Path
    manifest: Manifest
    items: Mapping[str, Item]
    """By the question's name, in the order they came."""
    scored: Mapping[str, ScoredItem]
    rates: Sequence[Rate]
    found: Mapping[str, Any]
    """What ``metrics.json`` holds beside the rates: ``valid``, ``notes``, ``cards``, ..."""
    judgements: Mapping[str, Sequence[Judgement]]
    """By the question's name."""

    @property
    def valid(self) -> bool:
        """Whether the scoring calls the run valid."""
        return bool(self.found.get("valid", True))

    @property
    def notes(self) -> tuple[str, ...]:
        """What the scoring has to say of the run, a sentence each."""
        notes = self.found.get("notes") or ()
        return (notes,) if isinstance(notes, str) else tuple(str(note) for note in notes)

    @property
    def cards(self) -> Sequence[Mapping[str, Any]]:
        """The judges' cards."""
        cards = self.found.get("cards") or ()
        return [card for card in cards if isinstance(card, Mapping)]

    def rate(self, metric: str, of: str = "all") -> Rate | None:
        """Return a metric's rate over a slice, if it was measured at all."""
        return next((r for r in self.rates if (r.metric, r.slice) == (metric, of)), None)


def read_run(path: Path) -> Run:
    """Read a scored run; RunFolderError where there is none or its scores are not of its items."""
    folder = RunFolder.open(path)
    items = {item.question.name: item for item in folder.items()}
    scored = {each.name: each for each in folder.scores()}
    if unscored := items.keys() ^ scored.keys():
        raise RunFolderError(
            f"{path} has {len(items)} items and {len(scored)} scored ones, {min(unscored)} is only "
            f"in one of both. Type `fundstelle eval score {path}`."
        )
    judgements: dict[str, list[Judgement]] = {}
    for judgement in folder.judgements():
        name = judgement.pair.rpartition(_CLAIM_MARK)[0]
        judgements.setdefault(name, []).append(judgement)
    found = folder.metrics()
    return Run(path, folder.manifest(), items, scored, folder.rates(), found, judgements)


def with_unregistered(registry: Mapping[str, Metric], *runs: Run) -> dict[str, Metric]:
    """Return the metrics that the runs measure, in the registry's order.

    A metric that an older or newer version measured comes last, without a direction.
    """
    measured = {rate.metric for run in runs for rate in run.rates}
    known = {name: metric for name, metric in registry.items() if name in measured}
    for name in sorted(measured - known.keys()):
        known[name] = Metric(
            *(name, name.replace("-", " ").capitalize(), "other", Better.NEITHER),
            definition="This version of the evals does not know it.",
        )
    return known


def is_good(scored: ScoredItem) -> bool | None:
    """Return whether the outcome is what was wanted; None where nobody can tell."""
    if scored.outcome == "ungraded" or scored.answerable is None:
        return None
    return scored.outcome == "correct" or (scored.outcome == "refused" and not scored.answerable)
