"""Claims of real answers become pairs, and a judge's judgements of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from evals.metrics.citations import numbers_of, pair_alone, pair_name, pair_without
from evals.records import Item, Judgement, Pair, Place, Reply


class Judge(Protocol):
    """Says of a pair how sure it is that the premises support the claim."""

    @property
    def name(self) -> str:
        """Changes whenever its judgements may: weights, model and prompt are part of it."""
        ...

    def judge(self, pair: Pair) -> Judgement:
        """Judge one pair; what it can't tell has the score None."""
        ...


def judge_items(
    items: Iterable[Item], already: Sequence[Judgement], judge: Judge, *, parts: bool = True
) -> Iterator[Judgement]:
    """Yield a judgement for each cited claim of each answer, under this judge's keyed name.

    A judgement's ``judge`` is ``NAME/DIGEST``, with a digest of claim, premises and question: what
    stands in ``already`` for the same pair and content is not judged again, and not yielded. A
    claim without a citation that resolves has no premises and no judgement. ``parts``: see
    :func:`pairs_of`.
    """
    for pair in unjudged(items, already, judge, parts=parts):
        yield replace(judge.judge(pair), judge=keyed_name(judge, pair))


def unjudged(
    items: Iterable[Item], already: Sequence[Judgement], judge: Judge, *, parts: bool = True
) -> list[Pair]:
    """Return the pairs that this judge has not judged yet."""
    known = {(each.pair, each.judge) for each in already}
    asked = _keyed(items, judge, parts=parts)
    return [pair for key, pair in asked.items() if key not in known]


def standing(
    items: Iterable[Item], already: Iterable[Judgement], judge: Judge, *, parts: bool = True
) -> list[Judgement]:
    """Return what this judge has said of the claims as they are read now, not of other content."""
    asked = _keyed(items, judge, parts=parts)
    return [each for each in already if (each.pair, each.judge) in asked]


def _keyed(items: Iterable[Item], judge: Judge, *, parts: bool) -> dict[tuple[str, str], Pair]:
    """Return the pairs by what a judgement of theirs is kept under."""
    pairs = (pair for item in items for pair in pairs_of(item, parts=parts))
    return {(pair.name, keyed_name(judge, pair)): pair for pair in pairs}


def keyed_name(judge: Judge, pair: Pair) -> str:
    """Return ``NAME/DIGEST``: what a judge has said of this content is found again by it."""
    return f"{judge.name}/{content_digest(pair)}"


def pairs_of(item: Item, *, parts: bool = True) -> list[Pair]:
    """Return the pairs of an item's claims; none of a refusal or an error.

    ``parts`` adds, for a claim that cites more than one sentence, each of these alone and the
    others without it: what ALCE's citation precision asks.
    """
    reply = item.reply
    if reply is None or not reply.answered:
        return []
    found: list[Pair] = []
    for number, claim in enumerate(reply.claims):
        cited = [n for n in numbers_of(claim) if n in reply.citations]
        held = {pair_name(item.name, number): cited}
        if parts and len(cited) > 1:
            for each in cited:
                others = [n for n in cited if n != each]
                held[pair_alone(item.name, number, each)] = [each]
                held[pair_without(item.name, number, each)] = others
        asked = item.question.question
        text = _whole(claim.text, asked, brief=reply.brief)
        for name, numbers in held.items():
            apart = [reply.citations[n] for n in cited if n not in numbers]
            if premises := _premises(numbers, reply, apart):
                found.append(Pair(name, text, premises, asked, reply.language))
    return found


def _whole(claim: str, question: str, *, brief: bool) -> str:
    """Return the claim; a few words ("39", "Robin Li") say what the question asks for, so both."""
    is_sentence = not brief and any(letter.isalpha() for letter in claim)
    return claim if is_sentence else f"{question} {claim}"


def content_digest(pair: Pair) -> str:
    """Return twelve hex digits of what is judged."""
    content = repr((pair.claim, pair.premises, pair.question, pair.language))
    return sha256(content.encode()).hexdigest()[:12]


def _premises(numbers: Sequence[int], reply: Reply, apart: Sequence[Place]) -> tuple[str, ...]:
    """Return the cited sentences, each with its neighbours as far as the model was shown them.

    What is to be left out (``apart``) is no neighbour either.
    """
    chosen: list[Place] = []
    for cited in (reply.citations[number] for number in numbers):
        same = sorted(
            (
                each
                for each in reply.evidence
                if each.article == cited.article
                and not any(_overlaps(each, other) for other in apart)
            ),
            key=lambda each: each.start,
        )
        before = [each for each in same if each.end <= cited.start][-1:]
        behind = [each for each in same if each.start >= cited.end][:1]
        chosen += [*before, cited, *behind]
    return tuple(dict.fromkeys(place.text for place in chosen))


def _overlaps(one: Place, other: Place) -> bool:
    same = one.article == other.article
    return same and one.start < other.end and other.start < one.end
