"""The JSON that machines read: its names are a promise (DESIGN.md); more may join."""

from collections.abc import Mapping, Sequence
from typing import Any

from index.records import Article, ArticleInfo, Filters, Hit, IndexReport, SearchResult
from rag.records import Answer, Citation, Claim, EvidenceSentence, Trace

SCHEMA = 1
Object = dict[str, Any]


def index_json(report: IndexReport) -> Object:
    """Return what ``index --json`` prints."""
    return {
        "schema": SCHEMA,
        "articles": {
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "failed": report.failed,
        },
        "passages": report.passages,
        "sentences": report.sentences,
        "seconds": round(report.seconds, 3),
        "errors": [
            {"path": problem.path, "code": problem.code, "message": problem.message}
            for problem in report.problems
        ],
        "passed_over": dict(report.passed_over),
        "details": {name: list(ids) for name, ids in report.details.items()},
    }


def hit_json(hit: Hit) -> Object:
    """Return one hit."""
    scores = hit.scores
    return {
        "rank": hit.rank,
        **_source(hit.article, hit.start),
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "score": round(hit.score, 4),
        "scores": {
            "passage": round(scores.passage, 4),
            "sentence": round(scores.sentence, 4),
            "lexical": round(scores.lexical, 4),
            "coverage": round(scores.coverage, 4),
        },
        "focus": {"start": hit.focus.start, "end": hit.focus.end},
        "also_in": list(hit.also_in),
    }


def search_json(result: SearchResult, language: str, name: str | None = None) -> Object:
    """Return what ``search --json`` prints; ``name`` is the id of a batch line."""
    return {
        "schema": SCHEMA,
        **({} if name is None else {"id": name}),
        "question": result.question,
        "language": language,
        "hits": [hit_json(hit) for hit in result.hits],
        "filters": filters_json(result.filters),
        "left_out": result.left_out,
        "nearness": round(result.nearness, 3),
        "candidates": result.candidates,
    }


def answer_json(answer: Answer, name: str | None = None) -> Object:
    """Return what ``ask --json`` prints; ``name`` is the id of a batch line."""
    seconds = answer.seconds
    return {
        "schema": SCHEMA,
        **({} if name is None else {"id": name}),
        "question": answer.query.question,
        "language": answer.query.language,
        "answer_language": answer.language,
        "search_query": answer.query.search_query,
        "kind": answer.kind.value,
        "answered": answer.answered,
        "refusal": None if answer.refusal is None else answer.refusal.value,
        "confidence": round(answer.confidence, 4),
        "text": answer.text,
        "claims": [_claim(claim) for claim in answer.claims],
        "citations": [_citation(citation) for citation in answer.citations],
        "hits": [hit_json(hit) for hit in answer.hits],
        "evidence": [_evidence(sentence) for sentence in answer.evidence],
        "notes": [{"code": note.code, **note.details} for note in answer.notes],
        "model": None
        if answer.model is None
        else {"name": answer.model.name, "served_by": answer.model.served_by},
        "tokens": {
            "prompt": answer.tokens.prompt,
            "completion": answer.tokens.completion,
            "context": answer.tokens.context,
        },
        "seconds": {
            "search": round(seconds.search, 3),
            "first_token": None if seconds.first_token is None else round(seconds.first_token, 3),
            "total": round(seconds.total, 3),
        },
        "trace": _trace(answer.trace),
    }


def articles_json(articles: Sequence[ArticleInfo]) -> list[Object]:
    """Return what ``articles --json`` prints."""
    return [{"schema": SCHEMA, **_info(article)} for article in articles]


def article_json(info: ArticleInfo, article: Article) -> Object:
    """Return what ``articles ID --json`` prints."""
    return {
        "schema": SCHEMA,
        **_info(info),
        "text": article.text,
        "removed": [
            {"line": line.line, "text": line.text, "reason": line.reason}
            for line in article.removed
        ],
    }


def error_json(code: str, message: str, name: str | None = None) -> Object:
    """Return an error as ``--json`` prints it; ``name`` is the id of a batch line."""
    return {
        "schema": SCHEMA,
        **({} if name is None else {"id": name}),
        "error": {"code": code, "message": message},
    }


def filters_json(filters: Filters) -> Object:
    """Return the filters that are set."""
    fields: Mapping[str, str | bool | None] = {
        "since": filters.since,
        "until": filters.until,
        "source": filters.source,
        "article": filters.article,
        "undated": filters.undated or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _source(info: ArticleInfo, start: int) -> Object:
    return {
        "article": info.article_id,
        "title": info.title,
        "date": info.date,
        "source": info.source,
        "url": info.url,
        "page": info.page_at(start),
    }


def _info(info: ArticleInfo) -> Object:
    return {
        "article": info.article_id,
        "title": info.title,
        "date": info.date,
        "author": info.author,
        "source": info.source,
        "url": info.url,
        "path": info.path,
        "characters": info.characters,
        "passages": info.passages,
    }


_PLACE = frozenset({"start", "end", "citations"})
"""What a sentence of a draft has none of: it stands in no answer."""


def _trace(trace: Trace) -> Object:
    return {
        "nearness": None if trace.nearness is None else round(trace.nearness, 3),
        "looks": [
            {
                "window": look.window,
                "answers": round(look.answers, 3),
                "whole": None if look.whole is None else round(look.whole, 3),
            }
            for look in trace.looks
        ],
        "support": None if trace.support is None else round(trace.support, 3),
        "attempts": [
            {
                "draft": attempt.text,
                "windows": list(attempt.windows),
                "problem": attempt.problem,
                "brief": attempt.brief,
                "language": attempt.language,
                "rendered": attempt.rendered,
                "claims": [
                    {key: said for key, said in _claim(claim).items() if key not in _PLACE}
                    for claim in attempt.claims
                ],
            }
            for attempt in trace.attempts
        ],
    }


def _claim(claim: Claim) -> Object:
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "citations": list(claim.citations),
        "verdict": claim.verdict.value,
        "score": round(claim.score, 4),
        "confirmed": None if claim.confirmed is None else round(claim.confirmed, 3),
        "german": claim.german,
        "reasons": [
            {"code": reason.code, "claim": reason.claim, "evidence": reason.evidence}
            for reason in claim.reasons
        ],
    }


def _evidence(sentence: EvidenceSentence) -> Object:
    return {
        "article": sentence.article.article_id,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "window": sentence.window,
    }


def _citation(citation: Citation) -> Object:
    return {
        "number": citation.number,
        **_source(citation.article, citation.start),
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
        "also_in": list(citation.also_in),
    }
