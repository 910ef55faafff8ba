"""Citations: whether they resolve, reach the gold, and hold what the claim says.

The definitions of recall and precision are ALCE's; markers of every form are read, a number that
resolves to nothing counts as wrong, and refusals have no score at all (EVALS.md 0.9).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evals.dataset.records import Evidence
from evals.metrics.places import overlap, spans_of, together_cover
from evals.normal import cited_numbers, words_only
from evals.records import Item, Place, Reply, SaidClaim, Score

Verdicts = Mapping[str, bool | None]
"""By a pair's name, whether the judge says "supported"; None where it could not tell."""
_QUOTE = re.compile(r'"([^"]+)"')
_LEAST_QUOTE = 10
_LEAST_WORDS, _LEAST_SIGNS = 3, 4


def pair_name(item: str, number: int) -> str:
    """Name the n-th claim (from 0) against all of its cited sentences."""
    return f"{item}#{number}"


def pair_alone(item: str, number: int, citation: int) -> str:
    """Name the n-th claim against one of its cited sentences alone."""
    return f"{item}#{number}@{citation}"


def pair_without(item: str, number: int, citation: int) -> str:
    """Name the n-th claim against its cited sentences but this one."""
    return f"{item}#{number}-{citation}"


def numbers_of(claim: SaidClaim) -> tuple[int, ...]:
    """Return the numbers that a claim cites, in the record and as markers, each once."""
    return tuple(dict.fromkeys((*claim.citations, *cited_numbers(claim.text))))


def cited_places(reply: Reply, claim: SaidClaim) -> list[Place]:
    """Return the German sentences that a claim cites; what resolves to nothing is left out."""
    return [reply.citations[n] for n in numbers_of(claim) if n in reply.citations]


def is_factual(claim: SaidClaim) -> bool:
    """Whether a sentence needs a source: no question, and three words or four Chinese signs."""
    text = words_only(claim.text)
    signs = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.findall(r"\w+", text))
    return not text.endswith(("?", "？", "؟")) and (words >= _LEAST_WORDS or signs >= _LEAST_SIGNS)


def citation_scores(item: Item, reply: Reply) -> Iterator[Score]:
    """Yield what needs no judge, of a reply that is no refusal."""
    numbers = [n for claim in reply.claims for n in numbers_of(claim)]
    numbers += sorted(set(cited_numbers(reply.text)) - set(numbers))
    dangling = [n for n in numbers if n not in reply.citations]
    if numbers:
        why = f"[{dangling[0]}] is no sentence" if dangling else ""
        yield Score("dangling-citations", len(dangling) / len(numbers), len(numbers), why)
    factual = [claim for claim in reply.claims if is_factual(claim)]
    if factual:
        bare = [claim for claim in factual if not cited_places(reply, claim)]
        why = f"without a source: {bare[0].text}" if bare else ""
        yield Score("uncited-sentences", len(bare) / len(factual), len(factual), why)
    yield from _quotes(item, reply)
    if item.has_gold and item.question.answerable:
        yield from _against_gold(item, reply)


def judged_citation_scores(item: Item, reply: Reply, verdicts: Verdicts) -> Iterator[Score]:
    """Yield ALCE's recall and precision by a judge's verdicts."""
    name = item.name
    recalled: list[bool | None] = []
    useful: list[bool | None] = []
    for number, claim in enumerate(reply.claims):
        cited = [n for n in numbers_of(claim) if n in reply.citations]
        whole = verdicts.get(pair_name(name, number))
        if is_factual(claim):
            recalled.append(whole if cited else False)
        for citation in numbers_of(claim):
            alone = verdicts.get(pair_alone(name, number, citation))
            without = verdicts.get(pair_without(name, number, citation))
            useful.append(
                citation in cited
                and _useful(whole=whole, alone=alone, without=without, only=len(cited) == 1)
            )
    yield from share_of("citation-recall", recalled)
    yield from share_of("citation-precision", useful)


def share_of(metric: str, told: Sequence[bool | None], *, of: bool = True) -> Iterator[Score]:
    """Yield the share of ``of`` among what could be told; unknown if nothing could."""
    known = [each for each in told if each is not None]
    if known:
        yield Score(metric, known.count(of) / len(known), weight=len(known))
    elif told:
        yield Score(metric, None, why="nothing of it could be told")


def _useful(
    *, whole: bool | None, alone: bool | None, without: bool | None, only: bool
) -> bool | None:
    """Apply ALCE's two conditions: jointly supported, and alone enough or not to be spared."""
    if whole is not True or only or alone:
        return whole
    if without is None or alone is None:
        return None
    return not without


def _against_gold(item: Item, reply: Reply) -> Iterator[Score]:
    spans = spans_of(item)
    if spans is None:
        return
    cited = list(dict.fromkeys(p for claim in reply.claims for p in cited_places(reply, claim)))
    if cited:
        good = [any(overlap(place, span) for span in spans) for place in cited]
        yield Score("evidence-citation-precision", sum(good) / len(good), len(good))
    shown: list[Evidence] = [span for span in spans if together_cover(reply.evidence, span)]
    if shown:
        reached = [any(overlap(place, span) for place in cited) for span in shown]
        yield Score("evidence-citation-recall", sum(reached) / len(reached), len(reached))


def _quotes(item: Item, reply: Reply) -> Iterator[Score]:
    told: list[bool | None] = []
    asked = words_only(item.question.question)
    for claim in reply.claims:
        sources = [words_only(place.text) for place in cited_places(reply, claim)]
        for quote in _QUOTE.findall(words_only(claim.text)):
            if len(quote) >= _LEAST_QUOTE:
                found = any(quote.strip(" .,") in text for text in (*sources, asked))
                # A translated quotation can't be verbatim.
                told.append(True if found else False if reply.language == "de" else None)
    yield from share_of("quote-fidelity", told)
