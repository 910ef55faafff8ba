"""Claims of real answers become pairs, and a judge's judgements of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

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
    items: Iterable[Item], already: Sequence[Judgement], judge: Judge
) -> Iterator[Judgement]:
    """Yield a judgement for each cited claim of each answer, under this judge's keyed name.

    A judgement's ``judge`` is ``NAME/DIGEST``, with a digest of claim, premises and question: what
    stands in ``already`` for the same pair and content is not judged again, and not yielded. A
    claim without a citation that resolves has no premises and no judgement.
    """
    known = {(each.pair, each.judge) for each in already}
    for item in items:
        for pair in pairs_of(item):
            name = f"{judge.name}/{content_digest(pair)}"
            if (pair.name, name) not in known:
                yield replace(judge.judge(pair), judge=name)


def pairs_of(item: Item) -> list[Pair]:
    """Return the pairs of an item's claims; none of a refusal or an error."""
    reply = item.reply
    if reply is None or not reply.answered:
        return []
    return [
        Pair(
            f"{item.name}#{n}",
            _whole(claim.text, item.question.question),
            premises,
            item.question.question,
            reply.language,
        )
        for n, claim in enumerate(reply.claims)
        if (premises := _premises(claim.citations, reply))
    ]


def _whole(claim: str, question: str) -> str:
    """Return the claim; a bare figure ("39") says what the question asks for, so both."""
    return claim if any(letter.isalpha() for letter in claim) else f"{question} {claim}"


def content_digest(pair: Pair) -> str:
    """Return twelve hex digits of what is judged."""
    content = repr((pair.claim, pair.premises, pair.question, pair.language))
    return sha256(content.encode()).hexdigest()[:12]


def _premises(citations: Sequence[int], reply: Reply) -> tuple[str, ...]:
    """Return the cited sentences, each with its neighbours as far as the model was shown them."""
    chosen: list[Place] = []
    for number in citations:
        if (cited := reply.citations.get(number)) is None:
            continue
        same = sorted(
            (each for each in reply.evidence if each.article == cited.article),
            key=lambda each: each.start,
        )
        before = [each for each in same if each.end <= cited.start][-1:]
        behind = [each for each in same if each.start >= cited.end][:1]
        chosen += [*before, cited, *behind]
    return tuple(dict.fromkeys(place.text for place in chosen))
