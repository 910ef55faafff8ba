"""A claim held against the German sentences that it rests on, without any model.

Figures, dates and names of the claim must stand there; what the question itself says is not the
claim's burden, but a doubt; so is what no library can map from one script to another.
"""

from collections.abc import Sequence
from itertools import dropwhile

from rag.records import Reason, Verdict
from rag.verification.country_checks import stray_countries
from rag.verification.date_checks import date_reasons
from rag.verification.dates import DateMention, dates
from rag.verification.han_names import other_person
from rag.verification.held import GERMAN, Grounds, Held
from rag.verification.modality import modality
from rag.verification.names import Name, claimed_names, missing_words
from rag.verification.number_checks import number_reasons
from rag.verification.owner_checks import Asserted, owner_reasons
from rag.verification.quantities import blanked, plain, quantities, same_quantity
from rag.verification.wholes import turned_reasons

_VERDICTS = {
    "number_missing": Verdict.UNSUPPORTED,
    "number_other_unit": Verdict.UNSUPPORTED,
    "country_other": Verdict.UNSUPPORTED,
    "counts_other": Verdict.UNSUPPORTED,
    "number_of_other": Verdict.UNSUPPORTED,
    "share_turned": Verdict.UNSUPPORTED,
    "number_lost": Verdict.UNSUPPORTED,
    "date_lost": Verdict.UNSUPPORTED,
    "date_other": Verdict.UNSUPPORTED,
    "date_missing": Verdict.UNSUPPORTED,
    "name_missing": Verdict.UNSUPPORTED,
    "type_missing": Verdict.UNSUPPORTED,
    "name_of_question": Verdict.UNSUPPORTED,
    "not_confirmed": Verdict.UNSUPPORTED,
    "unsure": Verdict.WEAK,
    "language_unread": Verdict.WEAK,
    "number_beside": Verdict.WEAK,
    "number_rounded": Verdict.WEAK,
    "ordinal_missing": Verdict.WEAK,
    "number_computed": Verdict.WEAK,
    "date_beside": Verdict.WEAK,
    "date_computed": Verdict.WEAK,
    "date_published": Verdict.WEAK,
    "name_unknown": Verdict.WEAK,
    "name_other": Verdict.WEAK,
    "question_fact": Verdict.WEAK,
    "negation_added": Verdict.WEAK,
    "negation_lost": Verdict.WEAK,
    "hedge_lost": Verdict.WEAK,
    "plan_as_fact": Verdict.WEAK,
}
_BESIDE = frozenset({"number_beside", "date_beside", "name_other"})
_ORDER = (Verdict.SUPPORTED, Verdict.WEAK, Verdict.UNSUPPORTED)


def check_claim(claim: str, language: str, grounds: Grounds, question: str) -> tuple[Reason, ...]:
    """Return the reasons to doubt a claim in a language (BCP 47), none where there is none."""
    held = Held.of(grounds, question, language)
    folded = plain(claim)
    mentions = _without_durations(folded, language, held)
    rest = blanked(folded, [(mention.start, mention.end) for mention in mentions])
    figures = quantities(rest, language)
    asserted = Asserted(rest, language, figures, plain(question))
    return (
        *date_reasons(mentions, held),
        *number_reasons(figures, held),
        *owner_reasons(asserted, grounds, held),
        *turned_reasons(claim, language, grounds.cited),
        *_names(claim, language, grounds, question),
        *stray_countries(claim, language, grounds.texts, question),
        *other_person(claim, language, question, grounds.cited, grounds.neighbours),
        *modality(claim, language, grounds.cited),
    )


def _without_durations(folded: str, language: str, held: Held) -> list[DateMention]:
    """Return a claim's dates but for hours that the German counts: "5 heures" for "5 Stunden"."""
    return [
        each
        for each in dates(folded, language)
        if not (each.minutes and _is_duration(each.text, language, held))
    ]


def _is_duration(text: str, language: str, held: Held) -> bool:
    figures = [each for each in quantities(text, language) if each.dimension == "seconds"]
    return any(same_quantity(one, other) for one in figures for other in held.cited)


def said_beside(
    claim: str, language: str, grounds: Grounds, question: str, reasons: Sequence[Reason]
) -> int:
    """Count what a claim says that only the neighbours of its sentences have.

    Figures and dates by the claim's ``reasons``, and full names that the question has not either.
    """
    here = (*grounds.cited, grounds.title, question)
    names = [name for name in claimed_names(claim, language) if len(name.words) > 1]
    named = sum(
        bool(missing_words(name, here)) and not missing_words(name, (*here, *grounds.neighbours))
        for name in names
    )
    return named + sum(reason.code in _BESIDE for reason in reasons)


def verdict_of(reasons: Sequence[Reason]) -> Verdict:
    """Return the worst that the reasons mean; ``supported`` where there is none."""
    verdicts = [_VERDICTS[reason.code] for reason in reasons]
    return max(verdicts, key=_ORDER.index, default=Verdict.SUPPORTED)


def _names(claim: str, language: str, grounds: Grounds, question: str) -> list[Reason]:
    article = (*grounds.texts, grounds.source)
    reasons = []
    for name in claimed_names(claim, language):
        missing = missing_words(name, article)
        if not missing:
            if other := _other_name(name, grounds):
                reasons.append(Reason("name_other", name.text, other))
            continue
        if not missing_words(name, (question, *article)):
            # The asker's own word for it: "the town hall" for "das Rathaus".
            continue
        # A single word may be an ordinary one: the first of a sentence, any German noun.
        alone = len(name.words) == 1
        if alone and not name.certain and name.text.isascii():
            continue
        certain = name.certain
        if language.startswith(GERMAN):
            certain = certain and _is_surname_missing(name, missing)
        certain = certain and not _is_full_name_held(name, missing)
        reasons.append(Reason("name_missing" if certain else "name_unknown", name.text))
    return reasons


def _other_name(name: Name, grounds: Grounds) -> str:
    """Return who or what the cited sentences name where a claim names another, "" where none.

    Only for full names: "Sie" of a German sentence is the person of the one before it, but a
    sentence that has a full name of its own is about that one.
    """
    if len(name.words) < 2 or not missing_words(name, (*grounds.cited, grounds.title)):
        return ""
    # A part of the name is there: "Zumbrunn" for "Heike Zumbrunn".
    if len(missing_words(name, grounds.cited)) < len(name.words):
        return ""
    german = (n for cited in grounds.cited for n in claimed_names(cited, GERMAN))
    return next((n.text for n in german if n.certain and len(n.words) > 1), "")


def _is_full_name_held(name: Name, missing: Sequence[str]) -> bool:
    """Tell whether a whole name is there behind a trade or office: "Farmer Karl Immekeppel"."""
    behind = list(dropwhile(lambda word: word in missing, name.words))
    return len(behind) > 1 and not set(behind) & set(missing)


def _is_surname_missing(name: Name, missing: Sequence[str]) -> bool:
    """Tell whether the last word of a German name is missing, and is no noun behind "Berliner"."""
    *first, last = name.words
    of_a_place = any(word.endswith("er") and word not in missing for word in first)
    return last in missing and not of_a_place
