"""An article as the evidence pane reads it: its text in parts, the sentences in question marked."""

from collections.abc import Sequence
from typing import Any

from index.records import ArticleInfo, Span
from index.search.searcher import Searcher
from ui.page.places import Message, source
from ui.page.request import Place

AROUND = 20_000
"""Characters of a long article that are shown on either side of the opened sentence."""
_CUT = "…"


def opened_article(searcher: Searcher, place: Place, marks: Sequence[Place]) -> Message:
    """Return the article of a place with its text in parts, those of ``marks`` marked as cited.

    A message of ``error`` alone says ``gone`` for an article that is not there, and ``place`` for a
    span that it does not have.
    """
    found = article_of(searcher, place.article)
    if found is None:
        return {"error": "gone"}
    info, text = found
    if place.span.end > len(text):
        return {"error": "place"}
    spans = [mark.span for mark in marks if mark.article == place.article]
    return {
        **source(info, place.span.start),
        "author": info.author,
        "start": place.span.start,
        "end": place.span.end,
        "sentence": text[place.span.start : place.span.end],
        "parts": _parts(text, place.span, spans),
    }


def article_of(searcher: Searcher, article_id: str) -> tuple[ArticleInfo, str] | None:
    """Return what is known of an article, and its text; None where there is no such article."""
    articles = searcher.source.current().articles.values()
    info = next((each for each in articles if each.article_id == article_id), None)
    _, text = searcher.article_sentences(article_id)
    return None if info is None or not text else (info, text)


def newspapers(searcher: Searcher) -> list[str]:
    """Return the sources of the indexed articles, each once, sorted."""
    articles = searcher.source.current().articles.values()
    return sorted({info.source for info in articles if info.source}, key=str.casefold)


def _parts(text: str, opened: Span, cited: Sequence[Span]) -> list[dict[str, Any]]:
    first, last = max(opened.start - AROUND, 0), min(opened.end + AROUND, len(text))
    parts: list[dict[str, Any]] = [{"text": _CUT, "mark": None}] if first else []
    at = first
    for span in _apart(opened, cited):
        if span.start < at or span.end > last:
            continue
        if span.start > at:
            parts.append({"text": text[at : span.start], "mark": None})
        mark = "opened" if span == opened else "cited"
        parts.append({"text": text[span.start : span.end], "mark": mark})
        at = span.end
    if at < last:
        parts.append({"text": text[at:last], "mark": None})
    return [*parts, {"text": _CUT, "mark": None}] if last < len(text) else parts


def _apart(opened: Span, cited: Sequence[Span]) -> list[Span]:
    """Return the spans in order, without those that overlap the opened one."""
    others = {span for span in cited if span.end <= opened.start or span.start >= opened.end}
    return sorted((opened, *others), key=lambda span: (span.start, span.end))
