"""A claim that gives a name the figure of another one of the same German sentence.

``number_of_other`` where, in one cited sentence, the claim's figure is surely another's and the one
that the claim is about surely has a different one of the same kind (``shares.py``). The claim is
about the only one of these names that it mentions, or that a question for a figure mentions where
the claim mentions none; where it mentions several, names and figures have to take turns. A claim
that also has the right figure, or a name that could not be mapped, is not judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.records import Reason
from rag.verification.answer_type import answer_type
from rag.verification.held import GERMAN, Grounds, Held
from rag.verification.mentions import Mention, mentions, unmapped
from rag.verification.owners import Owner
from rag.verification.quantities import Quantity, plain, quantities, same_quantity, same_value
from rag.verification.shares import Reading, Share, read_shares, same_kind

_CLAUSE_END = re.compile(r"[,;，；、،؛]")


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a claim is: its text folded by ``plain``, its language, its figures, what was asked."""

    text: str
    language: str
    figures: tuple[Quantity, ...]
    question: str


def owner_reasons(claim: Asserted, grounds: Grounds, held: Held) -> list[Reason]:
    """Return ``number_of_other`` for each figure of a claim that is another's."""
    known = [each for each in claim.figures if any(same_quantity(each, h) for h in held.cited)]
    if not known or len(held.cited) < 2:
        return []
    reasons = []
    for sentence in grounds.cited:
        reading = read_shares(sentence)
        for owner, figure in _pairs(claim, known, reading, grounds) if reading.groups else ():
            other = _whose(owner, figure, reading)
            if other is not None and not _also_said(owner, figure, grounds, held):
                reasons.append(
                    Reason(
                        "number_of_other",
                        f"{owner.text}: {figure.text}",
                        f"{other.owner.text}: {other.figure.text}",
                    )
                )
    return reasons


def _pairs(
    claim: Asserted, known: Sequence[Quantity], reading: Reading, grounds: Grounds
) -> list[tuple[Owner, Quantity]]:
    """Return who has which figure in the claim, as far as that is sure."""
    said = mentions(claim.text, claim.language, reading.owners)
    article = (*grounds.cited, *grounds.neighbours, grounds.title, grounds.source)
    strangers = unmapped(claim.text, claim.language, said, (*article, claim.question))
    if any(start > 0 for start in strangers):
        return []
    # "Stanford counts 61 of China": who has no figure there is whose word it is.
    having = {share.owner.key for group in reading.groups for share in group}
    said = tuple(mention for mention in said if mention.owner.key in having) or said
    if len({mention.owner.key for mention in said}) > 1:
        return [] if strangers else _taking_turns(said, claim.figures, reading)
    if said:
        sure = [figure for figure in known if _together(claim, said[0], figure, strangers)]
        return _of_one(said[0].owner, sure, known, reading)
    if strangers or answer_type(claim.question, claim.language) != "figure":
        return []
    asked = mentions(claim.question, claim.language, reading.owners)
    one = len({mention.owner.key for mention in asked}) == 1
    return _of_one(asked[0].owner, known, known, reading) if one else []


def _together(claim: Asserted, said: Mention, figure: Quantity, strangers: Sequence[int]) -> bool:
    """Whether name and figure are of one clause, in that order if the claim's first word is new."""
    if said.end <= figure.start:
        return not _CLAUSE_END.search(claim.text, said.end, figure.start)
    return not strangers and not _CLAUSE_END.search(claim.text, figure.end, said.start)


def _of_one(
    owner: Owner, figures: Sequence[Quantity], known: Sequence[Quantity], reading: Reading
) -> list[tuple[Owner, Quantity]]:
    """Return the figures as this owner's, unless the claim has the owner's own figure too."""
    own = [s.figure for g in reading.groups for s in g if s.owner.key == owner.key]
    if any(same_quantity(figure, each) for figure in known for each in own):
        return []
    return [(owner, figure) for figure in figures]


def _taking_turns(
    said: Sequence[Mention], figures: Sequence[Quantity], reading: Reading
) -> list[tuple[Owner, Quantity]]:
    """Pair names and figures that take turns in a claim, if one list has all of them."""
    for group in reading.groups:
        owners = {share.owner.key for share in group}
        if all(mention.owner.key in owners for mention in said) and all(
            any(same_quantity(figure, share.figure) for share in group) for figure in figures
        ):
            names = [(mention.start, "name") for mention in said]
            order = sorted((*names, *((figure.start, "figure") for figure in figures)))
            kinds = [kind for _, kind in order]
            if len(said) == len(figures) and kinds == kinds[:2] * len(said):
                return [(m.owner, figure) for m, figure in zip(said, figures, strict=True)]
    return []


def _whose(owner: Owner, figure: Quantity, reading: Reading) -> Share | None:
    """Return whose figure it is where that is another and the owner has one of that kind."""
    found = None
    for group in reading.groups:
        own = [share for share in group if share.owner.key == owner.key]
        if any(same_quantity(figure, share.figure) for share in own):
            return None
        for share in group:
            if same_quantity(figure, share.figure) and any(same_kind(share, o) for o in own):
                found = found or share
    return found


def _also_said(owner: Owner, figure: Quantity, grounds: Grounds, held: Held) -> bool:
    """Whether the figure stands where it may be the owner's after all."""
    bound = sum(
        len({s.figure.start for g in read_shares(text).groups for s in g
             if same_quantity(figure, s.figure)})
        for text in grounds.cited
    )  # fmt: skip
    if sum(same_quantity(figure, each) for each in held.cited) > bound:
        return True
    if not any(same_value(figure, each) for each in held.beside):
        return False
    near = (plain(text) for text in (*grounds.neighbours, grounds.title))
    return any(
        any(word in text for word in owner.words)
        and any(same_quantity(figure, each) for each in quantities(text, GERMAN))
        for text in near
    )
