"""Negation and reported or uncertain speech, in a claim and in the German it rests on.

By word lists (``modality.json``): enough to doubt a sentence, never to condemn it, so all reasons
from here are weak.
"""

import re
from collections.abc import Sequence

from rag.records import Reason
from rag.verification.word_patterns import found_word, word_pattern

_WORDS = "modality.json"
_GERMAN = "de"
# Hedges of a German sentence that make a rumour or a plan of it; "laut" only says who said it.
_STRONG_HEDGE = re.compile(
    r"\b(?:soll|sollen|solle|angeblich\w*|mutmaßlich\w*|vermutlich|möglicherweise|womöglich"
    r"|könnten?|dürften?|voraussichtlich|gerücht\w*|verdächtigt\w*)\b",
    re.I,
)

_SHALL = frozenset({"soll", "sollen"})

# What was planned, applied for or announced has not happened yet.
_PLAN = re.compile(
    r"\b(?:plant|planen|geplant\w*|vorgesehen\w*|beabsichtig\w*|beantragt\w*|angekündigt\w*"
    r"|wollen|will|möchte\w*)\b",
    re.I,
)


def modality(claim: str, language: str, cited: Sequence[str]) -> tuple[Reason, ...]:
    """Return ``negation_added``, ``negation_lost``, ``hedge_lost``, ``plan_as_fact`` by the words.

    Only for a claim that rests on one short sentence can a lost negation be told: of a long one it
    may be about something else.
    """
    german = " ".join(cited)
    reasons = []
    said, held = _found("negation", claim, language), _found("negation", german, _GERMAN)
    if said and not held:
        reasons.append(Reason("negation_added", said))
    if held and not said and len(german.split()) <= _SHORT:
        reasons.append(Reason("negation_lost", "", held))
    if word_pattern(_WORDS, "hedge", language) and not _found("hedge", claim, language):
        planned = _found("plan", claim, language)
        strong = _STRONG_HEDGE.search(german)
        # "Das Bad soll saniert werden" is a plan as well as a rumour.
        if strong and not (planned and strong[0].lower() in _SHALL):
            reasons.append(Reason("hedge_lost", "", strong[0]))
        elif (plan := _PLAN.search(german)) and not planned:
            reasons.append(Reason("plan_as_fact", "", plan[0]))
    return tuple(reasons)


_SHORT = 14
"""Words of a sentence that says one thing."""


def _found(kind: str, text: str, language: str) -> str:
    return found_word(_WORDS, kind, text, language)
