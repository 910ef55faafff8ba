"""From an article to its sentences and passages."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil

from index.records import Article, Passage, Span, SplitArticle
from index.text.sentences import sentence_spans


def split_article(
    article: Article,
    *,
    target_characters: int = 850,
    max_characters: int = 1200,
    overlap_sentences: int = 0,
    piece_characters: int = 100,
) -> SplitArticle:
    """Cut the article into sentences, and these into passages of nearly equal length.

    A passage is a run of whole sentences of about ``target_characters`` and at most
    ``max_characters``, counted from its first character to its last; it shares its first
    ``overlap_sentences`` sentences with the passage before it, as far as both stay in order. A
    sentence longer than ``max_characters`` is cut at blanks into several first. A passage's pieces
    are its sentences merged until they have ``piece_characters``; a shorter rest joins the last.
    Raises ValueError for numbers that can't be.
    """
    _check(target_characters, max_characters, overlap_sentences, piece_characters)
    sentences = tuple(
        part
        for span in sentence_spans(article.text)
        for part in _bounded(article.text, span, max_characters)
    )
    passages = tuple(
        Passage(
            start=sentences[first].start,
            end=sentences[end - 1].end,
            first_sentence=first,
            end_sentence=end,
            pieces=_pieces(sentences[first:end], piece_characters),
        )
        for first, end in _runs(
            sentences, target=target_characters, limit=max_characters, overlap=overlap_sentences
        )
    )
    return SplitArticle(article, sentences, passages)


def _check(target: int, limit: int, overlap: int, piece: int) -> None:
    if not 1 <= target <= limit:
        raise ValueError(
            "target_characters must be in [1, max_characters]; "
            f"got target_characters={target}, max_characters={limit}"
        )
    if overlap < 0:
        raise ValueError(f"overlap_sentences must be at least 0; got {overlap}")
    if piece < 1:
        raise ValueError(f"piece_characters must be at least 1; got {piece}")


def _bounded(text: str, span: Span, limit: int) -> Iterator[Span]:
    """The span, or parts of it of nearly equal length and at most ``limit`` characters."""
    start, end = span.start, span.end
    while end - start > limit:
        reach = start + ceil((end - start) / ceil((end - start) / limit))
        blank = text.rfind(" ", start, reach + 1)
        # Without a blank it is no language's sentence: cut anywhere rather than not at all.
        cut = blank if blank > start else reach
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = end - len(text[cut:end].lstrip())
    yield Span(start, end)


def _runs(
    sentences: Sequence[Span], *, target: int, limit: int, overlap: int
) -> Iterator[tuple[int, int]]:
    """Yield ``(first, end)`` of each passage's sentences.

    Each passage aims at an equal share of what is left, so that no short rest remains: a last
    passage that would fit into the one before it never comes to be.
    """
    ends = [span.end for span in sentences]
    first = end = 0
    while end < len(sentences):
        start = sentences[first].start
        left = ends[-1] - start
        share = left / max(round(left / target), ceil(left / limit))
        # The last sentence that still fits, and of the ends up to it the one nearest to the share.
        fits = max(bisect_right(ends, start + limit), end + 1)
        below = max(bisect_right(ends, start + share, hi=fits), end + 1)
        above = min(below + 1, fits)
        end = min((below, above), key=lambda at: abs(ends[at - 1] - start - share))
        yield first, end
        first = max(end - overlap, first + 1)


def _pieces(sentences: Sequence[Span], least: int) -> tuple[Span, ...]:
    pieces: list[Span] = []
    start = sentences[0].start
    for sentence, following in zip_longest(sentences, sentences[1:]):
        if sentence.end - start >= least:
            pieces.append(Span(start, sentence.end))
            start = following.start if following else sentence.end
    end = sentences[-1].end
    if start < end:  # a short rest
        pieces.append(Span(pieces.pop().start if pieces else start, end))
    return tuple(pieces)
