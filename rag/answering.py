"""Answers put together: text with markers, claims, citations, and what the asker should know."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.records import SearchResult
from index.text.language import detect_language
from rag.models.base import LanguageModel
from rag.records import (
    Answer,
    Attempt,
    Citation,
    Claim,
    EvidenceSentence,
    Kind,
    Look,
    ModelUse,
    Note,
    Query,
    Refusal,
    Seconds,
    Tokens,
    Trace,
    Verdict,
)
from rag.texts import sentence
from rag.vouched import Sentence, Vouched


@dataclass(slots=True)
class Course:
    """What has happened to a question so far; the one thing here that changes."""

    query: Query
    result: SearchResult
    notes: tuple[Note, ...]
    evidence: tuple[EvidenceSentence, ...] = ()
    looks: tuple[Look, ...] = ()
    support: float | None = None
    confidence: float = 0.0
    attempts: list[Attempt] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    model: LanguageModel | None = None
    """The model, once it has been asked."""
    seconds: Seconds = field(default_factory=lambda: Seconds(0.0, None, 0.0))


_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def answered(course: Course, vouched: Vouched) -> Answer:
    """Return the answer that the vouched sentences make.

    A partial one where some were dropped, or the model itself said that not all of it is there.
    """
    text, claims, citations = cite(vouched.shown)
    kind = Kind.ANSWER
    if vouched.partly or len(vouched.shown) < len(vouched.sentences):
        kind = Kind.PARTIAL
        text = f"{text} {sentence('partly', course.query.answer_language)}"
    language = detect_language(" ".join(claim.text for claim in claims))
    said = _said(course, kind, text, language)
    return replace(said, claims=claims, citations=citations)


def quoted(course: Course, evidence: EvidenceSentence) -> Answer:
    """Return the German sentence itself, after a remark in the asker's language."""
    language = course.query.answer_language
    remark = sentence("quotation", language)
    quote = " ".join(evidence.text.split())
    # Between Arabic words the marks of a German sentence would else change sides.
    turned = language.split("-")[0] in _RIGHT_TO_LEFT
    before, behind = ("\u2066„", "“\u2069") if turned else ("„", "“")
    start = len(remark) + 1 + len(before)
    claim = Claim(quote, start, start + len(quote), (1,), 1.0, Verdict.SUPPORTED)
    text = f"{remark} {before}{quote}{behind} [1]"
    said = _said(course, Kind.QUOTATION, text, detect_language(remark))
    return replace(said, claims=(claim,), citations=(_citation(1, evidence),))


def refused(course: Course, refusal: Refusal) -> Answer:
    """Return a refusal in the asker's language."""
    text = sentence(refusal.value, course.query.answer_language)
    return replace(_said(course, Kind.REFUSAL, text, detect_language(text)), refusal=refusal)


def cite(
    sentences: Sequence[Sentence],
) -> tuple[str, tuple[Claim, ...], tuple[Citation, ...]]:
    """Put a text together, each sentence followed by the markers of the one or two it rests on.

    Return the text, its claims and its citations, numbered in the order they are first used.
    """
    numbers: dict[tuple[str, int], int] = {}
    citations: list[Citation] = []
    claims: list[Claim] = []
    text = ""
    for each in sentences:
        keys = [(german.article.article_id, german.start) for german in each.cited]
        for key, german in zip(keys, each.cited, strict=True):
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], german))
        cited = tuple(numbers[key] for key in keys)
        start = len(text) + bool(text)
        end = start + len(each.text)
        text += " ".join([*([""] if text else []), each.text, *(f"[{number}]" for number in cited)])
        judged = (each.score, each.verdict, each.reasons, each.confirmed, each.german)
        claims.append(Claim(each.text, start, end, cited, *judged))
    return text, tuple(claims), tuple(citations)


def _citation(number: int, evidence: EvidenceSentence) -> Citation:
    place = (evidence.article, evidence.start, evidence.end)
    return Citation(number, *place, evidence.text, evidence.also_in)


def _said(course: Course, kind: Kind, text: str, language: str) -> Answer:
    model, result = course.model, course.result
    nearness = None if result.candidates == "given" else result.nearness
    context = 0 if model is None else model.context_tokens
    return Answer(
        query=course.query,
        kind=kind,
        refusal=None,
        confidence=course.confidence,
        text=text,
        language=language,
        claims=(),
        citations=(),
        hits=result.hits,
        evidence=course.evidence,
        notes=course.notes,
        model=None if model is None else ModelUse(model.name, model.served_by),
        tokens=Tokens(course.prompt_tokens, course.completion_tokens, context),
        seconds=course.seconds,
        trace=Trace(nearness, course.looks, course.support, tuple(course.attempts)),
    )
