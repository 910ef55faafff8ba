"""Who judges the claims of a run, and whose verdicts count."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.command.output import Status, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evals.judging.card import Card
    from evals.judging.judge import Judge
    from evals.records import Item, Judgement
    from evals.running.folder import RunFolder
    from ui.command.evaluation.second import Second


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements that count, the cards of all judges, and what the second judge said."""

    used: "Sequence[Judgement]"
    cards: "Sequence[Card]"
    second: "Mapping[str, object] | None"


def judge_run(folder: "RunFolder", items: "Sequence[Item]", second: "Second | None") -> Verdicts:
    """Judge what is not judged yet and keep it; an admitted second judge's verdicts count."""
    from evals.judging.cards import committed_cards
    from evals.judging.support import SupportJudge
    from ui.command.evaluation.second import verdicts_on

    tier1 = SupportJudge()
    first = _first(folder, items, tier1)
    cards = [card for card in committed_cards() if tier1.name.startswith(card.judge)]
    _tell_of_others(folder, tier1, second)
    if second is None:
        return Verdicts(first, cards, None)
    said = verdicts_on(folder, items, second)
    used = said if second.card.admitted else first
    return Verdicts(used, [*cards, second.card], _summary(second, said, first))


def _first(folder: "RunFolder", items: "Sequence[Item]", judge: "Judge") -> "list[Judgement]":
    from evals.judging.judge import judge_items, standing

    already = standing(items, folder.judgements(), judge)
    status = Status()
    made: list[Judgement] = []
    for judgement in judge_items(items, already, judge):
        made.append(judgement)
        status.show(f"judging claims: {len(made)} ...")
    status.clear()
    folder.append_judgements(made)
    return [*already, *made]


def _tell_of_others(folder: "RunFolder", tier1: "Judge", second: "Second | None") -> None:
    known = (tier1.name, *([second.judge.name] if second else ()))
    others = sum(not each.judge.startswith(known) for each in folder.judgements())
    if others:
        tell(f"Verdicts of other judges are kept, but not counted: {others}")


def _summary(
    second: "Second", said: "Sequence[Judgement]", first: "Sequence[Judgement]"
) -> dict[str, object]:
    """Say what the second judge found, and how often it agrees with tier 1, of whole claims."""
    whole = [each for each in said if each.pair.rpartition("#")[2].isdecimal()]
    told = [each for each in whole if each.supported is not None]
    tier1 = {each.pair: each.supported for each in first}
    both = [each for each in told if tier1.get(each.pair) is not None]
    return {
        "judge": second.judge.name,
        "admitted": second.card.admitted,
        "claims": len(whole),
        "unknown": len(whole) - len(told),
        "supported": sum(bool(each.supported) for each in told),
        "compared": len(both),
        "agrees": sum(each.supported == tier1[each.pair] for each in both),
    }
