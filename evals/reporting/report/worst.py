"""Which answers to read first, and what in them is held to be unsupported."""

import re
from dataclasses import dataclass

from evals.records import Item, ScoredItem
from evals.reporting.compare import said_outcome
from evals.reporting.runs import Run

_SEVERITY = {"hallucinated": 5, "wrong": 4, "failed": 4, "partial": 2, "refused": 1}
_FAITHFUL = frozenset({"number-fidelity", "date-fidelity", "name-fidelity", "quote-fidelity"})
_QUOTED = re.compile(r"[„“\"'‘’«»]([^„“\"'‘’«»]+)[„“\"'‘’«»]")
_TELLING = re.compile(r"[^\s,;:]*\d[^\s,;:]*|[^\W\d_][\w.-]*")
_CITATION = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an answer; ``mark`` is why it stands apart.

    Nothing, ``claim`` or ``word`` (unsupported), or ``number``: a citation's, which must not be
    drawn into the run of a foreign word before it where the answer runs from right to left.
    """

    text: str
    mark: str = ""


def worst_first(run: Run) -> list[str]:
    """Return all names, the worst answers first; the order of asking decides ties."""
    return sorted(run.scored, key=lambda name: -_badness(run, name))


def _badness(run: Run, name: str) -> float:
    scored = run.scored[name]
    outcome = said_outcome(scored)
    severity = _SEVERITY.get(outcome, 0)
    if outcome == "refused" and scored.answerable is False:
        severity = 0
    lost = [
        1 - score.value
        for metric, score in scored.scores.items()
        if metric in _FAITHFUL and score.value is not None
    ]
    unsupported = sum(each.supported is False for each in run.judgements.get(name, ()))
    return severity + min(1.0, 0.25 * sum(lost) + 0.25 * unsupported)


def parts_of(run: Run, name: str, judges: frozenset[str]) -> list[Part]:
    """Return the answer in parts: claims that an admitted judge calls unsupported, and words."""
    item = run.items[name]
    if item.reply is None:
        return []
    text = item.reply.text
    marks = [""] * len(text)
    for start, end in _unsupported_claims(run, name, item, judges):
        marks[start:end] = ["claim"] * (end - start)
    for word in _unsupported_words(run.scored[name]):
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            marks[found.start() : found.end()] = ["word"] * len(found[0])
    for found in _CITATION.finditer(text):
        marks[found.start() : found.end()] = ["number"] * len(found[0])
    return _joined(text, marks)


def _unsupported_claims(
    run: Run, name: str, item: Item, judges: frozenset[str]
) -> list[tuple[int, int]]:
    claims = item.reply.claims if item.reply else ()
    found = []
    for judgement in run.judgements.get(name, ()):
        number = judgement.pair.rpartition("#")[2]
        if judgement.supported is not False or judgement.judge not in judges:
            continue
        if number.isdecimal() and int(number) < len(claims):
            claim = claims[int(number)]
            found.append((claim.start, min(claim.end, len(item.reply.text) if item.reply else 0)))
    return found


def _unsupported_words(scored: ScoredItem) -> list[str]:
    """Return what the reasons of low fidelity name: what is quoted, else numbers and names."""
    words: list[str] = []
    for name, score in scored.scores.items():
        if name in _FAITHFUL and score.why and score.value is not None and score.value < 1:
            quoted = _QUOTED.findall(score.why)
            words += quoted or [word for word in _TELLING.findall(score.why) if _tells(word)]
    return [word.strip() for word in words if word.strip()]


def _tells(word: str) -> bool:
    return any(c.isdigit() or c.isupper() for c in word) or not word.isascii()


def _joined(text: str, marks: list[str]) -> list[Part]:
    parts: list[Part] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marks[at] != marks[start]:
            parts.append(Part(text[start:at], marks[start]))
            start = at
    return parts


def trusted_judges(run: Run) -> frozenset[str]:
    """Return the judges whose verdicts are used: the admitted ones, all where no card tells."""
    everyone = frozenset(each.judge for found in run.judgements.values() for each in found)
    told = [(str(card.get("judge", card.get("name", ""))), card) for card in run.cards]
    refused = {judge for judge, card in told if not card.get("admitted")}
    # A judge has a card for each set of pairs: one that it fails on is enough to leave it out.
    admitted = {judge for judge, _ in told} - refused
    if not told:
        return everyone
    # A judgement's judge carries the digests of its weights and of what was judged, a card may not.
    return frozenset(
        judge
        for judge in everyone
        if {judge, judge.rpartition("/")[0], judge.partition("@")[0]} & admitted
    )
