"""From a peer's text and its numbered sources to a reply."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.normal import cited_numbers, without_markers
from evals.peers.metering import Spent
from evals.peers.refusals import says_no_answer
from evals.records import Place, Reply, SaidClaim
from index.text.language import detect_language
from index.text.sentences import sentence_spans

IN_WORDS = "in_words"
"""The code of a refusal that only the text says."""

_NAMES = r"(?:sources?|quellen?|kaynak|fuentes?|источник|المصدر|来源|źródło|excerpts?)"
# [1] in its many dresses: 【1】, (Source 1), [Quelle 1], [来源 1, 2].
_DRESSED = re.compile(
    rf"【\s*(?:{_NAMES}\s*)?([\d\s,;–-]+?)\s*】|[\[(（]\s*{_NAMES}\s*([\d\s,;–-]+?)\s*[\])）]", re.I
)
# "Source 1:" is the prompt's own label, which models copy together with the source.
_IN_A_SENTENCE = re.compile(rf"(?<!\w){_NAMES}\s*(\d+)(?!\d|\s*[:：])", re.I)


@dataclass(slots=True)
class Clock:
    """Seconds since a question came (``time.monotonic``), and what the search took of them."""

    started: float
    search: float = 0.0

    @classmethod
    def start(cls) -> "Clock":
        """Begin now."""
        return cls(time.monotonic())

    def found(self) -> None:
        """Note that the search is done."""
        self.search = time.monotonic() - self.started


@dataclass(frozen=True, slots=True)
class Shown:
    """What the model was shown: ``sources`` numbered from 1, ``hits`` as the search ranked them."""

    sources: Sequence[Place]
    hits: Sequence[Place]


def reply_from(text: str, shown: Shown, model: str, spent: Spent, clock: Clock) -> Reply:
    """Return the reply: each sentence a claim, each ``[n]`` the n-th source.

    Markers in other dress become ``[n]``, "source 2" in a sentence counts as one too. Numbers
    without a source stay with their claim: they dangle. A text that says that there is no answer is
    a refusal, which has neither claims nor citations, as the product's have none.
    """
    text = plain_markers(text.strip())
    refused = says_no_answer(text)
    claims = () if refused else _claims(text)
    numbers = {number for claim in claims for number in claim.citations}
    first = spent.first_token
    return Reply(
        kind="refusal" if refused else "answer",
        refusal=IN_WORDS if refused else None,
        confidence=0.0,
        text=text,
        language=detect_language(without_markers(text)),
        claims=claims,
        citations={n: p for n, p in enumerate(shown.sources, start=1) if n in numbers},
        hits=tuple(shown.hits),
        evidence=tuple(shown.sources),
        model=model,
        prompt_tokens=spent.prompt_tokens,
        completion_tokens=spent.completion_tokens,
        search_seconds=clock.search,
        first_token_seconds=None if first is None else first - clock.started,
        total_seconds=time.monotonic() - clock.started,
    )


def refusing_in_words(reply: Reply) -> Reply:
    """Return the reply, as a refusal if its text says that there is no answer."""
    if not reply.answered or not says_no_answer(reply.text):
        return reply
    return replace(reply, kind="refusal", refusal=IN_WORDS, claims=(), citations={})


def plain_markers(text: str) -> str:
    """Return the text with every marker in brackets as ``[n]``."""
    return _DRESSED.sub(lambda found: f"[{(found[1] or found[2]).strip()}]", text)


def _claims(text: str) -> tuple[SaidClaim, ...]:
    return tuple(
        SaidClaim(
            *(text[span.start : span.end], span.start, span.end),
            citations=_cited(text[span.start : span.end]),
            verdict="unchecked",
        )
        for span in sentence_spans(text)
    )


def _cited(sentence: str) -> tuple[int, ...]:
    in_words = [int(found) for found in _IN_A_SENTENCE.findall(sentence)]
    return tuple(dict.fromkeys((*cited_numbers(sentence), *in_words)))
