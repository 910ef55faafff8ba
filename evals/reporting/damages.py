"""Known faults, made in gold replies: what each must lower, what can follow, what must stay."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.metrics.registry import BY_NAME
from evals.records import Item, Place, Reply, SaidClaim
from index.text.sentences import sentence_spans

LANGUAGES = ("de", "en")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{3,}\b")

Damaging = Callable[[Item, Reply, Sequence[Item]], Reply | None]
"""Item, its reply, all gold items -> the damaged reply, None where there is nothing to damage."""

_RIGHT = frozenset({"correct", "nugget-recall", "right-outcome", "crag-score", "wrong-answer"})
_AGREE = frozenset({"consistent-groups", "flip-rate"})
_REFUSING = frozenset(
    {
        *("refusal-recall", "refusal-precision", "answer-precision", "over-refusal"),
        *("hallucination-rate", "refusal-balanced-accuracy", "f1-rg"),
    }
)
_FIDELITY = frozenset({"number-fidelity", "date-fidelity", "name-fidelity", "quote-fidelity"})
_CITED = frozenset({"evidence-citation-precision", "evidence-citation-recall"})
_RANKED = frozenset(name for name, metric in BY_NAME.items() if metric.family == "retrieval")
_WORDS = frozenset({"answer-language", "mixed-sentences"})


@dataclass(frozen=True, slots=True)
class Damage:
    """A known fault: ``lowers`` must get worse, ``may`` can follow from it, all else must stay."""

    name: str
    make: Damaging
    lowers: frozenset[str]
    may: frozenset[str] = frozenset()
    blind: str = ""
    """What cannot be seen of it without a judge, said in the matrix."""


def said_reply(reply: Reply, text: str, citations: Mapping[int, Place]) -> Reply:
    """The reply with this text, each sentence citing everything."""
    claims = tuple(
        SaidClaim(text[s.start : s.end], s.start, s.end, tuple(citations), "unchecked")
        for s in sentence_spans(text)
    )
    return replace(reply, text=text, claims=claims, citations=dict(citations))


def _answered(make: Callable[[Reply, str], Reply | None]) -> Damaging:
    """Damage answers alone; ``make`` gets the reply and the question's language."""

    def damage(item: Item, reply: Reply, gold: Sequence[Item]) -> Reply | None:
        del gold
        return make(reply, item.question.language) if reply.answered else None

    return damage


@_answered
def _other_number(reply: Reply, _: str) -> Reply | None:
    text = _DIGIT.sub(lambda found: str((int(found[0]) + 3) % 10), reply.text)
    return None if text == reply.text else said_reply(reply, text, reply.citations)


@_answered
def _other_name(reply: Reply, _: str) -> Reply | None:
    held = " ".join(place.text for place in reply.citations.values())
    text = _NAME.sub(lambda found: "Quorvath" if found[0] in held else found[0], reply.text)
    return None if text == reply.text else said_reply(reply, text, reply.citations)


@_answered
def _negated(reply: Reply, language: str) -> Reply | None:
    word = {"de": r"\b(ist|sind|war|waren|hat|haben)\b", "en": r"\b(is|are|was|were|has|had)\b"}
    no = {"de": r"\1 nicht", "en": r"\1 not"}
    text = re.sub(word[language], no[language], reply.text, count=1)
    return None if text == reply.text else said_reply(reply, text, reply.citations)


@_answered
def _uncited(reply: Reply, _: str) -> Reply | None:
    claims = tuple(replace(claim, citations=()) for claim in reply.claims)
    return replace(reply, claims=claims, citations={})


def _shifted(item: Item, reply: Reply, gold: Sequence[Item]) -> Reply | None:
    """Every citation shows the sentence of a question about something else."""
    del item, gold
    if not reply.answered:
        return None
    strangers = [hit for hit in reply.hits if hit not in reply.evidence]
    return replace(
        reply,
        citations={
            number: strangers[at % len(strangers)] for at, number in enumerate(reply.citations)
        },
    )


@_answered
def _dangling(reply: Reply, _: str) -> Reply | None:
    claims = tuple(replace(claim, citations=(*claim.citations, 99)) for claim in reply.claims)
    return replace(reply, claims=claims)


def _foreign(item: Item, reply: Reply, gold: Sequence[Item]) -> Reply | None:
    del gold
    if not reply.answered:
        return None
    (other,) = [language for language in LANGUAGES if language != item.question.language]
    return replace(said_reply(reply, item.question.answer[other], reply.citations), language=other)


@_answered
def _gave_up(reply: Reply, _: str) -> Reply | None:
    return replace(reply, kind="refusal", refusal="not_supported", text="", claims=(), citations={})


def _bluffed(item: Item, reply: Reply, gold: Sequence[Item]) -> Reply | None:
    """What no article answers gets the answer of another question of its language."""
    if reply.answered:
        return None
    return next(
        each.reply
        for each in gold
        if each.reply is not None
        and each.reply.answered
        and each.question.language == item.question.language
    )


@_answered
def _shuffled(reply: Reply, _: str) -> Reply | None:
    return replace(reply, hits=reply.hits[::-1])


DAMAGES = (
    Damage(
        "another number",
        _other_number,
        frozenset({"number-fidelity", "correct", "nugget-recall", "right-outcome", "crag-score"}),
        _RIGHT | _AGREE | {"date-fidelity", "name-fidelity", "quote-fidelity"},
    ),
    Damage(
        "another name",
        _other_name,
        frozenset({"name-fidelity", "correct", "nugget-recall", "right-outcome", "crag-score"}),
        # "12 Mai", "Mio." and numerals written out are capitalised words, too.
        _RIGHT | _AGREE | _WORDS | {"number-fidelity", "date-fidelity", "quote-fidelity"},
    ),
    Damage(
        "negation",
        _negated,
        frozenset(),
        frozenset({"quote-fidelity"}) | _RIGHT | _AGREE,
        blind="no deterministic metric sees a negation; a judge has to",
    ),
    Damage(
        "no citation",
        _uncited,
        frozenset({"uncited-sentences", "evidence-citation-recall"}),
        _CITED | _FIDELITY,
    ),
    Damage("citation of another sentence", _shifted, _CITED, _FIDELITY | {"citation-recall"}),
    Damage("dangling citation", _dangling, frozenset({"dangling-citations"}), _CITED),
    Damage(
        "another language",
        _foreign,
        frozenset({"answer-language"}),
        _RIGHT | _AGREE | _FIDELITY | _WORDS | {"uncited-sentences", "dangling-citations"},
    ),
    Damage(
        "refusal of what is answered",
        _gave_up,
        frozenset({"over-refusal", "refusal-precision", "correct", "right-outcome", "crag-score"}),
        _RIGHT | _AGREE | _REFUSING | _CITED | _FIDELITY | _WORDS,
    ),
    Damage(
        "bluff on what is not",
        _bluffed,
        frozenset({"hallucination-rate", "refusal-recall", "right-outcome", "crag-score"}),
        _AGREE | _REFUSING | _FIDELITY | _WORDS,
    ),
    Damage(
        "ranking upside down",
        _shuffled,
        frozenset({"hit-at-1", "hit-at-3", "hit-at-5", "mrr", "fusion-guard", "article-hit-at-1"}),
        _RANKED,
    ),
)
