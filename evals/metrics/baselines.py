"""Trivial systems over the same hits: a metric that one of them wins tells nothing by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from evals.metrics.rates import rates_of
from evals.metrics.registry import BY_NAME
from evals.metrics.scoring import score_items
from evals.records import Better, Item, Place, Rate, Reply, SaidClaim

_NOT_ANSWERS = frozenset({"retrieval", "cost", "outcome"})
"""Families that do not depend on what is made of the hits."""
_FEW = 100
"""Resamples: intervals of trivial systems are not shown."""


def trivial_systems(items: Sequence[Item]) -> Mapping[str, list[Item]]:
    """Return what trivial systems would have made of the same questions and hits."""
    replied = [item for item in items if item.reply is not None]
    systems: Mapping[str, Callable[[Reply], Reply]] = {
        "always refuse": _refused,
        "quote the first hit": lambda reply: _quoted(reply, reply.evidence[:1]),
        "copy the first passage": lambda reply: _quoted(reply, reply.hits[:1]),
        "copy everything shown": lambda reply: _quoted(reply, reply.evidence),
    }
    return {
        name: [replace(item, reply=make(item.reply)) for item in replied if item.reply]
        for name, make in systems.items()
    }


def baseline_rates(items: Sequence[Item]) -> dict[str, list[Rate]]:
    """Return the overall rates of the trivial systems, of the metrics that depend on answers."""
    return {
        name: [
            rate
            for rate in rates_of(score_items(made), resamples=_FEW)
            if rate.slice == "all" and BY_NAME[rate.metric].family not in _NOT_ANSWERS
        ]
        for name, made in trivial_systems(items).items()
    }


def winners(rates: Sequence[Rate], baselines: Mapping[str, Sequence[Rate]]) -> dict[str, list[str]]:
    """Return, by metric, the trivial systems that are at least as good as the run."""
    own = {rate.metric: rate.value for rate in rates if rate.slice == "all"}
    found: dict[str, list[str]] = {}
    for system, theirs in baselines.items():
        for rate in theirs:
            value, better = own.get(rate.metric), BY_NAME[rate.metric].better
            if value is None or rate.value is None or better is Better.NEITHER:
                continue
            wins = rate.value >= value if better is Better.HIGHER else rate.value <= value
            if wins:
                found.setdefault(rate.metric, []).append(system)
    return found


def _refused(reply: Reply) -> Reply:
    return replace(reply, kind="refusal", refusal="not_supported", claims=(), citations={}, text="")


def _quoted(reply: Reply, places: Sequence[Place]) -> Reply:
    """German text as it stands, each piece with a marker that resolves to it."""
    if not places:
        return _refused(reply)
    text = ""
    claims = []
    for number, place in enumerate(places, start=1):
        start = len(text) + bool(text)
        text += f"{' ' if text else ''}{place.text} [{number}]"
        claims.append(SaidClaim(place.text, start, start + len(place.text), (number,), "unchecked"))
    return replace(
        reply,
        kind="answer",
        refusal=None,
        text=text,
        language="de",
        claims=tuple(claims),
        citations=dict(enumerate(places, start=1)),
    )
